// What a quantity is made of and what is made of it, over the passes of a run: the model behind every formula shown.
import { isGiven } from "../../program.mjs";
import { operandsOf, withOperands } from "../operands.mjs";

// The formula of a quantity after `step` updates, {expr, step}: a trained one is made in the pass before. Null where
// it is given.
export function formulaOf(run, name, step) {
  if (name in run.updates) return step ? { expr: run.expressions[run.updates[name]], step: step - 1 } : null;
  const expr = run.expressions[name];
  return isGiven(expr) ? null : { expr, step };
}

// The names in the formula of a quantity.
export const sourcesOf = (run, name, step) => operandsOf(formulaOf(run, name, step)?.expr);

// What is made of a quantity in its pass, of all that the loss and the updates need, {name, step}; an updated
// parameter belongs to the next pass.
export function usersOf(run, loss, name, step) {
  const parameters = new Map(Object.entries(run.updates).map(([parameter, update]) => [update, parameter]));
  return neededBy(run, [loss, ...parameters.keys()])
    .filter((user) => operandsOf(run.expressions[user]).includes(name))
    .map((user) => (parameters.has(user) ? { name: parameters.get(user), step: step + 1 } : { name: user, step }));
}

// These names and all that they are made of, in the order of computation.
function neededBy(run, names) {
  const needed = withOperands(run.expressions, names);
  return Object.keys(run.expressions).filter((name) => needed.has(name));
}

// Where a quantity is in a picture that shows only some: itself, or what it is directly made into or made of there.
export function placesOf(run, name, drawn) {
  if (drawn.has(name)) return [name];
  const [, upper, lower] = name.match(/^d([^/]+)\/d([^/]+)$/) ?? [];
  if (upper) return [...placesOf(run, upper, drawn), ...placesOf(run, lower, drawn)];
  const users = [...drawn].filter((other) => operandsOf(run.expressions[other]).includes(name));
  return users.length ? users : operandsOf(run.expressions[name]).flatMap((operand) => placesOf(run, operand, drawn));
}
