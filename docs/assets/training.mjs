// The states of a run at one precision, one after another; some are kept, and any is made again from one before it.
import { Exact, Undecided } from "./interval.mjs";
import { Mistake } from "./key.mjs";
import { needed } from "./program.mjs";

const MOST_KEPT = 256;
const LARGEST = 14_000n; // bits before the point

export class Training {
  #kept = new Map();
  #apart = 1; // every so manieth state is kept
  #latest = 0;

  // `given` are the numbers by slot; `trained` pairs each slot that is trained with the slot of what comes next.
  constructor({ nodes }, given, trained, bits, before) {
    Object.assign(this, { nodes, given, bits, trained });
    const changing = changingSlots(nodes, trained.map(([slot]) => slot));
    this.order = needed(nodes, trained.map(([, next]) => next), given.keys()).filter((slot) => changing.has(slot));
    this.fixed = null;
    this.#keep(0, trained.map(([slot]) => given.get(slot)));
    for (const [step, state] of before?.exactStates() ?? []) this.#keep(step, state);
  }

  // The states that are the same at any precision.
  exactStates() {
    return [...this.#kept].filter(([, state]) => state.every((value) => value instanceof Exact));
  }

  // The values by slot in the pass of a state; what is not there yet is computed when asked for.
  valuesIn(state) {
    const values = Array(this.nodes.length);
    for (const [slot, value] of this.given) values[slot] = value;
    this.trained.forEach(([slot], at) => (values[slot] = state[at]));
    return values;
  }

  valueAt(slot, values) {
    for (const each of values[slot] ? [] : needed(this.nodes, [slot], filled(values))) this.#fill(each, values);
    return values[slot];
  }

  // The state after `step` updates, by a generator that yields after each.
  *towards(step) {
    let at = this.#before(step);
    let state = this.#kept.get(at);
    const values = at < step && this.#ready(state);
    for (; at < step; yield at) {
      this.trained.forEach(([slot], place) => (values[slot] = state[place]));
      for (const slot of this.order) this.#fill(slot, values);
      state = this.trained.map(([, next]) => checked(values[next], at + 1));
      this.#keep((at += 1), state);
    }
    return state;
  }

  // All slots that no update changes, computed once.
  #ready(state) {
    const values = this.valuesIn(state);
    const changing = new Set([...this.order, ...this.trained.map(([slot]) => slot)]);
    for (const slot of needed(this.nodes, this.trained.map(([, next]) => next), this.given.keys())) {
      if (!changing.has(slot)) this.#fill(slot, values);
    }
    return values;
  }

  #fill(slot, values) {
    const { of, a, b, number } = this.nodes[slot];
    values[slot] = of ? of(values[a], values[b], this.bits) : number;
  }

  #before(step) {
    let best = 0;
    for (const at of this.#kept.keys()) if (at <= step && at > best) best = at;
    return best;
  }

  // The latest state is kept as well, so that a run goes on from it.
  #keep(step, state) {
    if (this.#latest % this.#apart) this.#kept.delete(this.#latest);
    this.#kept.set((this.#latest = step), state);
    if (this.#kept.size <= MOST_KEPT) return;
    this.#apart *= 2;
    for (const at of this.#kept.keys()) if (at % this.#apart && at !== step) this.#kept.delete(at);
  }
}

const filled = (values) => values.flatMap((value, slot) => (value ? [slot] : []));

// The slots that an update changes, directly or through others: those come later, or in the next pass.
function changingSlots(nodes, trained) {
  const changing = new Set(trained);
  const known = new Map();
  const changes = (slot) => {
    if (changing.has(slot)) return true;
    if (!known.has(slot)) known.set(slot, nodes[slot].op ? [nodes[slot].a, nodes[slot].b].some(changes) : false);
    return known.get(slot);
  };
  nodes.forEach((_, slot) => changes(slot) && changing.add(slot));
  return changing;
}

// A state that says nothing at this precision, or that has left the range, ends the run.
function checked(value, step) {
  if (value instanceof Exact) return value;
  const [low, high] = [value.low, value.high];
  const width = high - low;
  const unit = 1n << BigInt(value.bits);
  const size = low > 0n ? low : high < 0n ? -high : 0n;
  if (width > unit && width > size) throw new Undecided("an enclosure has grown too wide");
  if (size >> LARGEST > unit) throw new Mistake(`After ${step} updates the numbers have more than 4,000 digits; take a smaller learning rate or fewer steps.`);
  return value;
}
