// What a check needs beyond reading, loaded with the first one: grading what a text holds, and the report.
export { gradeTable } from "./grading.mjs";
export { FAULT, reportSection } from "./report.mjs";
export { givenSentence, headline, slipSentence } from "./sentences.mjs";
