// The learning rate: a walk on a curve of one parameter with the factor that decides, else the loss over the steps.
import { element } from "../../element.mjs";
import { Run } from "../../graph.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { createChart } from "../charts/chart.mjs";
import { exchange } from "../charts/exchange.mjs";
import { courseOf, drawnCourse, floatsOf } from "./course.mjs";
import { decimalOf } from "../decimal.mjs";
import { numberField } from "../field.mjs";
import { lossFrame } from "./losses.mjs";
import { reportOf, stepsTable } from "./rate-report.mjs";
import { decimal, fineRungs, rungBeyond } from "../rungs.mjs";
import { storeOf } from "../store.mjs";
import { FACTOR, PARABOLAS, factorFrame, walkFrame } from "./valley.mjs";

const RUNGS = fineRungs(-3, 1);
const STEPS = "rate.steps"; // its name in the address
const MOST = 100; // steps
const HIGHEST = 1000; // rate that has a picture
const [FEW, SOME] = [10, 30]; // steps to begin with, on a curve and in a network

export async function start(box, { words, example, still }) {
  const rate = new Rate(box, still, storeOf(example), words);
  rate.store.watch(() => rate.show());
}

function readRate(text) {
  const rate = decimalOf(text);
  if (Number(rate) > 0 && Number(rate) <= HIGHEST) return rate;
  throw new Mistake(`Found ${rate}, expected a rate above 0 and up to ${HIGHEST}.`);
}

function readSteps(text) {
  const count = decimalOf(text);
  if (/^\d+$/.test(count) && count > 0 && count <= MOST) return count;
  throw new Mistake(`Found ${count}, expected a whole number of steps from 1 to ${MOST}.`);
}

class Rate {
  #isOpen = false;
  #drawn = new Map(); // the courses of the other runs, by options and steps

