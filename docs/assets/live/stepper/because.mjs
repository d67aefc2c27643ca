// Why a step is computed as it is: one sentence, by what its quantity is and by the form of its formula.
import { capital } from "./capital.mjs";
import { operandsOf } from "../operands.mjs";

const isSlope = (name) => /^d[^/]+\/d/.test(name);

export function becauseOf({ quantities }, expr, name) {
  const roles = new Set(operandsOf(expr).map((operand) => quantities[operand].role));
  return `${capital(REASONS[quantities[name].role]?.(roles, { quantities, expr, name }) ?? "its formula says so")}.`;
}

const weighted = (roles) =>
  `a neuron adds up what comes in, each input times its weight${roles.has("bias") ? ", and then its bias" : ""}`;

const REASONS = {
  net: weighted,
  output: (roles) =>
    roles.has("net") ? "the activation function turns the net input into the output" : weighted(roles),
  error: (roles) => {
    if (roles.has("target")) return "the loss measures how far the output is from its target";
    return roles.has("error")
      ? "these losses make up the total"
      : "this is the function whose lowest point we're looking for";
  },
  gradient: (_, step) => slopeReason(step),
  update: (roles) =>
    roles.has("rate")
      ? "downhill is against the slope, and the learning rate says how far to go"
      : "the next step needs it",
};

function slopeReason({ quantities, expr, name }) {
  const [, upper, lower] = name.match(/^d([^/]+)\/d([^/]+)$/);
  const [top, bottom] = [upper, lower].map((each) => `the ${quantities[each].words}`);
  if (!operandsOf(expr).some(isSlope)) return ruleOf(quantities[upper].role, quantities[lower].role, { top, bottom });
  if (expr[0] === "add") return `${bottom} acts on ${top} in more than one way, and the slopes of all ways add up`;
  if (typeof expr === "string") return `${bottom} acts on ${top} in this one way only`;
  return "by the chain rule, the slopes along the way are multiplied";
}

// The rule by which one formula is differentiated.
function ruleOf(upper, lower, { top, bottom }) {
  if (upper === "output" && lower === "net") return `this is the slope of the activation function at ${bottom}`;
  if (upper === "net") return `in the sum that makes ${top}, ${bottom} is multiplied by this number`;
  return `this is the formula of ${top}, differentiated with respect to ${bottom}`;
}
