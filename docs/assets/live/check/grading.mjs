// A reader's columns, each number held to the proved value, and to the reader's own numbers before it.
import { ends } from "../../digits.mjs";
import { Mistake } from "../../key.mjs";
import { pausing } from "../../slices.mjs";
import { findingsOf } from "./findings.mjs";
import { OwnPass, isGiven, isTrained } from "./own-pass.mjs";
import { isCutOff, isTouching, isVague, rangeOf } from "./ranges.mjs";

const FEW = 4; // passes that decide what a column with an open name holds
const LONG = 3; // numbers from which on a column tells to how many digits it is rounded
const FEWEST_CUT = 3; // digits of a number that may have been cut off instead of rounded

// {findings, first, notes, …}: what there is to say of each column, in the order in which a pass computes them, and the
// first that is wrong. `runWith(given)` returns the run of the network with these numbers given.
export async function gradeTable({ columns, passes }, runWith, signal) {
  const named = await withNames(withDecimals(columns), passes, runWith);
  const run = runWith(givenIn(named, runWith({})));
  const table = { columns: inOrder(named, run), passes, run, drift: driftOf(named, run) };
  const results = await resultsOf(table, {}, signal);
  const isCutting = has(results, "cut") && has(results, "wrong");
  const findings = await findingsOf(table, isCutting ? await resultsOf(table, { cuts: true }, signal) : results);
  return { ...table, findings, first: firstWrong(findings), notes: notesOn(columns, named, table.drift) };
}

const has = (results, kind) => results.some((column) => column.some((result) => result?.kind === kind));

const firstWrong = (findings) =>
  findings
    .filter(({ kind }) => kind === "wrong")
    .reduce((first, each) => (!first || each.step < first.step ? each : first), null);

