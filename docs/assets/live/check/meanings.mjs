// What the name that a reader gives a number may mean: the table of backprop/grade/spelling.py, and the same answers.
import { SPELLING } from "./spelling.mjs";

const anchored = (pattern) => new RegExp(`^(?:${pattern})$`, "u");

const SAMPLE = new RegExp(SPELLING.sample, "iu");
const SAMPLES = new RegExp(SPELLING.sample, "giu");
const DROPPED = new RegExp(SPELLING.dropped, "gu");
const ROWS = SPELLING.rows.map(([pattern, quantities]) => [anchored(pattern), quantities]);
const SLOPES = SPELLING.slopes.map(anchored);
const LONGEST = 200; // letters of a name

// The quantities that a name may mean, the likelier first.
export function meanings(head) {
  if (head.length > LONGEST) return [];
  const sample = head.match(SAMPLE)?.groups.number;
  const names = sample ? meanings(head.replaceAll(SAMPLES, "")) : [];
  if (names.length) return unique(names.map((name) => ofSample(name, head, sample)));
  const name = squeezed(head);
  const slopes = slopesOf(name);
  return slopes.length ? slopes : plain(name);
}

const unique = (names) => [...new Set(names)];

// A name in one of several samples; of a derivative, as far as its parts belong to one.
function ofSample(name, head, number) {
  if (!name.includes("/")) return `${outputLoss(name)}_s${number}`;
  const [upper, lower] = name.split("/");
  const [above, below = ""] = head.split(/\/(.*)/s);
  const over = SAMPLE.test(above) ? `${outputLoss(upper)}_s${number}` : upper;
  return `${over}/${lower}${SAMPLE.test(below) ? `_s${number}` : ""}`;
}

// The loss of the one output, where a sample has no other.
const outputLoss = (name) => name.replaceAll("E_total", "E_o1");

// A name without what people vary: case, spaces, brackets, underscores, kinds of the curly d.
function squeezed(head) {
  let name = uncurled(uncurled(head).normalize("NFKC")).toLowerCase();
  for (const [letter, word] of Object.entries(SPELLING.greek)) name = name.replaceAll(letter, word);
  name = name.replaceAll("partial", "∂").replaceAll("∂", "d").replaceAll("_total", "total");
  return name.replace(DROPPED, "");
}

const uncurled = (text) => [...text].map((letter) => SPELLING.curly[letter] ?? letter).join("");

function plain(name) {
  return unique(ROWS.flatMap(([pattern, quantities]) => filledIn(quantities, name.match(pattern))));
}

function filledIn(quantities, match) {
  if (!match) return [];
  const { n, m, unit } = match.groups ?? {};
  return quantities.map((quantity) => quantity.replace("{n}", n ?? m).replace("{unit}", unit));
}

function slopesOf(name) {
  const groups = SLOPES.map((pattern) => name.match(pattern)?.groups).find(Boolean);
  if (!groups) return [];
  const lowers = plain(groups.lower);
  const uppers = plain(groups.upper || "e").filter((upper) => /^(E|net|out)/.test(upper));
  return uppers.flatMap((upper) => lowers.map((lower) => `d${upper}/d${lower}`));
}
