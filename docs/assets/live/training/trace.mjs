// The way of a run in double precision, for pixels alone: what some of its quantities are after each update.
import { pausing } from "../../slices.mjs";
import { floatsOf } from "./float-run.mjs";

const OFTEN = 64; // updates between looks at the clock

let count = 0;

export class Trace {
  id = ++count; // tells it from others where something is kept
  #floats;
  #pairs;
  #rows;

  constructor(run, names) {
    this.#floats = floatsOf(run, [...names, ...Object.entries(run.updates).flat()]);
    this.#pairs = run.program.trained;
    this.#rows = names.map((name) => [name, run.slotOf(name), []]);
    this.#look();
  }

  // The updates that have been done.
  get length() {
    return this.#rows[0][2].length - 1;
  }

  // The values of a quantity, one for each update from 0 on.
  of(name) {
    return this.#rows.find(([other]) => other === name)[2];
  }

  // The values of quantities after an update: of those in a pair, or of all, each [name, value].
  wayOf(pair, step) {
    return pair.map((name) => this.of(name)[step]);
  }

  at(step) {
    return this.#rows.map(([name, , values]) => [name, values[step]]);
  }

  // Do updates until there are so many, letting the page move between slices; `signal` ends it early.
  async reach(count, signal) {
    const pause = pausing(signal);
    while (this.length < count) {
      for (let done = 0; done < OFTEN && this.length < count; done++) this.#update();
      await pause();
    }
  }

  #update() {
    const { values } = this.#floats;
    const updated = this.#pairs.map(([, next]) => values[next]);
    this.#pairs.forEach(([slot], place) => (values[slot] = updated[place]));
    this.#look();
  }

  #look() {
    const { values, compute } = this.#floats;
    compute();
    for (const [, slot, row] of this.#rows) row.push(values[slot]);
  }
}
