// What a learning rate does, in words and as a table, from proved digits.
import { ends } from "../../digits.mjs";
import { element } from "../../element.mjs";
import { outcome, zoneOf } from "./outcome.mjs";
import { minus, raised, readable } from "../readable.mjs";
import { lineOf, symbolOf } from "../symbol.mjs";
import { CURVATURE, FACTOR } from "./valley.mjs";

const written = ({ text, relation }) => (text ? `${relation}\u00a0${minus(text)}` : "too near to 0 to tell");
const symbolNode = (tex) => element("span", { class: "live-symbol" }, ...symbolOf(tex));
const afterSteps = (count) => `after ${count === 1 ? "one step" : `${count} steps`}`;

// The report on the steps of a run, {nodes, text, zone}; `factor` is the pass that holds the factor, where one decides.
export function reportOf({ steps, names, count }, { rate, compared, factor, graph }) {
  const zone = factor && zoneOf(...ends(factor.value(FACTOR))[0]);
  const parts = factor
    ? [factorWords(factor, zone, rate), " ", ...endParts(steps[count], names, count, graph.quantities)]
    : lossParts(steps, names[0], { rate, compared });
  const proof = element("span", { class: "live-proved" }, "proved");
  return { nodes: [...parts.flatMap(nodesOf), " ", proof], text: parts.map(textOf).join(""), zone: zone?.name ?? "" };
}

// Parts of a report are texts and symbols {tex}.
const nodesOf = (part) => (part.tex ? [symbolNode(part.tex)] : raised(part));
const textOf = (part) => (part.tex ? lineOf(part.tex) : part);

// `The factor 1 − 2 · 0.9 = −0.8 is between …`
const factorWords = (factor, { words }, rate) =>
  `The factor 1 − ${factor.digits(CURVATURE).text} · ${rate} ${written(readable(factor, FACTOR))} ${words}.`;

// `After 10 steps θ0 ≈ 2.677877453 and J ≈ 1.103762935.`
function endParts(last, names, count, quantities) {
  const number = (name) => [{ tex: quantities[name].symbol }, ` ${written(last[name].digits)}`];
  const joined = names.toReversed().flatMap((name, place) => [place ? " and " : " ", ...number(name)]);
  return [afterSteps(count).replace("a", "A"), ...joined, "."];
}

// `At rate 0.6 the loss rises at steps 1 and 2, …: 0.5 after 30 steps.`
function lossParts(steps, loss, { rate, compared }) {
  const words = outcome(steps.map((values) => values[loss].order));
  const last = written(steps.at(-1)[loss].digits).replace("=\u00a0", "");
  const end = ` ${words}: ${last} ${afterSteps(steps.length - 1)}.`;
  return [`At rate ${rate} the loss`, end, ...compared.map(besides)];
}

// ` The other curves are those at momentum 0, 0.5 and 0.9.`
function besides([option, values]) {
  const last = values.length > 1 ? ` and ${values.at(-1)}` : values[0];
  return ` The other curves are those at ${option} ${values.slice(0, -1).join(", ")}${last}.`;
}

// A row for each step.
export function stepsTable({ steps, names }, quantities) {
  const columns = names.toReversed();
  const heads = columns.map((name) => element("th", { scope: "col" }, symbolNode(quantities[name].symbol)));
  const cell = ({ digits }) => element("td", {}, ...raised(written(digits)));
  const rows = steps.map((values, step) => {
    const cells = columns.map((name) => cell(values[name]));
    return element("tr", {}, element("th", { scope: "row" }, String(step)), ...cells);
  });
  const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Step"), ...heads));
  return element("table", { class: "rate-table" }, head, element("tbody", {}, ...rows));
}
