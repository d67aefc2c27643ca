// A pasted text as rows of cells: separated by tabs, bars, semicolons, commas or spaces, or as `name = number`.
import { Mistake } from "../../key.mjs";
import { typedNumber } from "./ranges.mjs";

export const MOST_LETTERS = 1_000_000;
const MOST_ROWS = 1_000;
const MOST_COLUMNS = 300;
const LONGEST_CELL = 200;
const PIECE = /(?:[^;,]|,(?!\s))+/g; // of a line with semicolons, or commas that are no decimal points

// Each cell is {text, number, line, start, end}: its place in the text, and the number that it holds, null for words.
// `isName` tells what is a name, which decides where words and numbers stand side by side.
export function cellsOf(text, isName) {
  refuseStrange(text);
  const lines = linesOf(text).filter(({ text }) => text.trim());
  if (!lines.length)
    throw new Mistake("There is nothing here yet: paste or type a table, or names with their numbers.");
  if (lines.length > MOST_ROWS) {
    throw new Mistake(`Found ${lines.length} lines, expected at most ${MOST_ROWS}; keep the first ones.`);
  }
  const formula = lines.find(({ text }) => /[\t;|,]\s*=/.test(text));
  if (formula)
    throw new Mistake(`Line ${formula.line}: found a formula, expected its value; copy the cells as they are shown.`);
  const rows = lines.flatMap(layoutOf(lines)(isName));
  const widest = rows.find((row) => row.length > MOST_COLUMNS);
  if (widest)
    throw new Mistake(`Line ${widest[0].line}: found ${widest.length} columns, expected at most ${MOST_COLUMNS}.`);
  refuseBothPoints(rows.flat());
  return rows;
}

function refuseStrange(text) {
  if (text.length > MOST_LETTERS) {
    throw new Mistake(`Found ${text.length} characters, expected at most ${MOST_LETTERS}; keep the first rows.`);
  }
  const at = text.search(/[\0-\x08\x0e-\x1f\x7f\ufffd]/);
  if (at < 0) return;
  const line = text.slice(0, at).split("\n").length;
  throw new Mistake(`Line ${line}: found a character that is no text; copy the cells of the table, not a file.`);
}

function linesOf(text) {
  let start = 0;
  return text.split(/\r\n|[\n\r\v\f\u2028\u2029]/).map((line, place) => {
    start = text.indexOf(line, start);
    const own = { text: line, line: place + 1, start };
    start += line.length;
    return own;
  });
}

// How the cells of a text are told apart: by the first mark that it holds, the surest first.
function layoutOf(lines) {
  const holds = (pattern) => lines.some(({ text }) => pattern.test(text));
  if (holds(/\t/)) return () => (line) => [separated(line, "\t")];
  if (holds(/\|/)) return () => (line) => (/^[\s|:-]*$/.test(line.text) ? [] : [separated(line, "|")]);
  if (holds(/[=≈]/)) return () => equated;
  if (isListed(lines)) return (isName) => (line) => piecesOf(line).map((piece) => spaced(piece, isName));
  if (holds(/;/)) return () => (line) => [separated(line, ";")];
  if (lines.some(({ text }) => text.split(/\s+/).some((word) => word.includes(",") && !typedNumber(word)))) {
    return () => (line) => [separated(line, ",")];
  }
  return (isName) => (line) => [spaced(line, isName)];
}

// Several names in a line, each with its number: net_h1 0.3775; out_h1 0.5933.
function isListed(lines) {
  const pieces = lines.map(piecesOf);
  return pieces.some((own) => own.length > 1) && pieces.flat().every(isPair);
}

const piecesOf = (line) =>
  [...line.text.matchAll(PIECE)]
    .filter(({ 0: text }) => text.trim())
    .map(({ 0: text, index }) => ({ ...line, text, start: line.start + index }));

function isPair({ text }) {
  const words = text.trim().split(/\s+/);
  const isWord = (word) => !typedNumber(word) && !word.includes(",");
  return (
    words.length > 1 &&
    isWord(words[0]) &&
    words.slice(1, -1).every((word) => !word.includes(",")) &&
    Boolean(typedNumber(words.at(-1)))
  );
}

// The cells between marks; a quoted one may hold the mark.
function separated(line, mark) {
  const cells = [];
  const blanks = mark === "\t" ? / */uy : /\s*/uy;
  for (let at = 0; at <= line.text.length;) {
    blanks.lastIndex = at;
    const start = at + blanks.exec(line.text)[0].length;
    const end = endOfCell(line.text, start, mark);
    cells.push(cellAt(line, start, end));
    at = end + 1;
  }
  return cells;
}

function endOfCell(text, start, mark) {
  let at = start;
  if (text[at] === '"') {
    do at = text.indexOf('"', at + 1);
    while (at >= 0 && text[++at] === '"');
    if (at < 0) return text.length;
  }
  const end = text.indexOf(mark, at);
  return end < 0 ? text.length : end;
}

function cellAt(line, start, end) {
  const typed = line.text.slice(start, end).trimEnd();
  const text = typed
    .replace(/^"(.*)"$/s, "$1")
    .replaceAll('""', '"')
    .trim();
  return cell(text, line, start, start + typed.length);
}

const cell = (text, { line, start }, from, to) => ({
  text: text.slice(0, LONGEST_CELL),
  number: typedNumber(text),
  line,
  start: start + from,
  end: start + to,
});

// `name = … = number`, several of them in a line with semicolons or commas between.
function equated(line) {
  const rows = [];
  for (const { 0: piece, index } of line.text.matchAll(PIECE)) {
    const [name, ...rest] = piece.split(/[=≈]/);
    const last = (rest.at(-1) ?? "").replace(/[.\s]+$/, "");
    const end = index + piece.replace(/[.\s]+$/, "").length;
    const head = cell(name.trim(), line, index, index + name.length);
    if (rest.length && !name.trim())
      throw new Mistake(`Line ${line.line}: found = without a name before it; write both in one line.`);
    if (name.trim()) rows.push(rest.length ? [head, cell(last.trim(), line, end - last.trim().length, end)] : [head]);
  }
  return rows;
}

// Words between spaces; those before the numbers are one name, as is `weight 5`.
function spaced(line, isName) {
  const words = [...line.text.matchAll(/[^\s:]+/g)].map(({ 0: word, index }) =>
    cell(word, line, index, index + word.length),
  );
  const first = words.findIndex(({ number }) => number);
  if (first < 1) return words;
  const named = (count) => joined(line, words.slice(0, count));
  const longer = [2, 1].map((more) => first + more).find((count) => count < words.length && isName(named(count).text));
  const count = longer ?? first;
  return [named(count), ...words.slice(count)];
}

function joined(line, words) {
  const [from, to] = [words[0].start - line.start, words.at(-1).end - line.start];
  return cell(line.text.slice(from, to), line, from, to);
}

function refuseBothPoints(cells) {
  const points = cells.filter(({ number }) => number?.point);
  const other = points.find(({ number }) => number.point !== points[0].number.point);
  if (!other) return;
  throw new Mistake(
    `Line ${other.line}: found ${other.text}, though ${points[0].text} stands above; write one kind of decimal point.`,
  );
}
