// The decision boundary beside the losses, and the outputs of all samples with their digits proved.
import { element } from "../element.mjs";
import { approximate } from "../digits.mjs";
import { planeFrame, samplesOf } from "./boundary.mjs";
import { createChart } from "./chart.mjs";

const HEADINGS = ["Inputs", "Target", "Output"];

export class BoundaryView {
  word = "boundary";
  label = "Decision boundary";

  static samplesOf({ quantities }, { expressions }) {
    return samplesOf({ expressions, quantities });
  }

  constructor(samples) {
    this.samples = samples;
    this.names = samples.map(({ output }) => output);
    this.chart = createChart({ name: "The plane of the inputs", height: 270 });
    this.note = element("p", { class: "training-note" });
    this.rows = element("tbody");
    const heads = HEADINGS.map((words) => element("th", { scope: "col" }, words));
    const table = element("table", { class: "training-table" }, element("thead", {}, element("tr", {}, ...heads)), this.rows);
    this.box = element("div", {}, this.chart.element, this.note, table);
  }

  draw(runs, { step }) {
    const frames = runs.map(({ run, trace }) => planeFrame(run, { samples: this.samples, fixed: trace.at(step) }));
    const curves = frames.flatMap(({ curves: [curve] }, place) => [{ ...curve, ...runs[place].look }]);
    this.chart.draw({ ...frames[0], curves, description: "Samples, and the line on which the output is one half; the table has the outputs." });
    const whose = runs.length > 1 ? "the network of the first run" : "the network";
    this.note.textContent = `In the tint ${whose} answers more than one half. A full dot should get a one, a ring a zero.`;
  }

  prove([pass]) {
    this.rows.replaceChildren(...(pass ? this.samples.map((sample) => this.#row(sample, pass)) : []));
  }

  #row({ inputs, target, output }, pass) {
    const text = (name) => pass.digits(name).text.replace("-", "−");
    const isRight = pass.approximate(output) > 0.5 === pass.approximate(target) > 0.5;
    const cells = [inputs.map(text).join(" "), text(target), element("span", {}, text(output), isRight ? " ✓" : " ✗")];
    return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
  }
}
