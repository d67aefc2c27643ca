// The report on a reader's numbers: the first wrong one, a row for each, and what was not read.
import { element } from "../../element.mjs";
import { announce } from "../announce.mjs";
import { faultOf, headline, placeOf, reportText, resultOf } from "./sentences.mjs";

export const FAULT = "check-fault"; // what describes the marked row, and the marked field
const ROW = "check-first";
const MARKS = { right: "✓", cut: "✓", wrong: "✗", follows: "↳", rounded: "≈", vague: "?", open: "?" };

// A section for a report; `given` is the sentence on given numbers, `onreveal(finding)` leads to a number. Its `slip`
// takes the sentence on slips, once there is one.
export function reportSection(report, { given, onreveal }) {
  const { findings, first, notes } = report;
  const slip = element("p", { class: "check-slip" });
  const sentences = () =>
    [headline(report), ...(first ? [faultOf(report)] : []), slip.textContent, given, ...notes].filter(Boolean);
  const shown = findings.filter(({ kind }) => kind !== "given");
  const box = element(
    "section",
    { class: `check-report ${first ? "has-wrong" : ""}`, "aria-label": "Result" },
    element("p", { class: "check-headline" }, ...headlineNodes(report)),
    element("div", { id: FAULT }, ...(first ? [element("p", {}, faultOf(report)), slip] : [])),
    ...(first ? [element("button", { type: "button", onclick: () => onreveal(first) }, "Go to this number")] : []),
    ...(shown.length ? [resultTable(report, shown)] : []),
    element("p", { class: "live-hint" }, given),
    ...(notes.length ? [element("ul", { class: "check-notes" }, ...notes.map((note) => element("li", {}, note)))] : []),
    copyButton(() => reportText(report, sentences())),
  );
  return { box, slip };
}

function headlineNodes(report) {
  const sentence = headline(report);
  if (!report.first) return [sentence];
  const name = report.first.head;
  return [element("a", { href: `#${ROW}` }, name), sentence.slice(name.length)];
}

function resultTable(report, findings) {
  const heads = ["Quantity", "Yours", "Proved", "Result"].map((head) => element("th", { scope: "col" }, head));
  const body = element("tbody", {}, ...findings.map((finding) => resultRow(report, finding)));
  const table = element("table", { class: "check-results" }, element("thead", {}, element("tr", {}, ...heads)), body);
  const proved = element("p", { class: "live-proved" }, "Each digit under “Proved” is proved, here in your browser.");
  return element(
    "div",
    {},
    element("div", { class: "check-table", tabindex: "0", role: "group", "aria-label": "Each number" }, table),
    proved,
  );
}

function resultRow(report, finding) {
  const isFirst = finding === report.first;
  const attributes = isFirst ? { id: ROW, "aria-current": "true", "aria-describedby": FAULT, tabindex: "-1" } : {};
  const where = placeOf(finding, report.passes);
  const mark = element("span", { "aria-hidden": "true" }, `${MARKS[finding.kind]} `);
  return element(
    "tr",
    { class: `is-${finding.kind}`, ...attributes },
    element("th", { scope: "row" }, finding.head),
    element("td", {}, finding.cell.text),
    element("td", {}, finding.right || "–"),
    element("td", {}, mark, `${resultOf(finding)}${where && `, ${where}`}`),
  );
}

// Where the browser does not let a page copy, the text is shown, selected, for the reader to do it.
function copyButton(textOf) {
  const text = element("pre", { class: "check-copy", hidden: true, tabindex: "0" });
  const onclick = async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      announce("The result is copied.");
    } catch {
      text.hidden = false;
      text.textContent = textOf();
      getSelection().selectAllChildren(text);
      announce("The page may not copy; the text is selected below.");
    }
  };
  return element("div", {}, element("button", { type: "button", onclick }, "Copy the result as text"), text);
}
