// The loss over two parameters as a map, all others held, with the ways of runs upon it: floats, for they are pixels.
import { areaAbove, broken, gridOf, linesAt } from "./contour.mjs";
import { functionOf } from "./float-run.mjs";
import { roundNumber } from "../charts/scale.mjs";

const POINTS = 41;
const [LEVELS, FEWEST] = [8, 5];
const [MARGIN, LEAST] = [0.3, 0.5]; // around the ways, as a share of their size; and half the width at the least
const CLIMB = 1.5; // times its first loss beyond which a way does not widen the map
const SEEN = 1 / 600; // of the width: points nearer to one another are one
const [FRAME, SMALLEST] = [0.1, 0.4]; // shares of the width that stay free of labels, and too small to bear one

// The square that holds the ways of runs over a pair of parameters up to an update, but for what runs away.
export function windowOf(traces, pair, loss, last) {
  const spans = pair.map((name) => spanOf(traces.flatMap((trace) => nearby(trace, name, loss, last))));
  const half = Math.max(LEAST, ...spans.map(([low, high]) => (high - low) * (0.5 + MARGIN)));
  return spans.map(([low, high]) => [(low + high) / 2 - half, (low + high) / 2 + half]);
}

function nearby(trace, name, loss, last) {
  const losses = trace.of(loss);
  const most = Math.max(losses[0], CLIMB * losses[0]);
  return spanOf(
    trace
      .of(name)
      .slice(0, last + 1)
      .filter((_, step) => losses[step] <= most),
  );
}

// The way of a run up to an update, without points that are too near to see.
export function thinned(trace, pair, until, width) {
  const [xs, ys] = pair.map((name) => trace.of(name));
  const points = [[xs[0], ys[0]]];
  for (let step = 1; step <= until; step++) {
    const [x, y] = points.at(-1);
    if (step === until || Math.hypot(xs[step] - x, ys[step] - y) > width * SEEN) points.push([xs[step], ys[step]]);
  }
  return points;
}

const spanOf = (numbers) =>
  numbers.reduce(([low, high], each) => [Math.min(low, each), Math.max(high, each)], [Infinity, -Infinity]);

// The grid of the loss over a window; `fixed` holds the other parameters, [name, value].
export function lossGrid(run, { loss, pair, fixed }, [x, y]) {
  return gridOf(functionOf(run, loss, pair, fixed), x, y, POINTS);
}

// Losses that divide the map into areas of one size, in as few digits as tell them apart: {at, words}.
export function levelsOf({ rows }) {
  const sorted = rows
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const shares = Array.from(
    { length: LEVELS },
    (_, place) => sorted[Math.floor(((place + 1) * sorted.length) / (LEVELS + 1))],
  );
  for (let places = 0; places < 6; places++) {
    const texts = [...new Set(shares.map((share) => share.toExponential(places)))];
    const levels = texts.map(levelOf).filter(({ at }) => at > sorted[0] && at < sorted.at(-1));
    if (levels.length >= FEWEST) return levels;
  }
  return [];
}

function levelOf(text) {
  const [digits, exponent] = text.split("e").map((part) => part.replace("+", ""));
  const [units, part = ""] = digits.split(".");
  const whole = Number(units + part);
  return { at: Number(text), words: [{ tex: roundNumber(whole, Number(exponent) - part.length) }] };
}

// What a chart shows of a map: tints that darken uphill, lines, and a label on each line that has room for one, away
// from `ways`, points.
export function mapParts(grid, levels, ways) {
  const labels = [];
  return {
    areas: levels.map(({ at }) => ({ points: broken(areaAbove(grid, at)), color: "error" })),
    lines: levels.map(({ at, words }) => {
      const lines = linesAt(grid, at);
      const place = labelPlace(grid, lines.flat(), [...ways, ...labels.map((label) => label.at)]);
      if (place) labels.push({ at: place, words });
      return { points: broken(lines), color: "muted", width: 0.8 };
    }),
    labels,
  };
}

// Where on a line its label stands: far from the others and from the edge.
function labelPlace({ xs, ys }, points, taken) {
  const [width, height] = [xs.at(-1) - xs[0], ys.at(-1) - ys[0]];
  const isInside = ([x, y]) =>
    Math.min(x - xs[0], xs.at(-1) - x) > FRAME * width && Math.min(y - ys[0], ys.at(-1) - y) > FRAME * height;
  const inner = points.filter(isInside);
  const [low, high] = spanOf(inner.map(([x]) => x));
  if (inner.length === 0 || (high - low < (SMALLEST * width) / 2 && inner.length < POINTS / 4)) return null;
  const distance = ([x, y]) => Math.min(Infinity, ...taken.map(([a, b]) => Math.hypot(x - a, y - b)));
  return inner.reduce((best, point) => (distance(point) > distance(best) ? point : best));
}
