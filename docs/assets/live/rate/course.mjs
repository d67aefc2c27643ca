// The steps of a run, one after another: proved digits for what is written, floats for what is drawn.
import { significant } from "../../digits.mjs";
import { Mistake } from "../../key.mjs";
import { readable } from "../readable.mjs";

const ORDER = significant(17); // digits that tell which of two losses is the larger

// For each of `count` steps and before them, what each of `names` is: {digits, order, float}.
export function courseOf(run, names, count) {
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

// The floats of one of these names, step by step.
export const floatsOf = (course, name) => course.map((values, step) => [step, values[name].float]);

// The same of a run beside the reader's own; nothing where it leaves what can be computed.
export function drawnCourse(run, name, count) {
  try {
    return floatsOf(courseOf(run, [name], count), name);
  } catch (error) {
    if (error instanceof Mistake) return [];
    throw error;
  }
}
