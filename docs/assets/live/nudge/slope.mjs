// The picture of a nudge: the loss along one given number, and its tangent. Floats, for pixels alone.
import { floats } from "../charts/floats.mjs";
import { spread } from "../charts/scale.mjs";

const HALVES = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]; // half the width of the picture: the first that shows a bend
const BENT = 0.45; // how far a curve that is bent leaves its tangent, as a share of its height
const WIDER = 1.15; // than the nudge
const [BELOW, ABOVE] = [0.12, 0.1]; // free room, as shares of the height of the curve
const POINTS = 121;

// What a picture of the loss along `lower` starts from: {x, y, slope} of the point, and `lossAt`.
export function pointOn(expressions, pass, { upper, lower, slope }) {
  const given = Object.keys(expressions).filter((name) => expressions[name]?.number !== undefined);
  const now = Object.fromEntries(given.map((name) => [name, pass.approximate(name)]));
  const lossAt = (x) => floats(expressions, { ...now, [lower]: x })(upper);
  return { x: now[lower], y: lossAt(now[lower]), slope: pass.approximate(slope), lossAt };
}

// The window and the curve in it; a nudge beyond the window widens it.
export function curveAround(point, nudge) {
  const least = Math.abs(nudge) * WIDER;
  const halves = HALVES.filter((half) => half >= least);
  const curves = (halves.length ? halves : [least]).map((half) => curveIn(point, half));
  return curves.find(({ bend }) => bend >= BENT) ?? curves.toSorted((one, other) => other.bend - one.bend)[0];
}

function curveIn({ x, y, slope, lossAt }, half) {
  const across = { low: x - half, high: x + half };
  const points = spread(across, POINTS).map((at) => [at, lossAt(at)]);
  const heights = points.map(([, height]) => height);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const height = high - low || Math.abs(y) || 1;
  const bend = Math.max(...points.map(([at, own]) => Math.abs(own - y - slope * (at - x)))) / height;
  return { x: across, y: { low: low - BELOW * height, high: high + ABOVE * height }, points, bend };
}

// The straight line through a point over a window.
export const line = ({ x, y }, slope, { low, high }) => [low, high].map((at) => [at, y + slope * (at - x)]);
