// What each quantity should be by the numbers of the reader's own, in one pass: enclosures for all that these may mean.
import { ends } from "../digits.mjs";
import { Exact, Undecided } from "../interval.mjs";
import { Mistake } from "../key.mjs";
import { intervalOf } from "./ranges.mjs";

const BITS = 192;

export const isGiven = (run, name) => run.expressions[name]?.number !== undefined && !name.includes("/");
export const isTrained = (run, name) => Object.hasOwn(run.updates, name);

// One pass: `ranges` are the reader's numbers by name, `proved` the pass of the run, where parameters are missing.
export class OwnPass {
  constructor(run, proved, ranges) {
    Object.assign(this, { run, proved });
    this.nearest = this.#values(ranges, () => true);
    this.plainest = this.#values(ranges, (name) => isGiven(run, name));
  }

  // A quantity by its formula from the numbers that stand nearest to it, or from parameters and given numbers alone;
  // {range}, or the {problem} that leaves it open.
  of(name, { plainest = false } = {}) {
    const { at, computed, holders } = plainest ? this.plainest : this.nearest;
    const slot = this.run.program.slots.get(name);
    const isOther = holders.has(slot) && holders.get(slot) !== name;
    return tried(() => ends(isOther ? at(slot) : computed(slot)));
  }

  #values(ranges, isHeld) {
    const { nodes, slots } = this.run.program;
    const [values, holders] = [new Map(), new Map()];
    for (const [name, slot] of slots) {
      if (!ranges.has(name) || !isHeld(name) || holders.has(slot)) continue;
      holders.set(slot, name);
      values.set(slot, intervalOf(ranges.get(name), BITS));
    }
    const computed = (slot) => {
      const { of, a, b, number, name } = nodes[slot];
      if (of) return of(at(a), at(b), BITS);
      return name ? this.#proved(name) : number;
    };
    const at = (slot) => {
      if (!values.has(slot)) values.set(slot, computed(slot));
      return values.get(slot);
    };
    return { at, computed, holders };
  }

  #proved(name) {
    const value = this.proved.value(name);
    if (!value) throw new Undecided(`${name} is open`);
    return value instanceof Exact ? value : intervalOf(ends(value), BITS);
  }
}

function tried(range) {
  try {
    return { range: range() };
  } catch (error) {
    if (error instanceof Undecided) return { problem: "" };
    if (error instanceof Mistake) return { problem: error.message };
    throw error;
  }
}
