// A slip in words and symbols: what the computation does that gives the reader's number, and the formula it comes to.
import { element } from "../../element.mjs";
import { inNumbers, inSymbols } from "../formula.mjs";
import { minus, updatesOf } from "../readable.mjs";
import { lineOf, symbolOf } from "../symbol.mjs";
import { asYouDo } from "./phrase.mjs";

const NAME = /(d[A-Za-z]\w*\/d\w+\+?|[A-Za-z]\w*(?:@0|\+)?)/;
const WAYS = { exact: "exactly your number", rounded: "your number", truncated: "your number, cut off," };
const FEWEST = 2; // digits that tell a slip, where it does not give the very number

// The paragraphs about the slips that `explainNumber` found; each bears what is read out of it.
export async function slipNodes(graph, { slips, fitting, isTelling, number }, asked) {
  if (number.significant < FEWEST && !slips.some(({ agreement }) => agreement === "exact")) {
    return [paragraph(["So short a number doesn’t tell which slip it comes from; more digits would."])];
  }
  if (!isTelling) {
    return [paragraph([`${fitting} known slips give so short a number; more digits would tell them apart.`])];
  }
  const nodes = [];
  for (const [place, slip] of slips.entries()) {
    const known = place ? "You also get it if you " : `You get ${WAYS[slip.agreement]} if you `;
    nodes.push(paragraph([known, ...inWords(graph, asYouDo(slip.words)), "."]));
    nodes.push(paragraph(await formula(graph, slip, asked), { class: "live-line" }));
  }
  return nodes;
}

// A paragraph, and what is read out of it: text, with symbols in one line.
function paragraph(nodes, more = {}) {
  const said = nodes.map((node) => node.dataset?.said ?? node.textContent ?? node).join("");
  return element("p", { "data-said": said, ...more }, ...nodes);
}

// The words of a slip, with symbols for names.
function inWords(graph, words) {
  return words.split(NAME).map((part) => (tex(graph, part) ? symbol(graph, part) : part));
}

const tex = (graph, name) => graph.quantities[name]?.symbol;

function symbol(graph, name) {
  const own =
    tex(graph, name) ??
    `${name.replace(/_(\w+)/, "_{$1}")}`.replace(/(@0|\+)$/, (mark) => (mark === "+" ? "^{+}" : "^{(0)}"));
  return element("span", { class: "live-symbol", "data-said": lineOf(own) }, ...symbolOf(own));
}

// What the edited quantity comes to: symbol = formula = numbers ≈ result; of a miscount, the quantity and its step.
async function formula(graph, { edit, run, step, last }, asked) {
  const name = edit?.name ?? asked;
  const pass = await run.pass(step ?? last, { names: [name] });
  const { text, relation } = pass.digits(name);
  const result = ` ${relation} ${minus(text)}`;
  if (!edit) return [symbol(graph, asked), ` after ${updatesOf(last)}${result}`];
  const number = (operand) => element("span", {}, minus(pass.digits(operand).text));
  const parts = [inSymbols(edit.expression, (operand) => [symbol(graph, operand)]), inNumbers(edit.expression, number)];
  const distinct =
    edit.expression.number === undefined ? parts.slice(0, typeof edit.expression === "string" ? 1 : 2) : [];
  const line = distinct.flatMap((nodes, place) => [place && relation === "≈" ? " ≈ " : " = ", ...nodes]);
  return [symbol(graph, name), ...line, result];
}
