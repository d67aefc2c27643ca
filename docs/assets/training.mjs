// The states of a run at one precision, one after another; some are kept, and any is made again from one before it.
import { Exact, Undecided } from "./interval.mjs";
import { Mistake } from "./key.mjs";
import { needed } from "./program.mjs";

const MOST_KEPT = 256;
const LARGEST = 14_000n; // bits before the point

export class Training {
  #kept = new Map();
  #apart = 1; // every so manieth state is kept, and the latest
  #latest = 0;

  // `given` are the numbers by slot; `lower` is the same run at a lower precision.
  constructor(program, given, bits, lower) {
    Object.assign(this, program, { given, bits });
    this.#keep(
      0,
      this.trained.map(([slot]) => given[slot]),
    );
    for (const [step, state] of lower?.exactStates() ?? []) this.#keep(step, state);
  }

  // The states that are the same at any precision.
  exactStates() {
    return [...this.#kept].filter(([, state]) => state.every((value) => value instanceof Exact));
  }

  // Yields after each update; returns the values by slot in the pass after `step` updates, as far as they are known.
  *towards(step) {
    const [start, state] = this.#before(step);
    const values = [...this.given];
    this.#set(values, state);
    if (start < step) this.#fill(values, this.fixed);
    for (let at = start + 1; at <= step; at++) {
      this.#fill(values, this.order);
      const next = this.trained.map(([, from]) => checked(values[from], at));
      this.#keep(at, next);
      this.#set(values, next);
      yield;
    }
    if (start < step) for (const slot of this.order) values[slot] = undefined;
    return values;
  }

  // The value of a slot in such a pass.
  valueAt(slot, values) {
    this.#fill(values, needed(this.nodes, [slot], values));
    return values[slot];
  }

  #fill(values, slots) {
    for (const slot of slots) {
      const { of, a, b } = this.nodes[slot];
      values[slot] = of(values[a], values[b], this.bits);
    }
  }

  #set(values, state) {
    this.trained.forEach(([slot], place) => (values[slot] = state[place]));
  }

  // The last state that is kept up to `step`, and its number.
  #before(step) {
    let best = 0;
    for (const at of this.#kept.keys()) if (at <= step && at > best) best = at;
    return [best, this.#kept.get(best)];
  }

  #keep(step, state) {
    if (this.#latest % this.#apart) this.#kept.delete(this.#latest);
    this.#latest = step;
    this.#kept.set(step, state);
    if (this.#kept.size <= MOST_KEPT) return;
    this.#apart *= 2;
    for (const at of this.#kept.keys()) if (at % this.#apart && at !== step) this.#kept.delete(at);
  }
}

// A state that says nothing at this precision, or that has left the range, ends the run.
function checked(value, step) {
  if (value instanceof Exact) return value;
  const { low, high, bits } = value;
  const [width, unit] = [high - low, 1n << BigInt(bits)];
  const size = low > 0n ? low : high < 0n ? -high : 0n;
  if (width > unit && width > size) throw new Undecided("an enclosure has grown too wide");
  if (size >> LARGEST > unit) {
    const sentence = `After ${step} updates the numbers have more than 4,000 digits`;
    throw new Mistake(`${sentence}; take a smaller learning rate or fewer steps.`);
  }
  return value;
}
