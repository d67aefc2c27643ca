// The playground: a network of any small shape, trained step by step, every digit of it proved in the browser.
import { element } from "../../element.mjs";
import { Run } from "../../graph.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { graphOf } from "./builder.mjs";
import { Controls } from "./design-controls.mjs";
import { isEqual } from "../decimal.mjs";
import { USUAL, carried, designOf, numberOf, refuseNumbers, shapeOf, withNumbers } from "./design.mjs";
import { updatesOf } from "../readable.mjs";
import { SavingBar } from "./saving-bar.mjs";
import { Slopes } from "./slopes.mjs";
import { Stage } from "./stage.mjs";
import { storeOf } from "../store.mjs";
import { Tables } from "./tables.mjs";

const OWN = "own";
const INSTEAD = "The original network is shown instead.";
const isLoss = (name) => name === "E_total" || name === "E_batch";
const AS_BEFORE = Object.freeze({ options: {}, given: {}, step: 0, chosen: "", more: {} });

export async function start(box) {
  const playground = new Playground();
  box.append(...playground.boxes);
  playground.store.watch(() => playground.show());
}

const built = new Map(); // the graph of each design, kept so that a store knows it again

// The graph of a state's design.
function graphAt({ more }) {
  const { shown, ...design } = designIn(more);
  const name = JSON.stringify(design);
  if (!built.has(name)) built.set(name, graphOf(shapeOf({ ...design, shown }), isLoss));
  return built.get(name);
}

function designIn(more) {
  const texts = Object.entries(more).map(([name, text]) => [name.replace(`${OWN}.`, ""), text]);
  return designOf(Object.fromEntries(texts));
}

// What an address says of a design: the texts that are not the usual ones.
function moreOf(design) {
  const texts = Object.entries(design).filter(([name, text]) => text !== USUAL[name]);
  return Object.fromEntries(texts.map(([name, text]) => [`${OWN}.${name}`, text]));
}

class Playground {
  #turn = 0;
  #stop = new AbortController();

  constructor() {
    this.store = storeOf(OWN, graphAt);
    this.controls = new Controls(
      (changes) => this.#redesign(changes),
      (...number) => this.give(...number),
    );
    this.stage = new Stage(this);
    this.slopes = new Slopes((name) => this.choose(name));
    this.tables = new Tables((numbers) => this.#give(numbers), this.slopes.box);
    this.saving = new SavingBar(this);
    this.problem = element("p", { class: "live-problem", role: "alert" });
    this.boxes = [this.problem, this.stage.box, this.controls.box, this.tables.box, this.saving.box];
  }

  get design() {
    return designIn(this.store.state.more);
  }

  // The shape with the numbers that it has now.
  get shape() {
    return withNumbers(shapeOf(this.design), this.store.state.given);
  }

  // The pass after so many updates; only the loss has to have its digits before others are asked for theirs.
  pass(step = this.store.state.step) {
    return computed(this.store, step, { names: [this.store.graph?.loss ?? "E_total"], signal: this.#stop.signal });
  }

  // Bring everything up to the state. What an address asks for in vain becomes the usual state.
  async show() {
    const turn = ++this.#turn;
    this.#stop.abort();
    this.#stop = new AbortController();
    try {
      await this.#shown(turn);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof Mistake)) throw error;
      this.problem.textContent = `${error.message} ${INSTEAD}`;
      this.store.change(AS_BEFORE);
    }
  }

  async #shown(turn) {
    const { design } = this;
    await this.store.ready();
    refuseNumbers(this.shape);
    const pass = await this.pass();
    const { problem } = this.store;
    if (turn !== this.#turn) return;
    if (problem) this.problem.textContent = `${problem} ${INSTEAD}`;
    this.store.problem = "";
    this.controls.show(design, (name) => this.store.numberOf(name), pass.step);
    this.tables.show(this.shape);
    this.slopes.show(this.store.graph, pass);
    await this.stage.show(pass, design);
  }

  // Take other texts of the design, once its first pass has a loss; numbers that still have a place stay.
  async #redesign(changes) {
    const { state } = this.store;
    const design = designOf({ ...this.design, ...changes });
    const next = shapeOf(design);
    const isAnew = changes.seed !== undefined;
    const given = carried(isAnew ? keptAnew(state.given, this.store.graph) : state.given, shapeOf(this.design), next);
    refuseNumbers(withNumbers(next, given));
    const more = moreOf(design);
    const graph = graphAt({ more });
    const pass = await computed(new Run(graph, { given }), 0, { names: [graph.loss] });
    const isNew = graph !== this.store.graph;
    const chosen = graph.expressions[state.chosen] ? state.chosen : "";
    this.#settle({ more, given, chosen, step: isNew ? 0 : state.step });
    if (isNew) announce(`The loss is ${pass.digits(graph.loss).text || "too close to 0 to tell"}.`);
  }

  // Take given numbers, by name, once the pass with them has a loss.
  async #give(numbers, { passing = false } = {}) {
    await this.store.ready();
    const { state, graph } = this.store;
    const given = { ...state.given };
    for (const [name, text] of Object.entries(numbers)) {
      refuseName(name, graph);
      given[name] = numberOf(text);
      if (isEqual(given[name], graph.expressions[name].number)) delete given[name];
    }
    refuseNumbers(withNumbers(shapeOf(this.design), given));
    const pass = await computed(this.store.runWith({ given }), state.step, { names: [graph.loss] });
    const { text } = pass.digits(graph.loss);
    this.#settle({ given }, { passing });
    if (!passing) announce(`The loss is ${text || "too close to 0 to tell"}.`);
  }

  give(name, text, waiting) {
    return this.#give({ [name]: text }, waiting);
  }

  // Go to another number of updates.
  async go(step) {
    await this.store.ready();
    const pass = await this.pass(step);
    this.#settle({ step });
    announce(`After ${updatesOf(step)}, the loss is ${pass.digits(this.store.graph.loss).text}.`);
  }

  choose(name, step = this.store.state.step) {
    this.#settle({ chosen: name, step });
    if (name) announce(`${this.store.graph.quantities[name].words}: its formula is open below the picture.`);
  }

  showSample(sample) {
    return this.#redesign({ shown: sample });
  }

  restart() {
    this.#settle(AS_BEFORE);
    announce("This is the original network.");
  }

  #settle(patch, waiting) {
    this.problem.textContent = "";
    this.store.change(patch, waiting);
  }
}

// The pass of a store or a run; its only logarithm is that of an output, so a refusal can say what is wrong with that.
async function computed(source, step, waiting) {
  try {
    const pass = await source.pass(step, waiting);
    for (const name of waiting.names) pass.digits(name); // what cannot be computed shows only when it is asked for
    return pass;
  } catch (error) {
    if (!(error instanceof Mistake && error.message.startsWith("A logarithm"))) throw error;
    throw new Mistake("Cross-entropy needs positive outputs, and this network has one that is negative or 0.");
  }
}

// Of the reader's numbers, those that a new draw leaves as they are.
function keptAnew(given, { quantities }) {
  const isDrawn = (name) => ["weight", "bias"].includes(quantities[name].role);
  return Object.fromEntries(Object.entries(given).filter(([name]) => !isDrawn(name)));
}

function refuseName(name, { quantities }) {
  if (!["batch", "change"].includes(quantities[name].role)) return;
  throw new Mistake("This number follows from the updates; it cannot be set.");
}
