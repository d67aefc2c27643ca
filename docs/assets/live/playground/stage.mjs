// The middle of the playground: updates, the picture, the formula that is open, and how the loss falls.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { createChart } from "../charts/chart.mjs";
import { addHundredths } from "../decimal.mjs";
import { numberOf } from "./design.mjs";
import { drawNetwork, fitNumbers } from "./drawing.mjs";
import { namesOf } from "./names.mjs";
import { Panel } from "../network/panel.mjs";
import { Picture } from "../network/picture.mjs";
import { placesOf, sourcesOf, usersOf } from "../network/reasons.mjs";
import { updatesOf } from "../readable.mjs";

const JUMPS = [1, 10, 100]; // updates that the buttons make at once
const MOST_POINTS = 40; // of the curve
const PIXELS = 3; // that a drag takes for a hundredth

export class Stage {
  #drawn = ""; // what the picture was drawn from
  #drag = null;

  constructor(playground) {
    this.playground = playground;
    this.figure = element("figure", { class: "own-figure" });
    const id = "own-shown";
    this.samples = element("select", { id, onchange: ({ target }) => playground.showSample(target.value) });
    this.sampleBox = element("p", { class: "own-choice" }, element("label", { for: id }, "Sample"), this.samples);
    this.chart = createChart({ name: "Loss after each update", height: 150 });
    this.bar = this.#controls();
    this.panelBox = element("div", { class: "own-panel" });
    this.updated = this.#wayBack();
    const chart = element("div", { class: "own-chart" }, this.chart.element);
    this.box = element("div", { class: "own-stage" }, this.bar, this.figure, this.panelBox, chart);
  }

