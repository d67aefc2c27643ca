// What each quantity should be by the numbers of the reader's own, in one pass: enclosures for all that these may mean.
import { ends } from "../../digits.mjs";
import { Exact, Undecided } from "../../interval.mjs";
import { Mistake } from "../../key.mjs";
import { intervalOf } from "./ranges.mjs";

const BITS = 192;

export const isGiven = (run, name) => run.expressions[name]?.number !== undefined && !name.includes("/");
export const isTrained = (run, name) => Object.hasOwn(run.updates, name);

// One pass: `ranges` are the reader's numbers by name, `proved` the pass of the run, where parameters are missing.
export class OwnPass {
  constructor(run, proved, ranges) {
    Object.assign(this, { run, proved });
    this.trained = new Map(Object.keys(run.updates).map((name) => [run.program.slots.get(name), name]));
    const names = [...run.program.slots.keys()].filter((name) => ranges.has(name));
    const starts = names.filter((name) => isGiven(run, name));
    // Of two names for the same, such as a linear output and its net input, either may be the one that is read.
    this.ways = [names, names.toReversed(), starts].map((held) => this.#values(held, ranges));
  }

  // A quantity by its formula from the numbers that stand nearest to it, or from parameters and given numbers alone:
  // for each way {range}, or the {problem} that leaves it open.
  of(name) {
    const slot = this.run.program.slots.get(name);
    const sources = sourcesOf(this.run.expressions, name);
    return this.ways.map(({ at, computed, holders }) =>
      tried(() => ends(sources.includes(holders.get(slot)) ? at(slot) : computed(slot))),
    );
  }

  #values(names, ranges) {
    const { nodes, slots } = this.run.program;
    const [values, holders] = [new Map(), new Map()];
    for (const name of names) {
      const slot = slots.get(name);
      if (holders.has(slot)) continue;
      holders.set(slot, name);
      values.set(slot, intervalOf(ranges.get(name), BITS));
    }
    const computed = (slot) => {
      const { of, a, b } = nodes[slot];
      return of ? of(at(a), at(b), BITS) : this.#start(slot);
    };
    const at = (slot) => {
      if (!values.has(slot)) values.set(slot, computed(slot));
      return values.get(slot);
    };
    return { at, computed, holders };
  }

  // A number that the reader leaves out: given, or as training has it by now.
  #start(slot) {
    if (!this.trained.has(slot)) return this.run.given[slot];
    const value = this.proved?.value(this.trained.get(slot));
    if (!value) throw new Undecided(`${this.trained.get(slot)} is open`);
    return value instanceof Exact ? value : intervalOf(ends(value), BITS);
  }
}

// The quantities that one is another name for, such as the net input of a linear output.
function sourcesOf(expressions, name) {
  const source = expressions[name];
  return typeof source === "string" ? [source, ...sourcesOf(expressions, source)] : [];
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
