// What a run comes to, step by step: proved digits for what is written, floats for what is drawn.
import { significant } from "../../digits.mjs";
import { Mistake } from "../../key.mjs";
import { readable } from "../readable.mjs";

const ORDER = significant(17); // digits that tell which of two losses is the larger

// For the start and each of `count` steps, what each of `names` is: {digits, order, float}.
export function stepsOf(run, names, count) {
  return Array.from({ length: count + 1 }, (_, step) => {
    const pass = run.passNow(step);
    return Object.fromEntries(names.map((name) => [name, valueIn(pass, name)]));
  });
}

const valueIn = (pass, name) => ({
  digits: readable(pass, name),
  order: pass.digits(name, ORDER),
  float: pass.approximate(name),
});

// One of these names as points of a curve over the steps.
export const pointsOf = (steps, name) => steps.map((values, step) => [step, values[name].float]);

// The same for a run beside the reader's own; no points where it leaves what can be computed.
export function comparedPoints(run, name, count) {
  try {
    return pointsOf(stepsOf(run, [name], count), name);
  } catch (error) {
    if (error instanceof Mistake) return [];
    throw error;
  }
}