  #controls() {
    const go = (by) => () => this.#go(by);
    const button = (label, by) => element("button", { type: "button", onclick: go(by) }, label);
    this.back = button("−1", -1);
    this.count = element("span", { class: "live-count" });
    const jumps = JUMPS.map((by) => button(`+${by}`, by));
    this.again = button("Back to the start", -Infinity);
    this.loss = element("p", { class: "own-loss" });
    this.problem = element("p", { class: "live-problem" });
    const group = { class: "live-bar", role: "group", "aria-label": "Updates" };
    const updates = element("span", group, this.back, this.count, ...jumps, this.again);
    return element("div", { class: "live-bar own-bar" }, updates, this.loss, this.problem);
  }

  // Where a number has been updated, how to change what it was at first.
  #wayBack() {
    const onclick = () => this.#go(-Infinity);
    const back = element("button", { type: "button", onclick }, "Back to the start");
    return element(
      "p",
      { class: "live-hint own-way-back" },
      "To change its starting value, go back to the start. ",
      back,
    );
  }

  async #go(by) {
    this.count.textContent = "computing …";
    try {
      await this.playground.go(Math.max(0, this.playground.store.state.step + by));
      this.problem.textContent = "";
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.problem.textContent = error.message;
    } finally {
      this.#showCount(this.playground.store.state.step);
    }
  }

  async show(pass, design) {
    const { store, shape } = this.playground;
    this.#draw(design, shape);
    this.#showCount(pass.step);
    this.back.disabled = this.again.disabled = pass.step === 0;
    this.#showLoss(pass.digits(store.graph.loss));
    this.picture.show(pass, (name, digits) => `${store.graph.quantities[name].words}: ${digits}`);
    fitNumbers(this.picture.svg);
    this.#light(this.chosen);
    this.updated.hidden = pass.step === 0 || !(this.chosen in store.graph.updates);
    await this.panel.show();
    await this.#showCurve(pass);
  }

  #showCount(step) {
    this.count.textContent = updatesOf(step);
  }

  #showLoss({ text, relation }) {
    const number = element("strong", {}, text || "too close to 0 to tell");
    this.loss.replaceChildren(`Loss ${relation} `, number, " ", element("span", { class: "live-proved" }, "proved"));
  }

  // The quantity whose formula is open; at first the net input of the first neuron.
  get chosen() {
    const { store } = this.playground;
    const { expressions } = store.run;
    const first = Object.keys(expressions).find((name) => store.graph.quantities[name].role === "net");
    return expressions[store.state.chosen] ? store.state.chosen : (first ?? store.graph.loss);
  }

  // A picture and a panel of their own for each shape and each of its samples.
  #draw({ shown, ...design }, shape) {
    const drawn = `${shown} ${design.net} ${design.bias} ${design.samples}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const names = namesOf(shape);
    const svg = drawNetwork(names, Number(shown));
    this.figure.replaceChildren(svg, ...(names.hasSamples ? [this.sampleBox] : []));
    this.picture = new Picture(svg, this.#acts()); // measures what is in the page
    this.panel = new Panel(this.#panelStore(), this.#acts());
    const option = (sample) => element("option", { selected: `${sample}` === shown }, sample);
    this.samples.replaceChildren(...names.samples.map(option));
    this.panelBox.replaceChildren(this.panel.box, this.updated);
  }

  #acts() {
    return {
      choose: (name, step) => this.playground.choose(name, step),
      point: (name) => this.#light(name || this.chosen),
      drag: (name, pixels) => this.#dragged(name, pixels),
      give: (name, text, waiting) => this.playground.give(name, text, waiting),
      read: numberOf,
    };
  }

  // The store as the panel sees it: something is always chosen, and a pass is that of the playground.
  #panelStore() {
    const { playground } = this;
    const { store } = playground;
    const chosen = () => this.chosen;
    return {
      get state() {
        return { ...store.state, chosen: chosen() };
      },
      get graph() {
        return store.graph;
      },
      get run() {
        return store.run;
      },
      ready: () => store.ready(),
      pass: (step) => playground.pass(step),
      numberOf: (name) => store.numberOf(name),
    };
  }

  #light(name) {
    const { run, graph } = this.playground.store;
    if (!run.expressions[name]) return;
    const drawn = new Set(this.picture.parts.keys());
    const places = (names) => new Set(names.flatMap((each) => placesOf(run, each, drawn)));
    const sets = {
      "is-chosen": places([name]),
      "is-source": places(sourcesOf(run, name, 0)),
      "is-user": places(usersOf(run, graph.loss, name, 0).map((user) => user.name)),
    };
    this.picture.light(sets, this.chosen);
    this.panel.light(name);
  }

  #dragged(name, pixels) {
    const { store } = this.playground;
    if (!pixels) {
      const isGiven = store.state.step === 0 && store.run.expressions[name].number !== undefined;
      this.#drag = isGiven ? store.numberOf(name) : null;
      return this.#drag !== null;
    }
    const text = addHundredths(this.#drag, Math.trunc(pixels / PIXELS));
    this.playground.give(name, text, { passing: true }).catch((error) => {
      if (!(error instanceof Mistake)) throw error; // dragged too far: the last good number stays
    });
    return true;
  }

  // The losses after some of the updates up to this pass.
  async #showCurve({ step }) {
    const { playground } = this;
    const every = Math.max(1, Math.ceil(step / MOST_POINTS));
    const even = Array.from({ length: Math.floor(step / every) + 1 }, (_, place) => place * every);
    const steps = new Set([...even, step]);
    const points = [];
    for (const at of steps) points.push([at, (await playground.pass(at)).approximate(playground.store.graph.loss)]);
    const losses = points.map(([, loss]) => loss).filter(Number.isFinite);
    const [low, high] = [Math.min(0, ...losses), Math.max(...losses)];
    this.chart.draw({
      x: { low: 0, high: Math.max(step, 10), name: ["updates"] },
      y: { low, high: high > low ? high * 1.08 : low + 1, name: ["loss"] },
      curves: [{ points, color: "error" }],
      points: [{ at: points.at(-1), color: "error" }],
      description: this.loss.textContent.replace(" proved", ` after ${step} updates.`),
    });
  }
}
