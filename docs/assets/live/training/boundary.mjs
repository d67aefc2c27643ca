// A network of samples with two inputs and one output: where over the plane of the inputs it answers one half.
import { approximate } from "../../digits.mjs";
import { areaAbove, broken, gridOf, linesAt } from "./contour.mjs";
import { functionOf } from "./float-run.mjs";

const [LOW, HIGH, POINTS, HALF] = [-0.4, 1.4, 61, 0.5];

// What a chart shows of the plane, when the parameters are `fixed` at [name, value].
export function planeFrame(run, { samples, fixed }) {
  const [{ inputs, output }] = samples;
  const grid = gridOf(functionOf(run, output, inputs, fixed), [LOW, HIGH], [LOW, HIGH], POINTS);
  const valueOf = (name) => approximate(run.given[run.slotOf(name)]);
  return {
    x: { low: LOW, high: HIGH, name: [{ tex: "i_1" }], ticks: ends },
    y: { low: LOW, high: HIGH, name: [{ tex: "i_2" }], ticks: ends },
    areas: [{ points: broken(areaAbove(grid, HALF)), color: "error", strength: 0.14 }],
    curves: [{ points: broken(linesAt(grid, HALF)), color: "error" }],
    points: samples.map(({ inputs: names, target }) => ({
      at: names.map(valueOf),
      color: "ink",
      shape: valueOf(target) > HALF ? "dot" : "ring",
    })),
  };
}

// The inputs of the samples.
const ends = [0, 1].map((at) => ({ at, words: [{ tex: String(at) }] }));
