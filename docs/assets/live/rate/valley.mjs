// A walk in one parameter: the picture of its curve, and that of the factor that decides.
import { floats } from "../charts/floats.mjs";
import { spread } from "../charts/scale.mjs";

const POINTS = 161;
const [MARGIN, ABOVE, BELOW] = [0.15, 0.15, 0.08]; // free room, as shares of what is shown
const FARTHEST = 8; // first distances from the bottom that the picture shows at the most
const [SEEN, ROOM] = [1.25, 1.1]; // the rates beside the factor: up to here, or so far beyond the chosen one

const whole = (number) => ({ number: String(number) });

// Where the curve is a parabola: its bottom, and the factor by which a step multiplies the distance from there.
export const PARABOLAS = {
  parabola: { bottom: 3, factor: ["sub", whole(1), ["mul", whole(2), "eta"]], written: (rate) => `1 − 2 · ${rate}` },
};
export const FACTOR = "factor of a step";

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
function window(places, bottom = places[0]) {
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

// The factor 1 − 2η over the rate, a line through the zones; `zone` is the one that holds the rate.
export function factorFrame(rate, zone) {
  const high = Math.max(SEEN, rate * ROOM);
  const factor = (eta) => 1 - 2 * eta;
  const borders = [
    ["creeps", 0, 0.05],
    ["arrives", 0.05, 0.5],
    ["zigzags", 0.5, 1],
    ["diverges", 1, high],
  ];
  return {
    x: { low: 0, high, name: ["learning rate ", { tex: "\\eta" }] },
    y: { low: factor(high) - 0.1, high: 1, name: ["factor 1 − 2", { tex: "\\eta" }] },
    zones: borders.map(([name, low, end]) => ({ name: [name], low, high: end, isCurrent: name === zone })),
    curves: [{ points: [0, high].map((eta) => [eta, factor(eta)]), color: "ink", width: 1.6 }],
    points: [0.5, 1].map((eta) => ({ at: [eta, factor(eta)], color: "ink", shape: "ring" })),
  };
}
