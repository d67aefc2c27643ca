// The graph of an example, run from its JSON: every value is proved, an exact fraction or an enclosure.
import { fractionOf, numberOf } from "./digits.mjs";
import { Mistake, nearest } from "./key.mjs";
import { Pass } from "./pass.mjs";
import { isGiven, programOf } from "./program.mjs";
import { Training } from "./training.mjs";

const MOST_PASSES = 64;

// The expressions, updates and objective under options: words choose a variant, and so does any momentum.
export function variant(graph, options) {
  const name = options
    .filter(([option]) => option === "momentum" || !(option in graph.settings))
    .map(([option, value]) => `;${option}=${option in graph.settings ? "number" : value}`)
    .join("");
  const { expressions = {}, updates = graph.updates, objective = graph.objective } = graph.variants[name] ?? {};
  return { expressions: Object.assign(Object.create(null), graph.expressions, expressions), updates, objective };
}

// A graph under options, with numbers and formulas of a reader's own.
export class Run {
  #trainings = new Map();
  #passes = new Map();

  constructor(graph, { options = [], given = {}, edits = {} } = {}) {
    const { expressions, updates, objective } = variant(graph, options);
    Object.assign(this, { graph, options, own: given });
    this.expressions = Object.assign(expressions, edits);
    this.updates = { ...updates, ...updatesIn(edits) };
    this.objective = objective;
    this.program = programOf(this.expressions, this.updates);
    this.given = this.program.nodes.map(({ number }) => number);
    for (const [option, value] of options) {
      for (const name of graph.settings[option] ?? []) if (name in this.expressions) this.#set(name, numberOf(value));
    }
    for (const [name, text] of Object.entries(given)) this.#set(name, fractionOf(text));
  }

  // The pass after `step` updates, with all digits of `names` certain where that is possible; of all quantities where
  // that is soon done. A long run goes in slices, and `signal` ends it.
  async pass(step, { signal, names } = {}) {
    signal?.throwIfAborted();
    const pass = this.#passAfter(step);
    await pass.decide(names, signal);
    return pass;
  }

  // The same for few steps, computed while the page waits.
  passNow(step) {
    return this.#passAfter(step).atOnce();
  }

  // The same run with other formulas; one named `b1+` makes what replaces b1 in the next pass.
  edited(edits) {
    return new Run(this.graph, { options: this.options, given: this.own, edits });
  }

  get names() {
    return Object.keys(this.expressions).filter((name) => this.expressions[name]);
  }

  slotOf(name) {
    const slot = this.program.slots.get(name);
    if (slot === undefined) throw new Mistake(`No quantity is named ${name}; ${nearest(name, this.names)}.`);
    return slot;
  }

  // The states at a precision in bits.
  training(bits) {
    if (!this.#trainings.has(bits)) {
      this.#trainings.set(bits, new Training(this.program, this.given, bits, this.#trainings.get(bits / 2)));
    }
    return this.#trainings.get(bits);
  }

  #set(name, number) {
    if (!isGiven(this.expressions[name])) {
      throw new Mistake(`${name} is not given; ${nearest(name, this.names.filter((other) => isGiven(this.expressions[other])))}.`);
    }
    this.given[this.program.slots.get(name)] = number;
  }

  #passAfter(step) {
    const pass = this.#passes.get(step) ?? new Pass(this, step);
    this.#passes.delete(step); // so that those asked for last stay longest
    this.#passes.set(step, pass);
    if (this.#passes.size > MOST_PASSES) this.#passes.delete(this.#passes.keys().next().value);
    return pass;
  }
}

const updatesIn = (edits) =>
  Object.fromEntries(Object.keys(edits).flatMap((name) => (name.endsWith("+") ? [[name.slice(0, -1), name]] : [])));
