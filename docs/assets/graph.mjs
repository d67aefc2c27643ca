// The graph of an example, run from its JSON: every value is proved, an exact fraction or an enclosure.
import { fractionOf, numberOf } from "./digits.mjs";
import { Mistake, nearest } from "./key.mjs";
import { Pass } from "./pass.mjs";
import { isGiven, programOf } from "./program.mjs";
import { Training } from "./training.mjs";

const MOST_PASSES = 64;

// By graph and by the name of a variant, so that a run with other numbers is soon there.
const variants = new WeakMap();

// The expressions, updates and objective under options: words choose a variant, and so does any momentum.
export function variant(graph, options) {
  const name = options
    .filter(([option]) => option === "momentum" || !(option in graph.settings))
    .map(([option, value]) => `;${option}=${option in graph.settings ? "number" : value}`)
    .join("");
  if (!variants.has(graph)) variants.set(graph, new Map());
  const known = variants.get(graph);
  if (!known.has(name)) known.set(name, new Variant(graph, graph.variants[name]));
  return known.get(name);
}

class Variant {
  #program = null;

  constructor(graph, { expressions = {}, updates = graph.updates, objective = graph.objective } = {}) {
    this.expressions = Object.assign(Object.create(null), graph.expressions, expressions);
    Object.assign(this, { updates, objective });
  }

  get program() {
    return (this.#program ??= programOf(this.expressions, this.updates));
  }
}

// A graph under options, with numbers and formulas of a reader's own.
export class Run {
  #trainings = new Map();
  #passes = new Map();

  constructor(graph, { options = [], given = {}, edits = {} } = {}) {
    Object.assign(this, { graph, options, own: given }, edited(variant(graph, options), edits));
    this.given = this.program.nodes.map(({ number }) => number);
    for (const [option, value] of options) {
      for (const name of graph.settings[option] ?? []) if (this.expressions[name]) this.#set(name, numberOf(value));
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
    const given = this.names.filter((other) => isGiven(this.expressions[other]) && !other.includes("/"));
    if (!given.includes(name)) throw new Mistake(`${name} is not a given number; ${nearest(name, given)}.`);
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

// A variant with formulas in place of its own; one named `p+` replaces p in the next pass.
function edited({ expressions, updates, objective, program }, edits) {
  const names = Object.keys(edits);
  if (!names.length) return { expressions, updates, objective, program };
  const more = Object.fromEntries(names.filter((name) => name.endsWith("+")).map((name) => [name.slice(0, -1), name]));
  const own = { expressions: Object.assign(Object.create(null), expressions, edits), updates: { ...updates, ...more } };
  return { ...own, objective, program: programOf(own.expressions, own.updates) };
}
