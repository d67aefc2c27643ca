// What there is to say of a reader's numbers, in sentences: of each, of all together, and as a text to copy.
import { decimals } from "../../digits.mjs";
import { asYouDo } from "../slips/phrase.mjs";
import { isTouching } from "./ranges.mjs";

const FEWEST_PLACES = 2; // of what is expected by the reader's own numbers

const listed = (names) => names.join(", ").replace(/, ([^,]*)$/, " and $1");
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

// The result of a number in a few words.
export const resultOf = (finding) => RESULTS[finding.kind](finding);

const RESULTS = {
  given: () => "given",
  right: ({ digits }) => (digits ? `right to ${plural(digits, "digit")}` : "right"),
  cut: () => "right, but cut off instead of rounded",
  vague: () => "too few digits to tell",
  rounded: ({ digits }) => `right to ${plural(digits, "digit")}; your own rounding accounts for the rest`,
  follows: ({ causes }) => `follows from ${listed(causes)}`,
  open: ({ problem, from, places }) => problem || `open: your digits allow anything ${spanOf(from, places)}`,
  wrong: (finding) => (isByOwn(finding) ? `wrong, expected ${expectedOf(finding)}` : "wrong"),
};

// Which numbers of a column a result is about, where there are several.
export function placeOf({ kind, cell, count }, passes) {
  if (passes === 1 || kind === "right") return passes === 1 ? "" : `in ${plural(count, "row")}`;
  return count === 1 ? `in line ${cell.line}` : `from line ${cell.line} on, in ${plural(count, "row")}`;
}

// What a wrong number should have been: as proved, or by the reader's own numbers where others before it are wrong.
function expectedOf(finding) {
  const { right, from, places } = finding;
  return isByOwn(finding) ? `${spanOf(from, Math.max(places, FEWEST_PLACES))} by your own numbers` : right;
}

const isByOwn = ({ right, from, truth }) => !right || !truth || !isTouching(truth, from);

// A range in decimals: one number where both ends print alike.
function spanOf(range, places) {
  if (!range) return "at all";
  const [low, high] = range.map((end) => decimals(places)(...end));
  return low === high ? low : `between ${low} and ${high}`;
}

// All together, in a sentence.
export function headline({ findings, first }) {
  const checked = findings.filter(({ kind }) => kind !== "given");
  if (!checked.length) return "There is nothing to check: every number here is given.";
  if (first) return `${first.head} in line ${first.cell.line} is the first wrong number.`;
  const right = checked.filter(({ kind }) => ["right", "cut"].includes(kind)).length;
  if (right === checked.length)
    return right <= 2 ? ["The number is right.", "Both are right."][right - 1] : `All ${right} are right.`;
  return `Nothing is wrong: ${right} of ${checked.length} are right, and your digits leave the rest open.`;
}

// The first wrong number: what was found and expected, and how many more are wrong by themselves.
export function faultOf({ findings, first }) {
  const others = findings.filter((each) => each.kind === "wrong" && each !== first).map(({ head }) => head);
  const more = others.length ? ` Wrong by themselves too: ${listed(others)}.` : "";
  return `Found ${first.cell.text}, expected ${expectedOf(first)}.${more}`;
}

// The slips that give a wrong number.
export function slipSentence({ words: slips, isTelling, isSignOnly }) {
  if (!slips.length && isSignOnly) return "Only the sign is wrong.";
  if (!slips.length) return "No slip that we know gives this number.";
  if (!isTelling) return "Several slips give a number like this; more digits would tell which.";
  const [first, ...others] = slips.map(asYouDo);
  const more = others.length ? ` You also get it if you ${others.join(", or if you ")}.` : "";
  return `You get this number if you ${first}.${more}`;
}

// Which given numbers differ from those of the example: pairs of a name and two decimals.
export const givenSentence = (changes) =>
  changes.length
    ? `Checked with your own ${listed(changes.map(([name, own, usual]) => `${name} = ${own} (instead of ${usual})`))}.`
    : "Checked with the given numbers of this network.";

// The report as plain text.
export function reportText(report, sentences) {
  const lines = report.findings
    .filter(({ kind }) => kind !== "given")
    .map((finding) => {
      const where = placeOf(finding, report.passes);
      const right = finding.right ? ` Proved: ${finding.right}.` : "";
      return `${finding.head}: ${finding.cell.text}, ${resultOf(finding)}${where && `, ${where}`}.${right}`;
    });
  return [...sentences, "", ...lines].join("\n");
}
