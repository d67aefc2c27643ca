// The values of one pass of a run, each at the lowest precision that decides what is asked of it.
import { VALUE_DIGITS, approximate, digits, isSharp, page, significant } from "./digits.mjs";
import { Undecided } from "./interval.mjs";
import { Mistake } from "./key.mjs";
import { atOnce, inSlices } from "./slices.mjs";

// Precisions in bits, and what an operation costs at each, as measured: a product, and one that sums a series.
export const PRECISIONS = [128, 256, 512, 1024, 2048, 4096];
const PLAIN = [1, 1, 1.5, 3, 8, 25];
const SERIES = [20, 50, 90, 300, 1500, 5000];
// Costs, of which a million or more take a second: what is computed while the page waits, the longest run, and how far
// the precision is raised for what is asked for, and for what nobody may want.
const AT_ONCE = 30_000;
const LONGEST = 100_000_000;
const ASKED = 30_000_000;
const UNASKED = 3_000_000;

const OPEN = Object.freeze({ text: "", isExact: false, relation: "≈" });

export class Pass {
  #values = []; // by precision, the values by slot; false where nothing can be told of the state
  #digits = new Map();
  #atOnce = AT_ONCE;

  constructor(run, step) {
    Object.assign(this, { run, step });
    const latest = Math.floor(LONGEST / costOf(run.program, 0)) - 1;
    if (step > latest)
      throw new Mistake(`Found step ${step}; steps up to ${latest} of this network are computed here.`);
  }

  // Digits under a rule; the text is empty where they stay open at the highest precision.
  digits(name, rule = page) {
    if (!this.#digits.has(rule)) this.#digits.set(rule, new Map());
    const known = this.#digits.get(rule);
    if (!known.has(name)) known.set(name, this.decided(name, (value) => digits(value, rule)) ?? OPEN);
    return known.get(name);
  }

  // An enclosure, at the lowest precision that has any; null where none has.
  value(name) {
    return this.decided(name, (value) => value) ?? null;
  }

  // In double precision, for pixels alone.
  approximate(name) {
    return this.decided(name, approximate) ?? NaN;
  }

  // From now on, whatever is asked for is computed while the page waits.
  atOnce() {
    this.#atOnce = ASKED;
    return this;
  }

  // Raise the precision until all digits of `names` are certain; those of all quantities, as far as that is soon done.
  async decide(names, signal) {
    const most = names ? ASKED : UNASKED;
    for (let level = 0; level < PRECISIONS.length; level++) {
      if (this.#cost(level) <= this.#atOnce) continue;
      if (level && this.#cost(level) > most) return;
      if (await inSlices(this.#areDecided(names ?? this.run.names), signal)) return;
      this.#values[level] ??= await inSlices(this.#valuesAt(level), signal);
      this.#digits.clear();
    }
  }

  *#areDecided(names) {
    for (const name of names) {
      if (!this.#isDecided(name)) return false;
      yield;
    }
    return true;
  }

  #isDecided(name) {
    try {
      const rules = [page, significant(VALUE_DIGITS)];
      return this.decided(name, isSharp) || rules.every((rule) => this.digits(name, rule).text);
    } catch (error) {
      if (error instanceof Mistake) return true; // more digits would not mend it
      throw error;
    }
  }

  // What `use` makes of a value at the lowest precision that decides it; undefined where none does.
  decided(name, use) {
    const slot = this.run.slotOf(name);
    for (let level = 0; level < PRECISIONS.length && this.#isReached(level); level++) {
      const [training, values] = [this.run.training(PRECISIONS[level]), this.#values[level]];
      const result = unlessUndecided(() => values && use(training.valueAt(slot, values)));
      if (result !== undefined && result !== false) return result;
    }
  }

  #isReached(level) {
    if (this.#values[level] === undefined && this.#cost(level) <= this.#atOnce) {
      this.#values[level] = atOnce(this.#valuesAt(level));
    }
    return this.#values[level] !== undefined;
  }

  *#valuesAt(level) {
    const steps = this.run.training(PRECISIONS[level]).towards(this.step);
    for (let next; (next = unlessUndecided(() => steps.next()) ?? { done: true, value: false }); yield) {
      if (next.done) return next.value;
    }
  }

  // Of all updates up to here.
  #cost(level) {
    return (this.step + 1) * costOf(this.run.program, level);
  }
}

// Of one update.
const costOf = ({ order, series }, level) => (order.length - series) * PLAIN[level] + series * SERIES[level];

function unlessUndecided(use) {
  try {
    return use();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
  }
}
