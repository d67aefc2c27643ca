// The steps of a pass, in the order in which pages compute them: forward, loss, backward, update.

export const STAGES = { forward: "Forward", error: "Loss", backward: "Backward", update: "Update" };

const NOT_FORWARD = new Set(["gradient", "update"]);
const PARAMETERS = new Set(["weight", "bias"]);

// Each step, {name, stage}, of a pass, an update with its `parameter`, under the `expressions`, `updates` and `objective` of a variant; the same
// as the groups of backprop/core/groups.py.
export function walkOf({ loss, quantities }, { expressions, updates, objective }) {
  const roleOf = (name) => quantities[name].role;
  const forward = Object.keys(expressions).filter(
    (name) => isMade(expressions[name]) && !NOT_FORWARD.has(roleOf(name)),
  );
  const parameters = namesByDistance(expressions, loss).filter((name) => PARAMETERS.has(roleOf(name)));
  const slopes = ordered(
    expressions,
    parameters.map((name) => `d${objective}/d${name}`),
  );
  return [
    ...stepsOf(
      "forward",
      forward.filter((name) => roleOf(name) !== "error"),
    ),
    ...stepsOf(
      "error",
      forward.filter((name) => roleOf(name) === "error"),
    ),
    ...stepsOf(
      "backward",
      slopes.filter((name) => roleOf(name) === "gradient"),
    ),
    ...Object.entries(updates).map(([parameter, name]) => ({ name, stage: "update", parameter })),
  ];
}

// Of several samples, the steps of the first one and those that all have in common.
export const ofFirstSample = (steps, quantities) => steps.filter(({ name }) => isOfFirst(quantities[name]));

export const isOfFirst = ({ sample = 1 }) => sample === 1;

const stepsOf = (stage, names) => names.map((name) => ({ name, stage }));
const isMade = (expr) => expr && !expr.number;

// The names in an expression, each once, from left to right.
export function operandsOf(expr) {
  if (typeof expr === "string") return [expr];
  return Array.isArray(expr) ? [...new Set(expr.slice(1).flatMap(operandsOf))] : [];
}

// All that the loss is made of, the nearest first.
function namesByDistance(expressions, loss) {
  const names = new Set([loss]);
  for (const name of names) operandsOf(expressions[name]).forEach((operand) => names.add(operand));
  return [...names];
}

// `names` and all that they need, operands first.
function ordered(expressions, names, order = new Set()) {
  for (const name of names) {
    if (order.has(name)) continue;
    ordered(expressions, operandsOf(expressions[name]), order);
    order.add(name);
  }
  return [...order];
}
