// What charts show of runs step by step: losses, or parameters, against the updates.
import { EVEN, outlineSteps } from "./sampling.mjs";
import { ticks } from "../charts/scale.mjs";

const COLORS = 6;
const LEAST = 1e-15; // of the greatest loss: below it a logarithmic axis ends
const [CLIMB, LOG_CLIMB] = [2, 10]; // times the first loss, beyond which a curve leaves the picture

// The axis of updates from 0 to `last`; `across` is the place of a step on it.
function stepsAxis(last) {
  const name = ["updates"];
  if (last <= EVEN) {
    const whole = ticks(0, last).filter(({ at }) => Number.isInteger(at));
    return { axis: { low: 0, high: last, name, ticks: whole }, across: (step) => step };
  }
  const powers = [0, 1, 10, 100, 1000, 10_000, 100_000].filter((step) => step <= last);
  const places = powers.map((step) => ({ at: step + 1, words: [step.toLocaleString("en")] }));
  return { axis: { low: 1, high: last + 1, isLog: true, name, ticks: places }, across: (step) => step + 1 };
}

// Losses of runs, each {values, look, label}, up to the update `until` of `last`, with a dot at `step`.
export function lossFrame(runs, { last, until, step, isLog, symbol }) {
  const { axis, across } = stepsAxis(last);
  const bounds = (isLog ? logBounds : evenBounds)(runs.map(({ values }) => values));
  return {
    x: axis,
    y: { ...bounds, isLog, name: [{ tex: symbol }] },
    curves: runs.map(({ values, look, label }) => ({
      points: outlineOf(values, last, until, across).filter(([, loss]) => !isLog || loss > 0),
      ...look,
      label,
    })),
    points: runs.map(({ values, look }) => ({ at: [across(step), values[step]], color: look.color })),
  };
}

// Quantities of one run, each {values, symbol}, in the same way.
export function courseFrame(courses, { last, until, step }) {
  const { axis, across } = stepsAxis(last);
  const looks = courses.map((_, place) => ({ color: `run-${(place % COLORS) + 1}`, dash: place % COLORS }));
  return {
    x: axis,
    y: { ...widened(spanOf(courses.map(({ values }) => values))), name: ["parameters"] },
    curves: courses.map(({ values, symbol }, place) => ({
      points: outlineOf(values, last, until, across),
      ...looks[place],
      label: [{ tex: symbol }],
    })),
    points: courses.map(({ values }, place) => ({
      at: [across(step), values[step]],
      color: looks[place].color,
      shape: "small",
    })),
  };
}

// The points of a curve, as far as its values can be drawn.
function outlineOf(values, last, until, across) {
  const steps = outlineSteps(values, last, until).filter((step) => Number.isFinite(values[step]));
  return steps.map((step) => [across(step), values[step]]);
}

// The least and the greatest finite number of lists, those not counted that `isLeftOut`.
function spanOf(lists, isLeftOut = () => false) {
  let [low, high] = [Infinity, -Infinity];
  for (const values of lists) {
    for (const value of values) {
      if (!Number.isFinite(value) || isLeftOut(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

function widened([low, high]) {
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  return { low: low - margin, high: high + margin };
}

function evenBounds(lists) {
  const top = CLIMB * Math.max(...lists.map(([first]) => first));
  const [low, high] = spanOf(lists);
  return { low: Math.min(0, low), high: Math.min(high * 1.06, top > 0 ? top : Infinity) || 1 };
}

function logBounds(lists) {
  const top = LOG_CLIMB * Math.max(...lists.map(([first]) => first));
  const [low, high] = spanOf(lists, (value) => value <= 0);
  const most = Math.min(high, top > 0 ? top : Infinity);
  return { low: Math.max(low, most * LEAST) / 1.3, high: most * 1.3 };
}
