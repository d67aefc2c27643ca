// Rows of cells as columns of numbers, each with what its name may mean: whichever way the table lies.
import { Mistake, closest } from "../../key.mjs";
import { meanings } from "./meanings.mjs";
import { cellsOf } from "./paste.mjs";
import { wantedOf } from "./ranges.mjs";

const NEAR = 50; // rows or columns that are looked at for names
const STEP = "step";
const FEW_NAMES = 8; // that are listed where none is near

// The table in a text, with the names of a run.
export function tableIn(text, run) {
  const names = new Set(run.names);
  const known = reader(names);
  const rows = cellsOf(text, (words) => known(words).length > 0);
  return tableOf(rows, names, known);
}

// What a name means in a graph that has these `names`: its quantities, or the number of a pass.
function reader(names) {
  const known = new Map();
  return (text) => {
    if (!known.has(text))
      known.set(
        text,
        meanings(text).filter((name) => names.has(name) || name === STEP),
      );
    return known.get(text);
  };
}

// {columns, passes, notes}: `columns` are {head, names, cells}, a cell for each pass, null where it is blank; a column
// with several names is one of them. `notes` tell what was not read, or not as it stands.
function tableOf(rows, names, known) {
  const [straight, turned] = [laidOut(rows, known), laidOut(transposed(rows), known)];
  const { columns, score } = turned.score >= straight.score ? turned : straight;
  if (!score) throw new Mistake(nothingIn(rows, names, known));
  if (turned.score >= straight.score) refuseSecond(columns);
  columns.filter((column) => column.names.length).forEach(refuseWords);
  const passes = passesOf(columns);
  const filled = columns.filter(({ cells }) => cells.some((cell) => cell?.number));
  const named = filled.filter(({ names }) => names.length && names[0] !== STEP);
  const strangers = filled.filter(({ names }) => !names.length);
  const { settled, notes } = withoutDoubles(named, names);
  return { columns: settled, passes, notes: [...notes, ...strangers.map((column) => strange(column, names))] };
}

function transposed(rows) {
  const widest = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: widest }, (_, place) => rows.map((row) => row[place] ?? null));
}

// The row that has most names, as heads of what stands below it; what stands above is given, such as η = 0.5.
function laidOut(rows, known) {
  const namesOf = (cell) => (cell && !cell.number ? known(cell.text) : []);
  const counts = rows.slice(0, NEAR).map((row) => new Set(row.flatMap((cell) => namesOf(cell).slice(0, 1))).size);
  const header = counts.indexOf(Math.max(...counts));
  const body = rows.slice(header + 1).filter((row) => row.some((cell) => cell?.number));
  const columns = rows[header].map((head, place) => ({
    head,
    names: namesOf(head),
    cells: body.map((row) => row[place] ?? null),
  }));
  const above = rows.slice(0, header).flatMap((row) => labelled(row, namesOf, body.length));
  const score = columns
    .filter(({ names }) => names.length)
    .flatMap(({ cells }) => cells.filter((cell) => cell?.number)).length;
  return { columns: [...above, ...columns], score };
}

// Numbers beside their names, above the table.
function labelled(row, namesOf, length) {
  return row.flatMap((head, place) => {
    const cell = row[place + 1];
    if (!namesOf(head).length || !cell?.number) return [];
    return [{ head, names: namesOf(head), cells: [cell, ...Array(Math.max(0, length - 1)).fill(null)] }];
  });
}

function refuseWords({ head, cells }) {
  const word = cells.find((cell) => cell?.text && !cell.number);
  if (word) throw new Mistake(noNumber(head, word));
}

// Two numbers behind a name are of two steps only where other names have two as well, or the steps are numbered.
function refuseSecond(columns) {
  const counted = columns.map((column) => ({ ...column, cells: column.cells.filter((cell) => cell?.number) }));
  const long = counted.filter(({ names, cells }) => names.length && cells.length > 1);
  if (long.length !== 1 || long[0].names[0] === STEP) return;
  const [{ head, cells }] = long;
  throw new Mistake(
    `Line ${head.line}: found ${cells.length} numbers for ${head.text}, expected one; for several steps, number them in a line above: step 0 1.`,
  );
}

const noNumber = (head, { line, text }) =>
  `Line ${line}: found “${text.slice(0, 40)}” for ${head.text}, expected ${wantedOf(text)}.`;

// Why there is nothing to grade: a name without a number behind it, or no name at all.
function nothingIn(rows, names, known) {
  for (const row of rows) {
    const stranger = row.find((cell, place) => cell.text && !cell.number && row[place + 1]?.number);
    if (stranger && !known(stranger.text).length) return unknown(stranger, names);
    const place = row.findIndex(
      ({ text }, place) => known(text).length && row[place + 1]?.text && !known(row[place + 1].text).length,
    );
    if (place >= 0) return noNumber(row[place], row[place + 1]);
  }
  return "Found no name with a number, such as net_h1 0.3775; write a name beside or above each number.";
}

// How many passes there are; where they are numbered, one after another.
function passesOf(columns) {
  const numbers = columns.find(({ names }) => names[0] === STEP)?.cells.filter(Boolean) ?? [];
  const gap = numbers.find(({ number }, place) => place && !isNext(numbers[place - 1].number, number));
  if (gap)
    throw new Mistake(
      `Line ${gap.line}: found step ${gap.text}, expected each step to follow the one before; fill the gap.`,
    );
  return Math.max(...columns.map(({ cells }) => cells.length));
}

const isNext = (before, { value }) =>
  value.top === before.value.top + value.bottom && value.bottom === before.value.bottom;

// A name that two columns could bear goes to the one that can bear no other; a weight that comes again is the new one.
function withoutDoubles(columns, names) {
  const taken = new Map();
  const notes = [];
  for (const column of columns.filter((column) => column.names.length === 1)) {
    const [name] = column.names;
    const own = taken.has(name) && names.has(`${name}+`) ? `${name}+` : name;
    if (own !== name)
      notes.push(`The second ${column.head.text} (line ${column.head.line}) is read as ${own}, the updated one.`);
    if (taken.has(own))
      notes.push(`${column.head.text} comes again in line ${column.head.line}, and is not read there.`);
    else taken.set(own, { ...column, names: [own] });
  }
  for (const column of columns.filter((column) => column.names.length > 1)) {
    const free = column.names.filter((name) => !taken.has(name));
    if (free.length) taken.set(free.length === 1 ? free[0] : column, { ...column, names: free });
    else notes.push(`${column.head.text} (line ${column.head.line}) is not read: its quantities are on other lines.`);
  }
  return { settled: [...taken.values()], notes };
}

// The name of what is not read, and the names that it may be meant for.
function unknown({ text, line }, names) {
  const near = closest(text, [...names]);
  const cure = near.length
    ? `Did you mean ${near.join(" or ")}?`
    : `Names here are ${[...names].slice(0, FEW_NAMES).join(", ")}, ….`;
  return `${text.slice(0, 40)} (line ${line}) isn’t a name in this network, so it was skipped. ${cure}`;
}

const strange = ({ head, cells }, names) =>
  head?.text
    ? unknown(head, names)
    : `The numbers from line ${cells.find(Boolean).line} on have no name, and are not read.`;
