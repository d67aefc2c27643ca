// The pictures of a training: the losses, and beside them parameters, a map or a boundary; below, a table of numbers.
import { element } from "../../element.mjs";
import { createChart } from "../charts/chart.mjs";
import { courseFrame, lossFrame } from "./courses.mjs";
import { NumbersTable } from "./numbers-table.mjs";
import { samplesOf } from "./samples.mjs";

const PARAMETERS = ["weight", "bias"];
let count = 0;

// The parameters that a run trains.
export const parametersOf = ({ quantities }, { updates }) =>
  Object.keys(updates).filter((name) => PARAMETERS.includes(quantities[name].role));

// A view has a `box`, the `names` that it shows digits of, `draw(runs, at)` and `prove(passes)`.
class CoursesView {
  names = [];

  constructor(graph) {
    this.graph = graph;
    this.chart = createChart({ name: "Parameters after each update" });
    this.note = element("p", { class: "training-note" });
    this.box = element("div", {}, this.chart.element, this.note);
  }

  draw([{ run, trace }, ...others], at) {
    const names = parametersOf(this.graph, run);
    const courses = names.map((name) => ({ values: trace.of(name), symbol: this.graph.quantities[name].symbol }));
    this.chart.draw({ ...courseFrame(courses, at), description: `The courses of ${names.length} parameters.` });
    this.note.textContent = others.length ? "The parameters of run 1." : "";
  }

  prove() {}
}

// `on` has `keep(own)`, which puts what the reader chooses into the state, and `redraw()`.
export class TrainingViews {
  constructor(graph, run, pair, on) {
    this.graph = graph;
    this.loss = createChart({ name: "Loss after each update" });
    this.isLog = element("input", {
      type: "checkbox",
      onchange: () => on.keep({ log: this.isLog.checked ? "yes" : "no" }),
    });
    this.others = viewsOf(graph, run, pair, on);
    this.table = new NumbersTable(graph, () => on.redraw());
    const check = element("label", { class: "training-check" }, this.isLog, " Logarithmic loss");
    this.charts = element("div", { class: "training-charts" }, element("div", {}, this.loss.element, check));
    this.box = element("div", {}, this.#choice(on), this.charts, this.table.box);
  }

  // Which picture stands beside the losses.
  #choice({ keep }) {
    const name = `training-view-${++count}`;
    this.radios = this.others.map(({ word }) =>
      element("input", { type: "radio", name, value: word, onchange: () => keep({ view: word }) }),
    );
    const labels = this.radios.map((radio, place) => element("label", {}, radio, ` ${this.others[place].label}`));
    return element("fieldset", { class: "live-bar training-choice" }, element("legend", {}, "Also show"), ...labels);
  }

  // The quantities whose digits are shown.
  get names() {
    return [...(this.view?.names ?? []), ...this.table.names];
  }

  // `at` has the update `step` that is shown, `until` which curves go and `last`, the end of the axis; `own` reads
  // what the state holds of this part.
  async draw(runs, at) {
    this.isLog.checked = at.own("log") !== "no";
    this.view = await this.#chosen(at.own("view"));
    if (this.charts.children[1] !== this.view.box) this.charts.replaceChildren(this.charts.firstChild, this.view.box);
    this.loss.draw(this.#lossFrame(runs, at));
    this.view.draw(runs, at);
  }

  #chosen(word) {
    const chosen = this.others.find((other) => other.word === word) ?? this.others[0];
    this.radios.forEach((radio) => (radio.checked = radio.value === chosen.word));
    return (chosen.loading ??= chosen.view());
  }

  #lossFrame(runs, at) {
    const { loss, quantities } = this.graph;
    const lists = runs.map(({ trace, look }, place) => ({
      values: trace.of(loss),
      look,
      label: runs.length > 1 ? [String(place + 1)] : undefined,
    }));
    const isLog = this.isLog.checked && lists.every(({ values }) => values[0] > 0);
    const description = `${runs.length === 1 ? "One curve" : `${runs.length} curves`} up to update ${at.until}.`;
    return { ...lossFrame(lists, { ...at, isLog, symbol: quantities[loss].symbol }), description };
  }

  prove(passes, step) {
    this.view.prove(passes, step);
    this.table.prove(passes, step);
  }
}

// What may stand beside the losses, by its word in the state; first what shows most. Each is loaded when it is chosen.
function viewsOf(graph, run, pair, on) {
  const [names, samples] = [parametersOf(graph, run), samplesOf(graph, run)];
  const boundary = {
    word: "boundary",
    label: "Decision boundary",
    view: async () => new (await import("./boundary-view.mjs")).BoundaryView(samples),
  };
  const map = {
    word: "map",
    label: "Map of the loss",
    view: async () => new (await import("./map-view.mjs")).MapView(graph, names, pair, on),
  };
  const paths = { word: "paths", label: "Parameters", view: async () => new CoursesView(graph) };
  const own = { 1: [paths], 2: [map, paths] }[names.length] ?? [paths, map];
  return samples ? [boundary, ...own] : own;
}
