// A walk in one parameter: the picture of its curve, and that of the factor that decides where it is a parabola.
import { floats } from "../charts/floats.mjs";
import { spread } from "../charts/scale.mjs";

const POINTS = 161;
const [MARGIN, ABOVE, BELOW] = [0.15, 0.15, 0.08]; // free room, as shares of what is shown
const FARTHEST = 8; // first distances from the bottom that the picture shows at the most
const [SEEN, ROOM] = [1.25, 1.1]; // how far rates are shown beyond the one that jumps for ever, and the chosen one
const NAMES = 0.22; // room above the factor for the names of zones, as a share of its height

export const CURVATURE = "second derivative";
export const FACTOR = "factor of a step"; // by which a step multiplies the distance from the bottom

// Formulas of the curvature and the factor, to add to the others; none where the curve is no parabola of one parameter.
export function factorEdits(expressions, objective, parameters) {
  const [parameter] = parameters;
  if (parameters.length > 1 || degreeOf(objective, expressions, parameter) !== 2) return {};
  const slopeAt = (place) => placed(`d${objective}/d${parameter}`, expressions, parameter, { number: place });
  return {
    [CURVATURE]: ["sub", slopeAt("1"), slopeAt("0")], // the slope of a parabola rises evenly
    [FACTOR]: ["sub", { number: "1" }, ["mul", "eta", CURVATURE]],
  };
}

// The degree of a formula as a polynomial in a parameter; NaN where this does not tell.
function degreeOf(expr, expressions, parameter) {
  if (expr === parameter) return 1;
  if (typeof expr === "string") return degreeOf(expressions[expr], expressions, parameter);
  if (!Array.isArray(expr)) return 0;
  const [operation, ...operands] = expr;
  const [first, second] = operands.map((operand) => degreeOf(operand, expressions, parameter));
  if (operation === "add" || operation === "sub") return Math.max(first, second);
  if (operation === "mul") return first + second;
  return operation === "power" ? first * Number(operands[1].number) : NaN;
}

// A formula with a number in the place of a parameter.
function placed(expr, expressions, parameter, number) {
  if (expr === parameter) return number;
  const again = (operand) => placed(operand, expressions, parameter, number);
  if (typeof expr === "string") return again(expressions[expr]);
  return Array.isArray(expr) ? [expr[0], ...expr.slice(1).map(again)] : expr;
}

// The walk upon its curve; `places` are the parameter and the loss at each step.
export function walkFrame({ expressions, objective, parameter, quantities }, places, bottom) {
  const height = (at) => floats(expressions, { [parameter]: at })(objective);
  const x = window(
    places.map(([at]) => at),
    bottom,
  );
  const points = spread(x, POINTS).map((at) => [at, height(at)]);
  const side = places[0][0] > (x.low + x.high) / 2 ? "end" : "start";
  return {
    x: { ...x, name: [{ tex: quantities[parameter].symbol }] },
    y: { ...heights(x, places, height), name: [{ tex: quantities[objective].symbol }] },
    curves: [
      { points, color: "error", width: 2.2 },
      { points: places, color: "gradient", width: 1.2, hasArrows: true },
    ],
    points: [
      ...places.slice(1, -1).map((at) => ({ at, color: "gradient", shape: "small" })),
      { at: places[0], color: "weight", label: ["start"], side },
      { at: places.at(-1), color: "weight", shape: "diamond" },
    ],
  };
}

// What is shown of the parameter: the walk and the bottom, as far as that can be seen.
function window(places, bottom) {
  const far = Math.max(Math.abs(places[0] - bottom), 0.5) * FARTHEST;
  const seen = [bottom, ...places].map((at) => Math.max(bottom - far, Math.min(bottom + far, at)));
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const room = Math.max(high - low, 0.5) * MARGIN;
  return { low: low - room, high: high + room };
}

function heights({ low, high }, places, height) {
  const seen = places.filter(([at]) => at >= low && at <= high).map(([, loss]) => loss);
  const inner = spread({ low, high }, POINTS)
    .slice(POINTS >> 2, -(POINTS >> 2))
    .map(height);
  const [least, most] = [Math.min(...seen, ...inner), Math.max(...seen, ...inner)];
  return { low: least - BELOW * (most - least), high: most + ABOVE * (most - least) };
}

// The factor 1 − curvature · η over the rate, a line through the zones; `zone` is the one that holds the rate.
export function factorFrame({ rate, curvature, written, zone }) {
  const factor = (eta) => 1 - curvature * eta;
  const [lands, jumps] = [1 / curvature, 2 / curvature];
  const high = Math.max(SEEN * jumps, rate * ROOM);
  const low = factor(high) - 0.1;
  const borders = [
    ["creeps", 0, lands / 10],
    ["arrives", lands / 10, lands],
    ["zigzags", lands, jumps],
    ["diverges", jumps, high],
  ];
  return {
    x: { low: 0, high, name: ["learning rate ", { tex: "\\eta" }] },
    y: { low, high: 1 + NAMES * (1 - low), name: [`factor 1 − ${written}`, { tex: "\\eta" }] },
    zones: borders.map(([name, from, to]) => ({ name: [name], low: from, high: to, isCurrent: name === zone })),
    curves: [{ points: [0, high].map((eta) => [eta, factor(eta)]), color: "ink", width: 1.6 }],
    points: [lands, jumps].map((eta) => ({ at: [eta, factor(eta)], color: "ink", shape: "ring" })),
    handle: { at: [rate, factor(rate)] },
  };
}
