// The shape and the conventions of the playground: layers that come and go, and what there is to choose.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { ACTIVATIONS, MOST, layersOf, netOf, numberOf } from "./design.mjs";
import { numberField } from "../field.mjs";

// Each choice: what it is called, and its values with their words.
const CHOICES = {
  loss: [
    "Loss",
    {
      half: "half the squares",
      sum: "sum of the squares",
      mean: "mean of the squares",
      "cross-entropy": "cross-entropy",
    },
  ],
  bias: ["Biases", { none: "none", fixed: "fixed", each: "one per neuron, trained", shared: "one per layer, trained" }],
  update: ["Update", { together: "all weights together", sequential: "one after another" }],
  total: ["Losses of samples", { sum: "added up", mean: "averaged" }],
  batch: ["Samples in an update", {}],
};

export class Controls {
  // `redesign(changes)` takes texts of the design, `give(name, text, waiting)` a given number; both may throw Mistake.
  constructor(redesign, give) {
    [this.redesign, this.problem] = [redesign, element("p", { class: "live-problem" })];
    this.layers = element("div", { class: "own-layers", tabindex: -1 });
    const shape = element("fieldset", {}, element("legend", {}, "Shape"), this.layers);
    this.choices = Object.fromEntries(Object.keys(CHOICES).map((name) => [name, this.#choice(name)]));
    this.box = element("div", { class: "own-controls" }, shape, this.problem, this.#conventions(give), this.#start());
  }

  #conventions(give) {
    const { redesign } = this;
    this.rate = numberField({
      label: "Learning rate",
      value: "",
      read: numberOf,
      onnumber: (...number) => give("eta", ...number),
    });
    const take = (text) => redesign({ momentum: text });
    this.momentum = numberField({ label: "Momentum", value: "", read: numberOf, onnumber: take });
    const rows = Object.values(this.choices).map(({ row }) => row);
    this.repeated = element("p", { class: "live-hint" }, "A new rate repeats the run from the start.");
    return element(
      "fieldset",
      {},
      element("legend", {}, "Conventions"),
      ...rows,
      this.rate.box,
      this.repeated,
      this.momentum.box,
    );
  }

  #start() {
    const take = (text) => this.redesign({ seed: text });
    this.seed = numberField({ label: "Seed", value: "", read: (text) => text.trim(), onnumber: take });
    const onclick = () => this.#take({ seed: String((Number(this.design.seed) + 1) % 1_000_000) });
    const draw = element("button", { type: "button", onclick }, "Draw with the next seed");
    return element("fieldset", {}, element("legend", {}, "Start"), this.seed.box, draw);
  }

  #choice(name) {
    const [label, values] = CHOICES[name];
    const id = `own-${name}`;
    const select = element("select", { id, onchange: () => this.#take({ [name]: select.value }) });
    fill(select, Object.entries(values));
    return { select, row: element("p", { class: "own-choice" }, element("label", { for: id }, label), select) };
  }

  async #take(changes) {
    try {
      await this.redesign(changes);
      this.problem.textContent = "";
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.problem.textContent = error.message;
      announce(error.message);
      if (this.design) this.show(this.design, this.numberOf, this.step);
    }
  }

  // Show a design after `step` updates; `numberOf(name)` is the decimal of a given number.
  show(design, numberOf, step) {
    Object.assign(this, { design, numberOf, step });
    this.repeated.hidden = step === 0;
    const samples = Number(design.samples);
    fill(this.choices.batch.select, batches(samples));
    for (const [name, { select, row }] of Object.entries(this.choices)) {
      select.value = design[name];
      row.hidden = name === "update" ? samples > 1 : ["total", "batch"].includes(name) && samples === 1;
    }
    this.rate.show(numberOf("eta"));
    this.momentum.show(design.momentum);
    this.seed.show(design.seed);
    this.#showLayers(layersOf(design.net), samples);
  }

  // The rows are made anew; the button that had the focus has it again, or where it is of no more use, what it is in.
  #showLayers(shape, samples) {
    const focused = document.activeElement?.dataset.act;
    const within = this.layers.contains(document.activeElement);
    const last = shape.layers.length - 1;
    const rows = shape.layers.map((layer, place) => this.#layerRow(shape, layer, place, place === last));
    const before = [this.#inputRow(shape), ...rows.slice(0, -1), this.#adder(shape)];
    this.layers.replaceChildren(...before, rows[last], this.#sampleRow(samples));
    if (within && focused) this.#focus(focused);
  }

  #focus(act) {
    const button = this.layers.querySelector(`[data-act="${act}"]`) ?? this.layers.querySelector('[data-act="add"]');
    (button.disabled ? (button.closest(".own-row") ?? this.layers) : button).focus();
  }

  #inputRow(shape) {
    const change = (count) => this.#take({ net: netOf({ ...shape, inputs: count }) });
    return counterRow({ title: "Inputs", one: "input", act: "inputs", count: shape.inputs, most: MOST.units, change });
  }

  #sampleRow(count) {
    const change = (samples) => {
      const usual = samples === 1 ? { total: "sum" } : { update: "together" };
      return this.#take({ samples: String(samples), batch: "", shown: "1", ...usual });
    };
    return counterRow({ title: "Samples", one: "sample", act: "samples", count, most: MOST.samples, change });
  }

  #layerRow(shape, layer, place, isLast) {
    const title = isLast ? "Outputs" : shape.layers.length === 2 ? "Hidden layer" : `Hidden layer ${place + 1}`;
    const where = isLast ? "output" : `neuron in ${title.toLowerCase()}`;
    const withLayer = (own) => netOf({ ...shape, layers: shape.layers.with(place, { ...layer, ...own }) });
    const select = element("select", { "aria-label": `Activation: ${title}`, "data-act": `activation-${place}` });
    const { m: softmax, ...anywhere } = ACTIVATIONS;
    const words = { ...anywhere, r: "ReLU", ...(isLast && { m: softmax }) };
    fill(select, Object.entries(words));
    select.value = layer.letter;
    select.addEventListener("change", () => this.#take({ net: withLayer({ letter: select.value }) }));
    const change = (count) => this.#take({ net: withLayer({ count }) });
    const row = { title, one: where, act: `layer-${place}`, count: layer.count, most: MOST.units, change };
    return counterRow(row, select, ...(isLast ? [] : [this.#remover(shape, place, title)]));
  }

  #remover(shape, place, title) {
    const layers = shape.layers.toSpliced(place, 1);
    const onclick = () => this.#take({ net: netOf({ ...shape, layers }) });
    const name = `Remove ${title.toLowerCase()}`;
    return element("button", { type: "button", "aria-label": name, "data-act": `remove-${place}`, onclick }, "×");
  }

  #adder(shape) {
    const place = shape.layers.length - 1;
    const layers = shape.layers.toSpliced(place, 0, { count: 2, letter: "s" });
    const onclick = () => this.#take({ net: netOf({ ...shape, layers }) });
    const disabled = shape.layers.length === MOST.layers;
    return element("button", { type: "button", "data-act": "add", disabled, onclick }, "Add a hidden layer");
  }
}

// The ways to divide samples evenly.
function batches(samples) {
  const sizes = Array.from({ length: samples - 1 }, (_, place) => place + 1).filter((size) => samples % size === 0);
  return [["", "all"], ...sizes.map((size) => [String(size), size])];
}

// Give a select its values, pairs with their words, unless it has them.
function fill(select, values) {
  const text = JSON.stringify(values);
  if (select.dataset.values === text) return;
  select.dataset.values = text;
  select.replaceChildren(...values.map(([value, words]) => element("option", { value }, words)));
}

// A row with a count that two buttons change.
function counterRow({ title, one, act, count, most, change }, ...others) {
  const button = (by, label, words, disabled) => {
    const name = { "aria-label": `${words} ${one}`, "data-act": `${act}${by}` };
    return element("button", { type: "button", ...name, disabled, onclick: () => change(count + by) }, label);
  };
  const less = button(-1, "−", "One fewer", count === 1);
  const more = button(1, "+", "One more", count === most);
  const name = element("span", { class: "own-title" }, title);
  const group = { class: "own-row", role: "group", "aria-label": title, tabindex: -1 };
  return element("div", group, name, less, element("output", {}, count), more, ...others);
}
