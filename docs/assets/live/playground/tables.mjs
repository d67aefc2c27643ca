// The numbers that the playground begins with, as tables of fields: samples, and weights and biases layer by layer.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { numberOf } from "./design.mjs";
import { indexed, namesOf } from "./names.mjs";
import { symbolOf } from "../symbol.mjs";

export class Tables {
  #layout = "";
  #fields = new Map(); // the field of each given number, by its name

  // `give(numbers)` takes decimals by name, or refuses them by a Mistake; `more` is folded below them.
  constructor(give, more) {
    this.give = give;
    this.samples = element("div", { class: "own-table" });
    this.weights = element("div", { class: "own-table" });
    const folded = (words, box) => element("details", {}, element("summary", {}, words), box);
    const samples = folded("Inputs and targets", this.samples);
    const weights = folded("Weights and biases at the start", this.weights);
    this.box = element("div", { class: "own-tables" }, samples, weights, more);
  }

  // Show the numbers of a shape; fields are made anew where there are others.
  show(shape) {
    const names = namesOf(shape);
    const rows = [...sampleRows(names, shape), ...weightRows(names, shape)];
    const layout = rows.map(({ cells }) => cells.map(({ name }) => name)).join();
    if (layout !== this.#layout) this.#build(names, shape);
    this.#layout = layout;
    for (const { name, text } of rows.flatMap(({ cells }) => cells)) this.#put(name, text);
  }

  #put(name, text) {
    const field = this.#fields.get(name);
    if (field !== document.activeElement && field.getAttribute("aria-invalid") !== "true") field.value = text;
  }

  #build(names, shape) {
    this.#fields.clear();
    const [inputs, outputs] = [names.units[0], names.units.at(-1)];
    const heads = [...inputs, ...outputs.map((unit) => `t_${unit}`)];
    this.samples.replaceChildren(this.#table("Inputs and targets", heads, sampleRows(names, shape)));
    const rows = weightRows(names, shape);
    const last = shape.layers.length - 1;
    this.weights.replaceChildren(
      ...names.weights.map((_, layer) => {
        const own = rows.filter((row) => row.layer === layer);
        const title = layer === last ? "the outputs" : last === 1 ? "the hidden layer" : `hidden layer ${layer + 1}`;
        const heads = [...names.units[layer], ...(names.biases[layer].length ? ["bias"] : [])];
        return this.#table(`Into ${title}`, heads, own);
      }),
    );
  }

  #table(caption, heads, rows) {
    const columns = heads.map((unit) => element("th", { scope: "col" }, ...headOf(unit)));
    const head = element("thead", {}, element("tr", {}, element("td"), ...columns));
    const body = element("tbody", {}, ...rows.flatMap((row) => this.#row(row, heads.length)));
    return element("table", { class: "own-numbers" }, element("caption", {}, caption), head, body);
  }

  // A row of fields, and below it the sentence about what is wrong in it.
  #row({ head, cells, note }, width) {
    const problem = element("p", { class: "live-problem", id: `own-problem-${cells[0].name}` });
    const fields = cells.map(({ name, words }) => this.#field(name, words, problem, () => take()));
    const take = async () => {
      try {
        await this.give(Object.fromEntries(cells.map(({ name }, place) => [name, decimalIn(fields[place])])));
        settle(fields, problem, "");
      } catch (error) {
        if (!(error instanceof Mistake)) throw error;
        settle(fields, problem, error.message);
      }
    };
    const notes = note ? [element("td", { class: "live-hint" }, note)] : [];
    const title = element("th", { scope: "row" }, ...headOf(head));
    const row = element("tr", {}, title, ...fields.map((field) => element("td", {}, field)), ...notes);
    return [row, element("tr", { class: "own-problem" }, element("td", { colspan: width + 1 }, problem))];
  }

  #field(name, words, problem, onchange) {
    const plain = { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false" };
    const field = element("input", { ...plain, "aria-label": words, "aria-describedby": problem.id, onchange });
    this.#fields.set(name, field);
    return field;
  }
}

// A field's decimal; one that is none is marked.
function decimalIn(field) {
  try {
    return numberOf(field.value);
  } catch (error) {
    field.dataset.wrong = "";
    throw error;
  }
}

function settle(fields, problem, sentence) {
  for (const field of fields) {
    const isWrong = field.dataset.wrong === "" || field === document.activeElement;
    field.setAttribute("aria-invalid", String(Boolean(sentence) && isWrong));
    delete field.dataset.wrong;
  }
  problem.textContent = sentence;
  if (sentence) announce(sentence);
}

// The symbol of a unit or its target; a word, or the number of a sample, as it is.
const headOf = (head) => symbolOf(/\d/.test(head) ? indexed(head) : head);

// The numbers of each sample, {head, cells: [{name, text, words}]}.
function sampleRows(names, { inputs, targets }) {
  const cells = (role, units, row, sample) =>
    row.map((text, place) => {
      const { name, words } = names.label(role, units[place], sample);
      return { name, text, words };
    });
  return names.samples.map((sample) => ({
    head: names.hasSamples ? String(sample) : "",
    cells: [
      ...cells("input", names.units[0], inputs[sample - 1], sample),
      ...cells("target", names.units.at(-1), targets[sample - 1], sample),
    ],
  }));
}

// The numbers into each neuron; a bias that a layer shares is in the row of its first neuron.
function weightRows(names, { layers }) {
  return layers.flatMap(({ weights, bias }, layer) => {
    const biases = names.biases[layer];
    const isShared = new Set(biases).size < biases.length;
    return weights.map((row, to) => {
      const unit = names.units[layer + 1][to];
      const weight = (text, from) => ({
        name: names.weights[layer][to][from],
        text,
        words: `weight from ${names.units[layer][from]} to ${unit}`,
      });
      const text = Array.isArray(bias) ? bias[to] : bias;
      const own = { name: biases[to], text, words: `bias of ${isShared ? "the layer" : unit}` };
      const hasBias = bias !== null && !(isShared && to);
      return {
        layer,
        head: unit,
        cells: [...row.map(weight), ...(hasBias ? [own] : [])],
        note: isShared && to && "shared",
      };
    });
  });
}
