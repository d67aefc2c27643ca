// The decision boundary beside the losses, and the outputs of all samples with their digits proved.
import { element } from "../../element.mjs";
import { ends } from "../../digits.mjs";
import { planeFrame } from "./boundary.mjs";
import { createChart } from "../charts/chart.mjs";
import { minus } from "../readable.mjs";

const HEADINGS = ["Inputs", "Target", "Output"];

export class BoundaryView {
  constructor(samples) {
    this.samples = samples;
    this.names = samples.map(({ output }) => output);
    this.chart = createChart({ name: "The plane of the inputs", height: 270 });
    this.note = element("p", { class: "training-note" });
    this.rows = element("tbody");
    const heads = HEADINGS.map((words) => element("th", { scope: "col" }, words));
    const table = element(
      "table",
      { class: "training-table" },
      element("thead", {}, element("tr", {}, ...heads)),
      this.rows,
    );
    this.box = element("div", {}, this.chart.element, this.note, table);
  }

  draw(runs, { step }) {
    const frames = runs.map(({ run, trace }) => planeFrame(run, { samples: this.samples, fixed: trace.at(step) }));
    const curves = frames.flatMap(({ curves: [curve] }, place) => [{ ...curve, ...runs[place].look }]);
    this.chart.draw({
      ...frames[0],
      curves,
      description: "Samples, and the line on which the output is one half; the table has the outputs.",
    });
    const output = runs.length > 1 ? "run 1’s output" : "the output";
    this.note.textContent = `In the shaded region, ${output} is above one half. A filled dot should get a 1, a ring a 0.`;
  }

  prove([pass]) {
    this.rows.replaceChildren(...(pass ? this.samples.map((sample) => this.#row(sample, pass)) : []));
  }

  #row({ inputs, target, output }, pass) {
    const text = (name) => minus(pass.digits(name).text);
    const cells = [
      inputs.map(text).join(" "),
      text(target),
      element("span", {}, text(output), ...judgement(pass, output, target)),
    ];
    return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
  }
}

// Whether the output is on the side of one half on which its target is, where that is certain.
function judgement(pass, output, target) {
  const [side, wanted] = [output, target].map((name) => sideOf(pass.value(name)));
  if (!side) return [];
  return [" ", side === wanted ? mark("✓", "right") : mark("✗", "wrong")];
}

const mark = (letter, words) => element("span", { role: "img", "aria-label": words }, letter);

function sideOf(value) {
  const sides = ends(value).map(([top, bottom]) => (2n * top > bottom ? "above" : "below"));
  return sides[0] === sides[1] ? sides[0] : "";
}
