// One step written out: what it is, its formula in symbols, with the numbers put in, its result, and what there is to say of it.
import { ends } from "../../digits.mjs";
import { element } from "../../element.mjs";
import { becauseOf } from "./because.mjs";
import { inNumbers, inSymbols } from "../formula.mjs";
import { symbolOf } from "../symbol.mjs";
import { operandsOf } from "../operands.mjs";
import { minus } from "../readable.mjs";

// The nodes of a step; `choose(name)` goes to the step of a number that is put in, where `isStep(name)` says that
// there is one. The last line is left open where the result `isAsked` for.
export function linesOf({ graph, run, pass, name, isAsked, isStep, choose }) {
  const expr = run.expressions[name];
  const symbol = (each) => symbolNode(graph, each);
  const number = (each) => numberNode(graph, pass, each, isStep(each) && choose);
  const isExact = operandsOf(expr).every((each) => pass.digits(each).isExact);
  return [
    line([symbol(name), " = ", ...inSymbols(expr, (each) => [symbol(each)])]),
    line([isExact ? "= " : "≈ ", ...inNumbers(expr, number)]),
    isAsked ? line(["= ", element("strong", {}, "?")]) : resultLine(pass.digits(name)),
  ];
}

const line = (nodes, more = "") => element("p", { class: `live-line ${more}` }, ...nodes);

const symbolNode = ({ quantities }, name) =>
  element("span", { class: `live-symbol role-${quantities[name].role}` }, ...symbolOf(quantities[name].symbol));

function numberNode({ quantities }, pass, name, choose) {
  const { text } = pass.digits(name);
  if (!choose) return element("span", { title: quantities[name].words }, minus(text));
  const label = `${text}, ${quantities[name].words}: go to its step`;
  return element(
    "button",
    { type: "button", class: "live-number", "aria-label": label, onclick: () => choose(name) },
    minus(text),
  );
}

function resultLine({ text, relation }) {
  if (!text) return line(["Too near to 0 to tell its digits."]);
  return line(
    [`${relation} `, element("strong", {}, minus(text)), " ", element("span", { class: "live-proved" }, "proved")],
    "live-value stepper-result",
  );
}

// What is to be said besides: why, how the loss has changed since the pass before, and how the walk goes on.
export function notesOf({ graph, run, steps, place, pass, earlier, name, isAsked }) {
  const notes = [becauseOf(graph, run.expressions[name], name)];
  if (name === graph.loss && earlier && !isAsked) notes.push(comparison(earlier, pass, name));
  if (place === steps.length - 1)
    notes.push("That was the last update. The next pass runs through the network with the new numbers.");
  return notes.map((note) => element("p", { class: "stepper-note" }, note));
}

function comparison(earlier, pass, name) {
  const before = minus(earlier.digits(name).text);
  const [old, now] = [earlier, pass].map((each) => ends(each.value(name)));
  if (isBelow(now, old)) return `Before the update it was ${before}: the loss has come down.`;
  if (isBelow(old, now)) return `Before the update it was ${before}: the loss has gone up.`;
  return `Before the update it was ${before}: the same, as far as can be told.`;
}

// Whether all that lies between the ends of one number is less than all between those of another.
function isBelow([, [high, under]], [[low, below]]) {
  return high * below < low * under;
}
