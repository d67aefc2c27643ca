// The loss over two parameters as a map, the reader's choice of them, and the ways of the runs upon it.
import { element } from "../../element.mjs";
import { createChart } from "../charts/chart.mjs";
import { levelsOf, lossGrid, mapParts, thinned, windowOf } from "./landscape.mjs";
import { minus, raised, readable, updatesOf } from "../readable.mjs";
import { lineOf, symbolOf } from "../symbol.mjs";

const [MOST_ARROWS, WAYPOINTS] = [60, 20];

let count = 0;

export class MapView {
  #windows = { key: "" };
  #maps = { key: "" };

  // `names` are the parameters; `pair` the two that are on the map at first.
  constructor(graph, names, pair, { keep }) {
    this.graph = graph;
    this.all = names;
    this.usual = pair ?? names.slice(0, 2);
    this.chart = createChart({ name: "Map of the loss", height: 270 });
    this.note = element("p", { class: "training-note" });
    this.place = element("p", { class: "live-line training-place" });
    this.selects = ["Horizontal axis", "Vertical axis"].map((words, axis) => this.#select(words, axis, keep));
    const choice = element(
      "div",
      { class: "live-bar", hidden: names.length < 3 },
      ...this.selects.map(({ box }) => box),
    );
    this.box = element("div", {}, this.chart.element, this.place, this.note, choice);
  }

  get names() {
    return [...this.pair, this.graph.loss];
  }

  #select(words, axis, keep) {
    const options = this.all.map((name) =>
      element("option", { value: name }, lineOf(this.graph.quantities[name].symbol)),
    );
    const onchange = () => keep({ pair: this.#paired(axis, select.value).join() });
    const id = `training-axis-${++count}`;
    const select = element("select", { id, onchange }, ...options);
    return { select, box: element("div", {}, element("label", { for: id }, words), " ", select) };
  }

  // With another parameter on one axis; that of the other axis changes places with it where it is the same.
  #paired(axis, name) {
    const pair = this.pair.with(axis, name);
    return pair[0] === pair[1] ? pair.with(1 - axis, this.pair[axis]) : pair;
  }

  draw(runs, { step, last, until, own }) {
    const asked = (own("pair") ?? "").split(",");
    this.pair =
      asked.length === 2 && asked.every((name) => this.all.includes(name)) && asked[0] !== asked[1]
        ? asked
        : this.usual;
    this.selects.forEach(({ select }, axis) => (select.value = this.pair[axis]));
    const [[x, y], parts] = this.#map(runs, step, last);
    const names = this.pair.map((name) => [{ tex: this.graph.quantities[name].symbol }]);
    const ways = runs.map(({ trace, look }) => ({
      look,
      at: trace.wayOf(this.pair, step),
      points: thinned(trace, this.pair, until, x[1] - x[0]),
    }));
    this.chart.draw({
      x: { low: x[0], high: x[1], name: names[0] },
      y: { low: y[0], high: y[1], name: names[1] },
      areas: parts.areas,
      curves: [
        ...parts.lines,
        ...ways.map(({ points, look }) => ({ points, ...inks(look), hasArrows: points.length <= MOST_ARROWS })),
      ],
      points: [...parts.labels.map(({ at, words }) => ({ at, label: words, shape: "none" })), ...ways.flatMap(dots)],
      description: `The loss over ${this.pair.map((name) => this.graph.quantities[name].words).join(" and ")}, with the ways of ${runs.length} run${runs.length > 1 ? "s" : ""}.`,
    });
    this.note.textContent = this.#noteAt(step, runs.length);
  }

  #noteAt(step, count) {
    const whose = count > 1 ? "The lines belong to run 1 only: all" : "All";
    const others =
      this.all.length > 2 ? ` ${whose} other parameters are as they are there after ${updatesOf(step)}.` : "";
    return `Along each line the loss has the value written on it.${count > 1 ? others : others.replace(" there", "")}`;
  }

  // The window and what is drawn in it, kept as long as they are the same.
  #map(runs, step, last) {
    const [{ run, trace }] = runs;
    const key = [last, this.pair, ...runs.map(({ trace: each }) => each.id)].join();
    if (this.#windows.key !== key)
      this.#windows = {
        key,
        window: windowOf(
          runs.map((each) => each.trace),
          this.pair,
          this.graph.loss,
          last,
        ),
      };
    const fixed = trace.at(step).filter(([name]) => !this.pair.includes(name));
    const mapKey = `${key} ${fixed.length ? step : ""}`;
    if (this.#maps.key !== mapKey) {
      const grid = lossGrid(run, { loss: this.graph.loss, pair: this.pair, fixed }, this.#windows.window);
      this.#maps = { key: mapKey, parts: mapParts(grid, levelsOf(grid), this.#waypoints(runs, last)) };
    }
    return [this.#windows.window, this.#maps.parts];
  }

  // Points of all ways, some twenty of each.
  #waypoints(runs, last) {
    const [[low, high]] = this.#windows.window;
    const ways = runs.map(({ trace }) => thinned(trace, this.pair, last, high - low));
    return ways.flatMap((way) => way.filter((_, place) => place % Math.ceil(way.length / WAYPOINTS) === 0));
  }

  // The place of the first run, in digits that are proved.
  prove([pass]) {
    const parts = pass ? this.names.flatMap((name) => [...this.#equation(pass, name), ", "]).slice(0, -1) : [];
    this.place.replaceChildren(...parts);
  }

  #equation(pass, name) {
    const { text, relation } = readable(pass, name);
    return [
      element(
        "span",
        { class: "training-equation" },
        ...symbolOf(this.graph.quantities[name].symbol),
        ` ${relation} `,
        ...raised(minus(text)),
      ),
    ];
  }
}

// A single way has the colour that descent has in the figures.
const inks = ({ color, dash }) => ({ color: color === "error" ? "gradient" : color, dash });

const dots = ({ points, at, look }) => [
  { at: points[0], shape: "ring", color: inks(look).color },
  { at, color: inks(look).color },
];
