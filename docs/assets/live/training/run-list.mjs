// The runs that are trained side by side: the state's own, and up to three that differ in rate or momentum.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { decimalOf } from "../decimal.mjs";
import { numberField } from "../field.mjs";
import { minus, raised } from "../readable.mjs";
import { symbolOf } from "../symbol.mjs";

export const MOST = 3;

const SVG = "http://www.w3.org/2000/svg";
const COLORS = [1, 6, 4, 3]; // far apart in their order, and each stays when another run comes
const SYMBOLS = { rate: "\\eta", momentum: "\\alpha" };

// How the curve of each of so many runs looks: a colour and a line style.
export const looksOf = (count) =>
  Array.from({ length: count }, (_, dash) => ({
    color: count > 1 ? `run-${COLORS[dash]}` : "error",
    dash,
  }));

// The options in which others differ, from the address: `0.1,1` or `0.01:0.9,0.01:0`; what is no number is left out.
export function readOthers(text = "") {
  return text
    .split(",")
    .filter(Boolean)
    .slice(0, MOST)
    .flatMap((pair) => {
      try {
        const [rate, momentum] = pair.split(":").map(decimalOf);
        return [momentum === undefined ? { rate } : { rate, momentum }];
      } catch (error) {
        if (error instanceof Mistake) return [];
        throw error;
      }
    });
}

export const writeOthers = (all) => all.map((options) => Object.values(options).join(":")).join(",");

// A number of the reader's own for an option; a rate of 0 or below, and such a momentum, are refused.
function checkedOption(name, text) {
  if (name === "rate" && !(Number(text) > 0))
    throw new Mistake(`At a rate of ${text} nothing is learned; take one above 0.`);
  if (name === "momentum" && !(Number(text) >= 0 && Number(text) < 1))
    throw new Mistake(`Found ${text}, expected a momentum from 0 up to, not including, 1.`);
  return text;
}

// The list of runs: a row for each, with its fields and its loss. `on` has `change(place, name, text, waiting)`,
// `add()` and `remove(place)`.
export class RunList {
  #rows = [];

  constructor(loss, on) {
    this.loss = loss;
    this.on = on;
    this.list = element("ol", { class: "training-runs" });
    this.add = element("button", { type: "button", onclick: () => this.#addRun() }, "Add a run beside it");
    this.most = element("p", { class: "training-note" }, `${MOST + 1} runs are the most.`);
    this.box = element("div", {}, this.list, this.add, this.most);
  }

  // Show the options of each run; its loss is open until `prove`.
  show(runs) {
    const names = Object.keys(runs[0]);
    if (this.#rows.length !== runs.length || this.#rows[0]?.names.join() !== names.join()) this.#build(runs, names);
    this.#rows.forEach(({ fields }, place) => names.forEach((name) => fields[name].show(runs[place][name])));
    this.add.hidden = runs.length > MOST;
    this.most.hidden = !this.add.hidden;
  }

  // Show the digits of the loss, or the sentence that says why there are none.
  prove(place, { digits, problem }) {
    const tag = [" ", element("span", { class: "live-proved" }, "proved")];
    this.#rows[place]?.result.replaceChildren(...(problem ? [problem] : [...this.#equation(digits), ...tag]));
  }

  #equation({ text, relation }) {
    const number = text ? raised(minus(text)) : ["too close to 0 to tell its digits"];
    return [...symbolOf(this.loss), ` ${relation} `, element("strong", {}, ...number)];
  }

  #build(runs, names) {
    const looks = looksOf(runs.length);
    this.#rows = runs.map((run, place) => this.#row(run, place, names, looks[place], runs.length > 1));
    this.list.replaceChildren(...this.#rows.map(({ item }) => item));
  }

  #row(run, place, names, look, isOneOfSeveral) {
    const fieldOf = (name) => {
      const symbol = element("span", { class: "live-symbol", "aria-hidden": "true" }, ...symbolOf(SYMBOLS[name]));
      const label = [`${name} `, element("span", { class: "live-unseen" }, `of run ${place + 1}`), symbol];
      return numberField({
        label,
        value: run[name],
        onnumber: (text, waiting) => this.on.change(place, name, checkedOption(name, text), waiting),
      });
    };
    const fields = Object.fromEntries(names.map((name) => [name, fieldOf(name)]));
    const result = element("span", { class: "live-line training-loss" });
    const remove = element(
      "button",
      { type: "button", "aria-label": `Remove run ${place + 1}`, onclick: () => this.#remove(place) },
      "✕",
    );
    const number = element("span", { class: "training-number", "aria-hidden": "true" }, String(place + 1));
    const item = element("li", {}, swatch(look), number, ...names.map((name) => fields[name].box), result);
    if (place > 0) item.append(remove);
    item.classList.toggle("several", isOneOfSeveral);
    return { item, fields, result, names };
  }

  // A new run, and where no other can follow, the focus goes to it.
  #addRun() {
    this.on.add();
    if (this.add.hidden) Object.values(this.#rows.at(-1).fields)[0].input.focus();
  }

  #remove(place) {
    this.on.remove(place);
    this.add.focus();
  }
}

function swatch({ color, dash }) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  for (const [name, value] of [
    ["class", `curve dash-${dash}`],
    ["data-color", color],
    ["stroke-width", 2.5],
    ["d", "M0 5H28"],
  ])
    line.setAttribute(name, value);
  for (const [name, value] of [
    ["class", "chart swatch"],
    ["viewBox", "0 0 28 10"],
    ["aria-hidden", "true"],
  ])
    svg.setAttribute(name, value);
  svg.append(line);
  return svg;
}
