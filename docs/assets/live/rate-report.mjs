// What a learning rate does, in words and as a table, from proved digits.
import { ends } from "../digits.mjs";
import { element } from "../element.mjs";
import { outcome, zoneOf } from "./outcome.mjs";
import { minus, raised, readable } from "./readable.mjs";
import { lineOf, symbolOf } from "./symbol.mjs";
import { FACTOR } from "./valley.mjs";

const shown = ({ text, relation }) => (text ? `${relation} ${minus(text)}` : "too near to 0 to tell");
const symbolNode = (tex) => element("span", { class: "live-symbol" }, ...symbolOf(tex));

// The report on a course, {nodes, text, zone}; `factor` is the pass that holds the factor, where one decides.
export function reportOf({ steps, names, count, rate, factor, parabola, graph }) {
  const tail = [" ", element("span", { class: "live-proved" }, "proved")];
  if (!factor) {
    const words = lossWords(steps, names[0], count, rate, graph.quantities);
    return { nodes: [...words.nodes, ...tail], text: words.text, zone: "" };
  }
  const { zone, words } = factorWords(factor, parabola, rate);
  const end = endWords(steps[count], names, count, graph.quantities);
  return { nodes: [...raised(`${words} `), ...end.nodes, ...tail], text: `${words} ${end.text}`, zone };
}

function factorWords(factor, parabola, rate) {
  const { name, words } = zoneOf(...ends(factor.value(FACTOR))[0]);
  return { zone: name, words: `The factor ${parabola.written(rate)} ${shown(readable(factor, FACTOR))} ${words}.` };
}

// `After 10 steps θ0 ≈ 2.677877453 and J ≈ 1.103763…`
function endWords(last, names, count, quantities) {
  const after = `After ${count === 1 ? "one step" : `${count} steps`} `;
  const parts = names.toReversed().map((name) => [quantities[name].symbol, ` ${shown(last[name].shown)}`]);
  const nodes = parts.flatMap(([tex, digits], place) => [place ? " and " : "", symbolNode(tex), ...raised(digits)]);
  const text = parts.map(([tex, digits]) => lineOf(tex) + digits).join(" and ");
  return { nodes: [after, ...nodes, "."], text: `${after}${text}.` };
}

function lossWords(steps, loss, count, rate, quantities) {
  const words = outcome(steps.map((values) => values[loss].proved));
  const end = `: ${shown(steps[count][loss].shown).replace("= ", "")} after ${count === 1 ? "one step" : `${count} steps`}.`;
  const before = `At the rate ${rate} `;
  const { symbol } = quantities[loss];
  return { nodes: [before, symbolNode(symbol), ...raised(` ${words}${end}`)], text: `${before}${lineOf(symbol)} ${words}${end}` };
}

// A row for each step.
export function stepsTable({ steps, names }, quantities) {
  const columns = names.toReversed();
  const heads = columns.map((name) => element("th", { scope: "col" }, symbolNode(quantities[name].symbol)));
  const rows = steps.map((values, step) =>
    element("tr", {}, element("th", { scope: "row" }, String(step)), ...columns.map((name) => element("td", {}, ...raised(shown(values[name].shown))))),
  );
  const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Step"), ...heads));
  return element("table", { class: "rate-table" }, head, element("tbody", {}, ...rows));
}
