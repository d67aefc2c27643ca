// Known slips as edits of a graph, and which of them give a number that a reader typed, the likeliest first.
import { significant } from "../../digits.mjs";
import { Mistake } from "../../key.mjs";
import { pausing } from "../../slices.mjs";
import { withOperands } from "../operands.mjs";
import { agreement, digitsInCommon, typed, unitsOff } from "./typed.mjs";

const MOST_OPERATIONS = 15_000_000; // of all updates that are tried; half a million or more take a second
const LEAST = 4; // slips that are tried in any case
const SHOWN = 5;
const TELLING = 3; // so many different numbers may fit before digits are too few
const DISTANCES = { exact: 0, rounded: 1, truncated: 2 };

// What a typed number is for a quantity of the pass after `step` updates of a run.
//
// `right` holds its proved digits, `sixDigits` the first of them; `agreement` says how the number comes of it, "exact",
// "rounded", "truncated" or "", `digitsRight` how many leading digits are right, `unitsOff` by how much the last one is
// off. `slips` are those that give the number, {words, option, agreement, run, last, edit, step}: `edit` {name,
// expression} says most of the slip, in the pass after `step` updates of its `run`, and is missing where only the count
// of updates, `last`, is wrong; `isTelling` says whether few enough numbers fit.
export async function explainNumber(run, slips, name, step, text, waiting = {}) {
  const number = typed(text);
  const judged = judgement(await run.pass(step, { ...waiting, names: [name] }), name, number);
  const fits = judged.agreement ? [] : await fitting(run, slips, name, step, number, waiting);
  return { ...judged, ...chosen(fits) };
}

// The same without a search for slips.
export function judgement(pass, name, number) {
  return {
    number,
    right: pass.digits(name),
    sixDigits: pass.digits(name, significant(6)).text,
    agreement: pass.decided(name, (value) => agreement(number, value)) ?? "",
    digitsRight: pass.decided(name, (value) => digitsInCommon(number, value)) ?? 0,
    unitsOff: pass.decided(name, (value) => unitsOff(number, value)),
  };
}

// Those that are shown: one of each family and number, and whether the numbers are few.
function chosen(fits) {
  const numbers = new Set(fits.map(({ value }) => value));
  const first = new Map();
  for (const fit of fits) {
    const kind = `${fit.slip.family} ${fit.value}`;
    if (!first.has(kind)) first.set(kind, fit);
  }
  return { slips: [...first.values()].slice(0, SHOWN), fitting: fits.length, isTelling: numbers.size <= TELLING };
}

// All slips that give the number, the likeliest first, those that only do so when cut off or rounded later.
async function fitting(run, slips, name, step, number, waiting) {
  const fits = [];
  const tries = Math.max(LEAST, Math.floor(MOST_OPERATIONS / (step + 1) / run.program.order.length));
  const pause = pausing(waiting.signal);
  for (const slip of slipsFor(run, slips, name, step).slice(0, tries)) {
    fits.push(...(await tried(run, slip, name, step, number, waiting)));
    await pause();
  }
  const order = ({ slip, agreement }) => slip.rank + slips.families.length * DISTANCES[agreement];
  return fits.sort((one, other) => order(one) - order(other));
}

// The fit of a slip, if it is one; what ends in a division by 0 and the like gives no number.
async function tried(run, slip, name, step, number, waiting) {
  try {
    const last = step + (slip.shift ?? 0);
    const own = edited(run, slip);
    const pass = await own.pass(last, { ...waiting, names: [name] });
    const how = pass.decided(name, (value) => agreement(number, value));
    if (!how) return [];
    const [value, telling] = [pass.digits(name, significant(12)).text, tellingEdit(own, slip.edits, name, last)];
    return [{ slip, words: slip.words, option: slip.option ?? "", agreement: how, value, run: own, last, ...telling }];
  } catch (error) {
    if (error instanceof Mistake) return [];
    throw error;
  }
}

const edited = (run, { edits }) =>
  edits.length ? run.edited(Object.fromEntries(edits.map(({ name, expression }) => [name, expression]))) : run;

// The slips that may change a quantity, the likeliest first; one for each set of edits of what it is made of.
export function slipsFor(run, slips, name, step) {
  const names = withOperands(run.expressions, [name, ...(step ? Object.values(run.updates) : [])]);
  const isReached = (edit) => names.has(edit) || !run.expressions[edit];
  const distinct = new Map();
  for (const slip of slipsOfRun(run, slips)) {
    const reached = slip.edits.filter((edit) => isReached(edit.name));
    if (step + (slip.shift ?? 0) < 0 || (!slip.shift && !reached.length)) continue;
    const kind = `${slip.shift ?? 0} ${reached.map(({ place }) => place).sort((a, b) => a - b)}`;
    distinct.set(kind, shorter(distinct.get(kind), slip));
  }
  return [...distinct.values()].sort((one, other) => one.rank - other.rank);
}

// Of two slips that come to the same, the first, with the words of the other where these are of its kind and say less.
function shorter(first, second) {
  if (!first) return second;
  if (first.family !== second.family) return first;
  const [short, long] = second.edits.length <= first.edits.length ? [second, first] : [first, second];
  return { ...short, rank: first.rank, option: short.option ?? long.option };
}

// The slips of a run's conventions, as they come; none where these are not published. A slip with a given number does
// not hold where a reader or an option gives another.
function slipsOfRun(run, { edits, slips, runs }) {
  const { graph, options, own } = run;
  const spans = runs[conventionOf(graph, options)] ?? [];
  const set = new Set([...Object.keys(own), ...options.flatMap(([option]) => graph.settings[option] ?? [])]);
  const numbered = edits.map((edit, place) => ({ ...edit, place }));
  return spans
    .flatMap(([first, last]) => slips.slice(first, last + 1))
    .map((slip) => ({ ...slip, edits: slip.edits.map((place) => numbered[place]) }))
    .filter((slip) => !slip.edits.some(({ name }) => set.has(name)));
}

const conventionOf = (graph, options) =>
  options
    .map(([option, value]) => (option in graph.settings && option !== "momentum" ? "" : `;${option}=${value}`))
    .join("");

// The edit that says most of a slip and the pass in which it is made: an edit of the quantity itself or of its update,
// else of an update, else one that is not given, else the first that is computed.
function tellingEdit({ expressions, updates }, edits, name, last) {
  const places = (names, step) =>
    [...withOperands(expressions, names)].flatMap((each) =>
      edits.filter((edit) => edit.name === each).map((edit) => ({ edit, step })),
    );
  const all = [...places([name], last), ...(last ? places(Object.values(updates), last - 1) : [])];
  const reticence = ({ edit }) => 4 * !isOf(name, edit) + 2 * !edit.name.endsWith("+") + isGiven(edit);
  const [first] = all.sort((one, other) => reticence(one) - reticence(other));
  return first && isGiven(first.edit) ? { ...first, step: 0 } : first;
}

const isOf = (name, edit) => edit.name === name || edit.name === `${name}+`;
const isGiven = ({ expression }) => expression.number !== undefined;
