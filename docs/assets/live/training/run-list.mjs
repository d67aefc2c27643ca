// The runs that are trained side by side: the state's own, and up to three that differ in rate or momentum.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { decimalOf } from "../decimal.mjs";
import { numberField } from "../field.mjs";
import { symbolOf } from "../symbol.mjs";

export const MOST = 3;

const SVG = "http://www.w3.org/2000/svg";
const COLORS = 6;
const SYMBOLS = { rate: "\\eta", momentum: "\\alpha" };
const LONGEST = 24; // letters of a number within a line

// How the curve of each of so many runs looks: colours as far apart as there are, and a line style.
export const looksOf = (count) =>
  Array.from({ length: count }, (_, dash) => ({
    color: count > 1 ? `run-${1 + Math.round((dash * (COLORS - 1)) / (count - 1))}` : "error",
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
export function checkedOption(name, text) {
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
    this.add = element("button", { type: "button", onclick: () => on.add() }, "Add a run beside it");
    this.box = element("div", {}, this.list, this.add);
  }

  // Show the options of each run; its loss is open until `prove`.
  show(runs) {
    const names = Object.keys(runs[0]);
    if (this.#rows.length !== runs.length || this.#rows[0]?.names.join() !== names.join()) this.#build(runs, names);
    this.#rows.forEach(({ fields }, place) => names.forEach((name) => fields[name].show(runs[place][name])));
    this.add.hidden = runs.length > MOST;
  }

  // Show the digits of the loss, or the sentence that says why there are none.
  prove(place, { digits, problem }) {
    const tag = place === 0 ? [" ", element("span", { class: "live-proved" }, "proved")] : [];
    this.#rows[place]?.result.replaceChildren(...(problem ? [problem] : [...this.#equation(digits), ...tag]));
  }

  #equation({ text, relation }) {
    const number = text ? shortened(text.replace("-", "−")) : "too near to 0 to tell its digits";
    return [...symbolOf(this.loss), ` ${relation} `, element("strong", {}, number)];
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
    const item = element("li", {}, swatch(look), ...names.map((name) => fields[name].box), result);
    if (place > 0) item.append(remove);
    item.classList.toggle("several", isOneOfSeveral);
    return { item, fields, result, names };
  }

  #remove(place) {
    this.on.remove(place);
    this.add.focus();
  }
}

// A long number as its beginning, and how many digits it has before the point.
export function shortened(text) {
  const [units] = text.replace("−", "").split(".");
  if (text.length <= LONGEST || units.length <= LONGEST - 8) return text.slice(0, LONGEST + 4);
  return `${text.slice(0, 10)}… (${units.length.toLocaleString("en")} digits)`;
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
