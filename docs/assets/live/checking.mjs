// What a check needs, loaded with the first one: reading a text, grading what it holds, and the report.
import { reader, tableOf } from "./columns.mjs";
import { cellsOf } from "./paste.mjs";

export { gradeTable } from "./grading.mjs";
export { FAULT, reportSection } from "./report.mjs";
export { givenSentence, headline, slipSentence } from "./sentences.mjs";

// The table in a text, with the names of a run.
export function tableIn(text, run) {
  const names = new Set(run.names);
  const known = reader(names);
  const rows = cellsOf(text, (words) => known(words).length > 0);
  return tableOf(rows, names, known);
}
