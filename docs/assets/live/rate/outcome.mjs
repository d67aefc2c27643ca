// What becomes of a walk: on a parabola by the factor that decides, elsewhere by what its proved numbers do.

const MOST_LISTED = 4; // steps that a sentence names one by one

// Where a factor f = top / bottom lies, bottom > 0: the first that holds. Both parts come ten times as large, so that
// tenths are whole.
const ZONES = [
  ["creeps", (f, one) => f >= (9n * one) / 10n, "is at least 0.9, so no step takes more than a tenth: the walk creeps"],
  ["arrives", (f) => f > 0n, "is above 0 and below 0.9, so each step takes more than a tenth: the walk arrives"],
  ["lands", (f) => f === 0n, "leaves nothing: the first step lands on the bottom"],
  ["zigzags", (f, one) => f > -one, "is between −1 and 0: the walk zigzags, nearer with each step"],
  ["jumps", (f, one) => f === -one, "takes the walk to the other side and back: it jumps for ever"],
  ["diverges", (f, one) => f < -one, "is below −1: each step lands farther away, and the walk diverges"],
];

// The zone of a factor below 1, {name, words}: what becomes of a walk whose distance each step multiplies by it.
export function zoneOf(top, bottom) {
  const [name, , words] = ZONES.find(([, holds]) => holds(10n * top, 10n * bottom));
  return { name, words };
}

// −1, 0 or 1 as the first of two proved numbers {text, isExact} is smaller, equal or larger; NaN where their digits do
// not tell. Rounding never turns an order round, so that different digits of the same rule are enough.
export function compare(one, other) {
  if (!one.text || !other.text) return NaN;
  const [a, b] = aligned(one.text, other.text);
  if (a !== b) return a < b ? -1 : 1;
  return one.isExact && other.isExact ? 0 : NaN;
}

// Two decimals in units of their last digit.
function aligned(...texts) {
  const parts = texts.map((text) => text.split("."));
  const places = Math.max(...parts.map(([, part = ""]) => part.length));
  return parts.map(([units, part = ""]) => BigInt(units + part.padEnd(places, "0")));
}

// What losses do from one step to the next: the steps at which they rise, fall, stay, or are too near to tell.
function movesOf(losses) {
  const moves = { falls: [], rises: [], stays: [], open: [] };
  losses.slice(1).forEach((loss, before) => moves[moveOf(compare(loss, losses[before]))].push(before + 1));
  return moves;
}

const moveOf = (order) => ({ "-1": "falls", 1: "rises", 0: "stays" })[order] ?? "open";

// What a loss does, in words: what is proved to happen in these steps, and nothing beyond.
export function outcome(losses) {
  const count = losses.length - 1;
  const { falls, rises, stays, open } = movesOf(losses);
  const all = count === 1 ? "at its one step" : `at each of the ${count} steps`;
  if (falls.length === count) return `falls ${all}`;
  if (rises.length === count) return `rises ${all}`;
  const parts = [rises.length ? `rises ${atSteps(rises)}` : "never rises", stayWords(stays, count), openWords(open)];
  return `${parts.filter(Boolean).join(", ")}, and ${endWords(compare(losses.at(-1), losses[0]))}`;
}

// `at step 2`, `at steps 1, 2 and 5`, `at steps 3 to 30`, `at 17 steps, first at step 2`.
function atSteps(all) {
  const [first, last] = [all[0], all.at(-1)];
  if (all.length === 1) return `at step ${first}`;
  if (all.length > 2 && last - first === all.length - 1) return `at steps ${first} to ${last}`;
  if (all.length > MOST_LISTED) return `at ${all.length} steps, first at step ${first}`;
  return `at steps ${all.slice(0, -1).join(", ")} and ${last}`;
}

function stayWords(stays, count) {
  if (!stays.length) return "";
  const isToTheEnd = stays[0] === count - stays.length + 1;
  return isToTheEnd && stays.length > 1
    ? `stays the same from step ${stays[0]} on`
    : `stays the same ${atSteps(stays)}`;
}

const openWords = (open) => (open.length ? `moves too little to tell ${atSteps(open)}` : "");

const ENDS = { "-1": "ends lower than it began", 1: "ends higher than it began", 0: "ends where it began" };
const endWords = (order) => ENDS[order] ?? "ends too near to where it began to tell";
