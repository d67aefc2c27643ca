// A run in double precision, for pixels alone: curves, maps and tints. No digit that is printed comes from here.
import { approximate } from "../../digits.mjs";
import { OPS } from "../../interval.mjs";
import { needed } from "../../program.mjs";
import { OPS as FLOATS } from "../charts/floats.mjs";

// What the kernel computes with whole numbers, in double precision.
const doubleOf = new Map(Object.entries(OPS).map(([name, of]) => [of, FLOATS[name]]));

// The numbers of a run by slot, the given ones filled in; `compute()` fills in what `names` need from these.
export function floatsOf(run, names) {
  const { nodes } = run.program;
  const values = Float64Array.from(nodes, (_, slot) => (run.given[slot] ? approximate(run.given[slot]) : NaN));
  const wanted = names.map((name) => run.slotOf(name));
  const steps = needed(nodes, wanted, run.given).map((slot) => [
    doubleOf.get(nodes[slot].of),
    slot,
    nodes[slot].a,
    nodes[slot].b,
  ]);
  const compute = () => {
    for (const [of, slot, a, b] of steps) values[slot] = of(values[a], values[b]);
  };
  return { values, compute };
}

// The quantity `name` as a function of given numbers, `free`, with others `fixed` at [name, value].
export function functionOf(run, name, free, fixed = []) {
  const { values, compute } = floatsOf(run, [name]);
  for (const [each, value] of fixed) values[run.slotOf(each)] = value;
  const [places, result] = [free.map((each) => run.slotOf(each)), run.slotOf(name)];
  return (...numbers) => {
    places.forEach((slot, place) => (values[slot] = numbers[place]));
    compute();
    return values[result];
  };
}