  // `words` are the example, its usual rate, and options whose values are drawn besides: `rate=0.05,0.6`.
  constructor(box, still, store, [example, usual, ...compared]) {
    Object.assign(this, { still, store, usual, parabola: PARABOLAS[example] });
    this.usualSteps = String(this.parabola ? FEW : SOME);
    this.compared = compared.map((pair) => pair.split("=")).map(([option, values]) => [option, values.split(",")]);
    this.#isOpen = store.isAsked;
    this.field = this.#rateField();
    this.steps = this.#stepsField();
    this.button = element("button", { type: "button", onclick: () => this.open(!this.#isOpen) }, "");
    this.problem = element("p", { class: "live-problem" });
    this.losses = createChart({ name: "The loss over the steps" });
    this.live = element("div", { class: "rate-losses", hidden: true }, this.losses.element);
    this.view = this.#view();
    const fields = [this.field.box, this.steps.box];
    this.bar = element("div", { class: "live-bar" }, ...fields, this.button, this.problem);
    box.append(this.live, this.bar, this.view);
    for (const type of ["pointerenter", "focusin"]) box.addEventListener(type, () => store.ready(), { once: true });
  }

  #rateField() {
    const onnumber = (...given) => this.choose(...given);
    return numberField({ label: "Learning rate", value: this.usual, rungs: RUNGS, read: readRate, onnumber });
  }

  #stepsField() {
    const onnumber = (...given) => this.walk(...given);
    const range = { min: 1, max: MOST, step: 1 };
    return numberField({ label: `Steps, 1 to ${MOST}`, value: this.usualSteps, range, read: readSteps, onnumber });
  }

  #view() {
    this.picture = this.parabola && createChart({ name: "The walk" });
    const step = (count) => this.choose(rungBeyond(RUNGS, this.rate, count));
    const handle = { name: "Learning rate", step, move: (...place) => this.#drag(...place) };
    this.zones = this.parabola && createChart({ name: "The factor of a step", height: 110, handle });
    this.report = element("p", {});
    this.rows = element("div", { class: "rate-rows", role: "region", "aria-label": "Step by step", tabindex: 0 });
    const summary = element("summary", {}, "Step by step");
    this.details = element("details", { ontoggle: () => this.#list() }, summary, this.rows);
    const charts = [this.picture, this.zones].filter(Boolean).map((chart) => element("div", {}, chart.element));
    return element("div", { class: "rate-view", hidden: true }, this.report, ...charts, this.details);
  }

  // Take a rate; one that leads out of what can be computed is refused before anything changes.
  async choose(text, waiting) {
    await this.store.ready();
    const patch = this.store.patchFor("eta", text);
    this.#course(patch);
    this.#change(patch, waiting);
  }

  async walk(text, waiting) {
    await this.store.ready();
    const { [STEPS]: _, ...more } = this.store.state.more;
    const patch = { more: text === this.usualSteps ? more : { ...more, [STEPS]: text } };
    this.#course(patch);
    this.#change(patch, waiting);
  }

  #change(patch, waiting) {
    this.#isOpen = this.isAct = true;
    this.store.change(patch, waiting);
    if (this.view.hidden) this.show(); // where the state is the usual one, no change has called it
  }

  open(isOpen) {
    this.#isOpen = isOpen;
    this.isAct = true;
    this.show();
  }

  async show() {
    this.button.textContent = this.#isOpen ? "Show the printed picture" : "Show this rate";
    if (!this.#isOpen) return this.#exchange();
    try {
      await this.store.ready();
      this.#draw();
      this.problem.textContent = "";
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.problem.textContent = error.message;
    }
  }

  // The reader's own curve among the others takes the place of the printed picture, or gives it back.
  #exchange() {
    exchange(this, this.#isOpen, this.isAct);
    this.view.hidden = !this.#isOpen;
  }

  #drag([x], isPassing) {
    this.choose(decimalOf(decimal(Math.max(1, Math.round(x * 100)), -2)), { passing: isPassing });
  }

  get rate() {
    return this.store.numberOf("eta");
  }

  // The numbers of a state that differs from the present one by a patch.
  #course({ options = this.store.state.options, more = this.store.state.more } = {}) {
    const { graph } = this.store;
    const count = Number(readSteps(more[STEPS] ?? this.usualSteps));
    const { given } = this.store.state;
    const edits = this.parabola ? { [FACTOR]: this.parabola.factor } : {};
    const run = new Run(graph, { options: Object.entries(options), given, edits });
    const trained = Object.keys(run.updates).filter((name) => graph.quantities[name].role !== "change");
    const names = this.parabola ? [graph.loss, ...trained] : [graph.loss];
    return { run, count, names, steps: courseOf(run, names, count) };
  }

  #draw() {
    const course = this.#course();
    const { rate, compared, parabola } = this;
    const isFree = !("alpha" in course.run.expressions) && parabola;
    const factor = isFree ? course.run.passNow(0) : null;
    const facts = reportOf(course, { rate, compared, factor, parabola, graph: this.store.graph });
    this.losses.draw({ ...this.#lossFrame(course), description: facts.text });
    this.picture?.draw({ ...this.#walkFrame(course), description: facts.text });
    if (this.zones) this.#drawZones(facts);
    this.report.replaceChildren(...facts.nodes);
    this.course = course;
    this.#list();
    this.field.show(rate);
    this.steps.show(String(course.count));
    this.#exchange();
    if (this.isAct) announce(facts.text);
    this.isAct = false;
  }

  #walkFrame({ run, names: [objective, parameter], steps }) {
    const places = steps.map((values) => [values[parameter].float, values[objective].float]);
    const { quantities } = this.store.graph;
    return walkFrame({ expressions: run.expressions, objective, parameter, quantities }, places, this.parabola.bottom);
  }

  #lossFrame({ names: [loss], steps, count }) {
    const pairs = this.compared.flatMap(([option, values]) => values.map((value) => [option, value]));
    const others = pairs.map((pair) => this.#other(...pair, loss, count));
    const own = { label: "yours", points: floatsOf(steps, loss) };
    return lossFrame(own, others, count, this.store.graph.quantities[loss].symbol);
  }

  // Another run, with one option's value in the place of the reader's own.
  #other(option, value, loss, count) {
    const { options } = this.store.patchFor(this.store.graph.settings[option][0], value);
    const name = JSON.stringify([options, this.store.state.given, count]);
    if (!this.#drawn.has(name)) this.#drawn.set(name, drawnCourse(this.store.runWith({ options }), loss, count));
    return { label: value, points: this.#drawn.get(name) };
  }

  #drawZones({ zone }) {
    this.zones.element.parentElement.hidden = !zone;
    const rate = Number(this.rate);
    const handle = { at: [rate, 1 - 2 * rate], text: `${this.rate}, ${zone}` };
    if (zone) this.zones.draw({ ...factorFrame(rate, zone), handle });
  }

  #list() {
    if (!this.details.open || !this.course) return;
    this.rows.replaceChildren(stepsTable(this.course, this.store.graph.quantities));
  }
}
