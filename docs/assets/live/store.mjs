// The one state of an example on a page: what every view of it shows, and what its address says.
import { Run, variant } from "../graph.mjs";
import { Mistake, known, settled } from "../key.mjs";
import { isSame, readState, usualState, writeStates } from "./address.mjs";
import { graphOf } from "../data.mjs";
import { decimalOf, decimalOfFraction, isEqual } from "./decimal.mjs";

const WAIT = 300; // milliseconds without a change after which a drag is one entry of the history

const stores = new Map();
let timer = 0;

// The store of an example; `graphAt` returns, or promises, the graph of a state that has no published one.
export function storeOf(example, graphAt = () => graphOf(example)) {
  if (!stores.has(example)) stores.set(example, new Store(example, graphAt));
  return stores.get(example);
}

// The store of an example, where a part has one.
export const storeAt = (example) => stores.get(example);

class Store {
  #graphAt;
  #graph = null;
  #runs = new Map();
  #watchers = new Set();

  constructor(example, graphAt) {
    this.example = example;
    this.#graphAt = graphAt;
    this.reread();
  }

  // Whether the address asks for something that the page does not show by itself.
  get isAsked() {
    return !isSame(this.state, usualState(this.example));
  }

  // Load the graph; what the address asks for in vain becomes the usual state, and `problem` says what was wrong.
  async ready() {
    const graph = await this.#graphAt(this.state);
    if (graph !== this.#graph) this.#runs.clear();
    this.#graph = graph;
    try {
      checkState(this.state, this.#graph);
    } catch (error) {
      this.#refuse(error);
    }
    return this;
  }

  // The graph as published; there once it is loaded.
  get graph() {
    return this.#graph;
  }

  // The run of the present options and numbers.
  get run() {
    return this.runWith();
  }

  // The run of the present state with other options or numbers, {options, given}.
  runWith(patch = {}) {
    const { options, given } = { ...this.state, ...patch };
    const name = JSON.stringify([options, given]);
    if (!this.#runs.has(name)) this.#keep(name, new Run(this.#graph, { options: Object.entries(options), given }));
    return this.#runs.get(name);
  }

  // The pass of the present state after so many updates.
  async pass(step = this.state.step, waiting = {}) {
    await this.ready();
    return this.run.pass(step, waiting);
  }

  // Change a part of the state, which mends what was wrong with the address. A change that is `passing`, as in a drag, waits before it is an entry.
  change(patch, { passing = false } = {}) {
    this.problem = "";
    this.#become(Object.freeze({ ...this.state, ...patch }));
    clearTimeout(timer);
    if (passing) timer = setTimeout(writeAddress, WAIT);
    else writeAddress();
  }

  // What has to change for a given quantity to be a decimal of the reader's own: an option, or a number.
  patchFor(name, text) {
    const { settings, options, expressions } = this.#graph;
    const [option] = Object.entries(settings).find(([, names]) => names.length === 1 && names[0] === name) ?? [];
    if (option) return { options: replaced(this.state.options, option, text, options[option].default) };
    return { given: replaced(this.state.given, name, text, expressions[name]?.number) };
  }

  // The decimal that a given quantity has now.
  numberOf(name) {
    const { settings, options, expressions } = this.#graph;
    const [option] = Object.entries(settings).find(([, names]) => names.includes(name)) ?? [];
    const chosen = option && this.state.options[option];
    return this.state.given[name] ?? chosen ?? decimalOfFraction(expressions[name]?.number ?? options[option].default);
  }

  // Call `view` with the state and the one before it, now and after each change; returns what ends that.
  watch(view) {
    this.#watchers.add(view);
    view(this.state, this.state);
    return () => this.#watchers.delete(view);
  }

  // Take up what the address says.
  reread() {
    try {
      this.#become(readState(location.search, this.example));
    } catch (error) {
      this.#refuse(error);
    }
  }

  #keep(name, run) {
    if (this.#runs.size > 8) this.#runs.delete(this.#runs.keys().next().value); // each keeps its passes
    this.#runs.set(name, run);
  }

  #refuse(error) {
    if (!(error instanceof Mistake)) throw error;
    this.problem = error.message;
    this.#become(usualState(this.example));
  }

  #become(state) {
    if (this.state && isSame(state, this.state)) return;
    const before = this.state ?? state;
    this.state = state;
    for (const view of this.#watchers) view(state, before);
  }
}

// Refuse a state with options, numbers or a quantity that the graph does not know.
function checkState({ example, options, given, chosen }, graph) {
  const key = settled({ example, options: Object.entries(options), step: 0, quantity: chosen }, graph);
  if (chosen) known(key, variant(graph, key.options));
  for (const [name, text] of Object.entries(given)) {
    if (!graph.expressions[name]?.number) throw new Mistake(`The address sets ${name}, which is no given number here.`);
    decimalOf(text);
  }
}

// The pairs with another value for a name, or without it where that is the usual one.
function replaced(pairs, name, text, usual) {
  const { [name]: _, ...rest } = pairs;
  return usual !== undefined && isEqual(text, usual) ? rest : { ...rest, [name]: text };
}

function writeAddress() {
  const query = writeStates(
    location.search,
    [...stores.values()].map(({ state }) => state),
  );
  if (`${new URLSearchParams(query)}` === `${new URLSearchParams(location.search)}`) return;
  history.pushState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
}

addEventListener("popstate", () => stores.forEach((store) => store.reread()));
