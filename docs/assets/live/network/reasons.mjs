// What a quantity is made of and what is made of it, over the passes of a run: the model behind every formula shown.
const namesIn = (expr) =>
  typeof expr === "string" ? [expr] : Array.isArray(expr) ? expr.slice(1).flatMap(namesIn) : [];

// The formula of a quantity after `step` updates, {expr, step}: a trained one is made in the pass before. Null where
// it is given.
export function formulaOf(run, name, step) {
  if (name in run.updates) return step ? { expr: run.expressions[run.updates[name]], step: step - 1 } : null;
  const expr = run.expressions[name];
  return expr.number === undefined ? { expr, step } : null;
}

// The names in the formula of a quantity, each once.
export const operandsOf = (run, name, step) => [...new Set(namesIn(formulaOf(run, name, step)?.expr ?? {}))];

// What is made of a quantity in its pass, of all that the loss and the updates need, {name, step}; an updated
// parameter belongs to the next pass.
export function usersOf(run, loss, name, step) {
  const parameters = new Map(Object.entries(run.updates).map(([parameter, update]) => [update, parameter]));
  return neededBy(run, [loss, ...parameters.keys()])
    .filter((user) => namesIn(run.expressions[user]).includes(name))
    .map((user) => (parameters.has(user) ? { name: parameters.get(user), step: step + 1 } : { name: user, step }));
}

// These names and all that they are made of, in the order of computation.
function neededBy(run, names) {
  const needed = new Set(names);
  for (const name of needed) for (const operand of namesIn(run.expressions[name])) needed.add(operand);
  return Object.keys(run.expressions).filter((name) => needed.has(name));
}

// Where a quantity is in a picture that shows only some: itself, or what it is directly made into or made of there.
export function placesOf(run, name, drawn) {
  if (drawn.has(name)) return [name];
  const [, upper, lower] = name.match(/^d([^/]+)\/d([^/]+)$/) ?? [];
  if (upper) return [...placesOf(run, upper, drawn), ...placesOf(run, lower, drawn)];
  const users = [...drawn].filter((other) => namesIn(run.expressions[other] ?? {}).includes(name));
  return users.length
    ? users
    : namesIn(run.expressions[name] ?? {}).flatMap((operand) => placesOf(run, operand, drawn));
}
