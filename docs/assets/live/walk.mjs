// The steps of a pass, in the order in which pages compute them: forward, loss, backward, update.
import { operandsOf, withOperands } from "./operands.mjs";

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
  const wanted = parameters.map((name) => `d${objective}/d${name}`);
  const slopes = [...withOperands(expressions, wanted)];
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

// All that the loss is made of, the nearest first.
function namesByDistance(expressions, loss) {
  const names = new Set([loss]);
  for (const name of names) operandsOf(expressions[name]).forEach((operand) => names.add(operand));
  return [...names];
}