// Columns with the decimals of each number: a spreadsheet drops zeros at the end, so that a long column tells them, and
// a bare 0 or 1, and a column that hardly changes, stand for as many as are usual.
function withDecimals(columns) {
  const all = columns.flatMap(({ cells }) => cells.flatMap((cell) => cell?.number ?? []));
  const usual = median(all.filter(({ isWhole }) => !isWhole).map(({ decimals }) => decimals));
  return columns.map((column) => {
    const numbers = column.cells.map((cell) => cell?.number);
    return { ...column, decimals: decimalsOf(numbers.filter(Boolean), usual) };
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

function decimalsOf(numbers, usual) {
  const isLong = numbers.length >= LONG;
  const isSteady = isLong && new Set(numbers.map(({ plain }) => plain)).size < LONG;
  const [decimals, digits] = ["decimals", "digits"].map((part) =>
    isLong ? Math.max(...numbers.map((each) => each[part])) : 0,
  );
  return (number) => {
    const own = number.isWhole || isSteady ? Math.max(usual, number.decimals) : number.decimals;
    return Math.max(own, Math.min(decimals, number.decimals + digits - number.digits));
  };
}

// The numbers of the first pass that are given, by name.
const givenIn = (columns, run) =>
  Object.fromEntries(
    columns
      .filter(({ names, cells }) => names.length === 1 && isGiven(run, names[0]) && cells[0]?.number)
      .map(({ names, cells }) => [names[0], cells[0].number.plain]),
  );

// Columns with one name each: where heads leave it open, the one that agrees with most numbers, the likelier first.
async function withNames(columns, passes, runWith) {
  const sure = columns.filter(({ names }) => names.length === 1);
  if (sure.length === columns.length) return columns;
  const run = runWith(givenIn(sure, runWith({})));
  const table = { columns: sure, run };
  const owns = [];
  for (let step = 0; step < Math.min(FEW, passes); step++)
    owns.push(new OwnPass(run, await provedPass(run, step), rangesAt(table, step, {})));
  for (const column of columns.filter(({ names }) => names.length > 1)) {
    const name = likeliest(column, sure, owns);
    if (name) sure.push({ ...column, names: [name], isOpen: true });
  }
  return sure;
}

function likeliest(column, others, owns) {
  const free = column.names.filter((name) => !others.some(({ names }) => names[0] === name));
  const counts = free.map((name) => owns.filter((own, step) => isFitting(column, name, own, step)).length);
  return free[counts.indexOf(Math.max(...counts))];
}

// What was read otherwise than it stands.
const notesOn = (columns, named, drift) => [
  ...named
    .filter(({ isOpen }) => isOpen)
    .map(({ head, names: [name] }) => `${head.text} is read as ${name}, by its numbers.`),
  ...columns
    .filter(({ head }) => !named.some((column) => column.head === head))
    .map(({ head }) => `${head.text} (line ${head.line}) comes again, and is not read there.`),
  ...(Number.isFinite(drift)
    ? [
        `A given number changes in row ${drift + 1}, as cells do that are dragged down; from there on each number is held to your own alone.`,
      ]
    : []),
];

function isFitting(column, name, own, step) {
  const number = column.cells[step]?.number;
  if (!number) return false;
  const range = rangeOf(number, column.decimals(number));
  const ranges = [provedRange(own.proved, name), ...own.of(name).map((way) => way.range)];
  return ranges.some((other) => other && isTouching(other, range));
}

// In the order in which a pass computes what they hold.
function inOrder(columns, run) {
  const order = [...run.program.slots].toSorted(([, one], [, other]) => one - other).map(([name]) => name);
  const placeOf = ({ names: [name] }) => order.indexOf(name);
  return columns.toSorted((one, other) => placeOf(one) - placeOf(other));
}

// The first pass in which a number changes that is given once and for all, as cells do that are dragged down.
function driftOf(columns, run) {
  const steps = columns.map(({ names: [name], cells }) => {
    if (!isGiven(run, name) || isTrained(run, name)) return Infinity;
    const step = cells.findIndex((cell) => cell?.number && cell.number.plain !== cells[0]?.number?.plain);
    return step < 1 ? Infinity : step;
  });
  return Math.min(Infinity, ...steps);
}

// For each column, the result of each number.
async function resultsOf(table, options, signal) {
  const results = table.columns.map(() => []);
  const pause = pausing(signal);
  let before = null;
  for (let step = 0; step < table.passes; step++) {
    const own = new OwnPass(table.run, await provedPass(table.run, step, signal), rangesAt(table, step, options));
    table.columns.forEach((column, place) =>
      results[place].push(resultOf({ table, column, step, own, before, options })),
    );
    before = own;
    await pause();
  }
  return results;
}

// The proved pass; null where a run has left the range of numbers.
export async function provedPass(run, step, signal) {
  try {
    return await run.pass(step, { names: [], signal });
  } catch (error) {
    if (error instanceof Mistake) return null;
    throw error;
  }
}

function provedRange(proved, name) {
  try {
    const value = proved?.value(name);
    return value ? ends(value) : null;
  } catch (error) {
    if (error instanceof Mistake) return null;
    throw error;
  }
}

// What the reader's numbers of a pass may mean; what is given is meant as it stands.
export function rangesAt({ columns, run }, step, options) {
  const ranges = new Map();
  for (const {
    names: [name],
    cells,
    decimals,
  } of columns) {
    const number = cells[step]?.number;
    if (number)
      ranges.set(name, isStart(run, name, step) ? exactly(number) : rangeOf(number, decimals(number), options));
  }
  return ranges;
}

const isStart = (run, name, step) => isGiven(run, name) && (step === 0 || !isTrained(run, name));
const exactly = ({ value: { top, bottom } }) => Array(2).fill([top, bottom]);

// {kind, …}: `right`; `cut` off instead of rounded; `vague` where the digits say nothing; `fits` the reader's numbers
// before it; `wrong`; or `open`. Ranges are `truth`, and `from` the reader's own numbers.
function resultOf({ table: { run, drift }, column, step, own, before, options }) {
  const [name, number] = [column.names[0], column.cells[step]?.number];
  if (!number) return null;
  if (isStart(run, name, step)) return { kind: "given" };
  const places = column.decimals(number);
  const truth = step < drift ? provedRange(own.proved, name) : null;
  const range = rangeOf(number, places, options);
  if (truth && isTouching(truth, rangeOf(number, places, { isLong: true }))) {
    return { kind: isVague(range) && !isZero(truth) ? "vague" : "right", truth };
  }
  const [pass, source] = isTrained(run, name) ? [before, run.updates[name]] : [own, name];
  const ways = pass.of(source);
  const isFollowing = ways.some((way) => way.range && isTouching(way.range, range));
  const isCut = truth && number.digits >= FEWEST_CUT && isCutOff(number, places, truth);
  const kind = isCut ? "cut" : isFollowing ? "fits" : ways[0].range ? "wrong" : "open";
  return { kind, truth, from: ways[0].range, problem: ways[0].problem, isFollowing };
}

const isZero = ([[low], [high]]) => low === 0n && high === 0n;
