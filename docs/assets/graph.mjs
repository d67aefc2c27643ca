// The graph of an example, run from its JSON: each value is proved, an exact fraction or an enclosure of it.
import { VALUE_DIGITS, approximate, digits, fractionOf, numberOf, page, significant } from "./digits.mjs";
import { Undecided } from "./interval.mjs";
import { Mistake, nearest } from "./key.mjs";
import { program } from "./program.mjs";
import { Training } from "./training.mjs";

const PRECISIONS = [128, 256, 512, 1024, 2048, 4096];
const BREATH = 12; // milliseconds after which a long run lets the page move
const SHORT = 40_000; // operations that are computed at once
const LONGEST = 30_000_000; // operations at the lowest precision; each doubling counts for three times as many
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

// One graph under options, with given numbers and formulas of a reader's own.
export class Run {
  #trainings = new Map();
  #passes = new Map();

  constructor(graph, { options = [], given = {}, edits = {} } = {}) {
    const { expressions, updates, objective } = variant(graph, options);
    this.expressions = Object.assign(expressions, edits);
    this.updates = updates;
    this.objective = objective;
    this.program = program(expressions);
    this.given = this.#givenNumbers(graph, options, given);
  }

  // The pass after `step` updates, computed in slices where that takes long; `names` are to have their digits.
  async pass(step, { signal, names = this.names } = {}) {
    const pass = this.#passAt(step);
    await pass.decide(names, signal);
    return pass;
  }

  // The same at once, for few steps.
  passNow(step) {
    const pass = this.#passAt(step);
    pass.isOpen = true;
    return pass;
  }

  get names() {
    return Object.keys(this.expressions).filter((name) => this.expressions[name]);
  }

  // What so many updates cost at a precision, in operations.
  cost(step, bits = PRECISIONS[0]) {
    return (step + 1) * this.program.nodes.length * 3 ** Math.log2(bits / PRECISIONS[0]);
  }

  training(bits) {
    const { slots } = this.program;
    const pairs = () => Object.entries(this.updates).map((names) => names.map((name) => slots.get(name)));
    if (!this.#trainings.has(bits)) {
      this.#trainings.set(bits, new Training(this.program, this.given, pairs(), bits, this.#trainings.get(bits / 2)));
    }
    return this.#trainings.get(bits);
  }

  #passAt(step) {
    const pass = this.#passes.get(step) ?? new Pass(this, step);
    this.#passes.delete(step); // so that those asked for last stay longest
    this.#passes.set(step, pass);
    if (this.#passes.size > MOST_PASSES) this.#passes.delete(this.#passes.keys().next().value);
    return pass;
  }

  // The given numbers by slot: the graph's own, those that options set, those of the reader.
  #givenNumbers(graph, options, given) {
    const { slots, nodes } = this.program;
    const numbers = new Map(nodes.flatMap(({ number }, slot) => (number ? [[slot, number]] : [])));
    const set = (name, number) => numbers.set(this.#givenSlot(name), number);
    for (const [option, value] of options) {
      for (const name of graph.settings[option] ?? []) if (slots.has(name)) set(name, numberOf(value));
    }
    for (const [name, text] of Object.entries(given)) set(name, fractionOf(text));
    return numbers;
  }

  #givenSlot(name) {
    if (this.expressions[name]?.number !== undefined) return this.program.slots.get(name);
    const names = this.names.filter((other) => this.expressions[other].number !== undefined);
    throw new Mistake(`No quantity named ${name} is given; ${nearest(name, names)}.`);
  }
}

// The values of one pass, at each precision that was needed.
class Pass {
  #views = []; // {training, values} from the lowest precision on; null where a state could not be told
  #digits = new Map();

  constructor(run, step) {
    Object.assign(this, { run, step, isOpen: run.cost(step) <= SHORT });
  }

  // Digits under a rule; the text is empty where they are open at the highest precision.
  digits(name, rule = page) {
    const key = this.#digits.get(rule) ?? this.#digits.set(rule, new Map()).get(rule);
    if (!key.has(name)) key.set(name, this.#decided(name, (value) => digits(value, rule)));
    return key.get(name) ?? { text: "", isExact: false, relation: "≈" };
  }

  // The narrowest enclosure there is.
  value(name) {
    return this.#decided(name, (value) => value) ?? null;
  }

  approximate(name) {
    const value = this.value(name);
    return value ? approximate(value) : NaN;
  }

  // Raise the precision until all digits of `names` are certain, as far as that ends in reasonable time.
  async decide(names, signal) {
    if (this.isOpen) return;
    if (this.run.cost(this.step) > LONGEST) throw new Mistake(tooLong(this.run));
    for (let level = 0; level < PRECISIONS.length; level++) {
      if (level && this.run.cost(this.step, PRECISIONS[level]) > LONGEST) return;
      if (level >= this.#views.length) this.#views.push(await this.#reached(level, signal));
      this.#digits.clear();
      if (this.#views[level] && names.every((name) => this.#isDecided(name))) return;
    }
  }

  #isDecided(name) {
    return this.digits(name).text && this.digits(name, significant(VALUE_DIGITS)).text;
  }

  async #reached(level, signal) {
    const training = this.run.training(PRECISIONS[level]);
    return view(training, await sliced(training.towards(this.step), signal));
  }

  // What `use` makes of a value at the lowest precision that decides it; undefined where none does.
  #decided(name, use) {
    const slot = this.run.program.slots.get(name);
    if (slot === undefined) throw new Mistake(`No quantity is named ${name}; ${nearest(name, this.run.names)}.`);
    for (let level = 0; level < this.#levels; level++) {
      try {
        const { training, values } = this.#view(level) ?? {};
        if (training) return use(training.valueAt(slot, values));
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
      }
    }
  }

  get #levels() {
    return this.isOpen ? PRECISIONS.length : this.#views.length;
  }

  #view(level) {
    if (level >= this.#views.length) {
      const training = this.run.training(PRECISIONS[level]);
      this.#views.push(view(training, atOnce(training.towards(this.step))));
    }
    return this.#views[level];
  }
}

const view = (training, state) => state && { training, values: training.valuesIn(state) };

// What a generator returns in the end; null where it cannot be told at this precision.
function atOnce(steps) {
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}

// The same, letting the page move now and then.
async function sliced(steps, signal) {
  let rested = performance.now();
  const isDone = (next) => next.done;
  try {
    for (let next = steps.next(); ; next = steps.next()) {
      if (isDone(next)) return next.value;
      if (performance.now() - rested <= BREATH) continue;
      await pause();
      signal?.throwIfAborted();
      rested = performance.now();
    }
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}

const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resume) => setTimeout(resume));

function tooLong(run) {
  const latest = Math.floor(LONGEST / run.cost(0)) - 1;
  return `So many steps of this network take too long here; take up to ${latest}.`;
}
