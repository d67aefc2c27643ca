// The learning rate: the loss over the steps, and on a parabola the walk with the factor that decides.
import { element } from "../../element.mjs";
import { Run, variant } from "../../graph.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { createChart } from "../charts/chart.mjs";
import { exchange } from "../charts/exchange.mjs";
import { decimalOf } from "../decimal.mjs";
import { numberField } from "../field.mjs";
import { lossFrame } from "./losses.mjs";
import { reportOf, stepsTable } from "./rate-report.mjs";
import { decimal, fineRungs, rungBeyond } from "../rungs.mjs";
import { comparedPoints, pointsOf, stepsOf } from "./steps.mjs";
import { storeOf } from "../store.mjs";
import { CURVATURE, FACTOR, factorEdits, factorFrame, walkFrame } from "./valley.mjs";

const RUNGS = fineRungs(-3, 1);
const STEPS = "rate.steps"; // its name in the address
const MOST = 100; // steps
const HIGHEST = 1000; // rate that has a picture
const USUAL = "10"; // steps to begin with

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
  #drawn = new Map(); // the curves of the other runs, by options and steps

  // `words` are the example, its usual rate, and options whose values are drawn besides: `rate=0.05,0.6`.
  constructor(box, still, store, [, usual, ...compared]) {
    Object.assign(this, { box, still, store, usual });
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
    return numberField({ label: `Steps, 1 to ${MOST}`, value: USUAL, range, read: readSteps, onnumber });
  }

  #view() {
    this.picture = createChart({ name: "The walk" });
    const step = (count) => this.choose(rungBeyond(RUNGS, this.rate, count));
    const handle = { name: "Learning rate", step, move: (...place) => this.#drag(...place) };
    this.zones = createChart({ name: "The factor of a step", height: 110, handle });
    this.report = element("p", {});
    this.rows = element("div", { class: "rate-rows", role: "region", "aria-label": "Step by step", tabindex: 0 });
    const summary = element("summary", {}, "Step by step");
    this.details = element("details", { ontoggle: () => this.#list() }, summary, this.rows);
    const charts = [this.picture, this.zones].map((chart) => element("div", {}, chart.element));
    return element("div", { class: "rate-view", hidden: true }, this.report, ...charts, this.details);
  }

  // Take a rate; one that leads out of what can be computed is refused before anything changes.
  async choose(text, waiting) {
    await this.store.ready();
    const patch = this.store.patchFor("eta", text);
    this.#trial(patch);
    this.#change(patch, waiting);
  }

  async walk(text, waiting) {
    await this.store.ready();
    const { [STEPS]: _, ...more } = this.store.state.more;
    const patch = { more: text === USUAL ? more : { ...more, [STEPS]: text } };
    this.#trial(patch);
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

  // The state that differs from the present one by a patch, tried: its numbers step by step.
  #trial({ options = this.store.state.options, more = this.store.state.more } = {}) {
    const { graph } = this.store;
    const count = Number(readSteps(more[STEPS] ?? USUAL));
    const { given } = this.store.state;
    const pairs = Object.entries(options);
    const { expressions, updates } = variant(graph, pairs);
    const parameters = Object.keys(updates).filter((name) => graph.quantities[name].role !== "change");
    const run = new Run(graph, { options: pairs, given, edits: factorEdits(expressions, graph.loss, parameters) });
    const isValley = FACTOR in run.expressions;
    const names = isValley ? [graph.loss, ...parameters] : [graph.loss];
    return { run, count, names, isValley, steps: stepsOf(run, names, count) };
  }

  #draw() {
    const trial = this.#trial();
    const { rate, compared } = this;
    const factor = trial.isValley && !("alpha" in trial.run.expressions) ? trial.run.passNow(0) : null;
    const facts = reportOf(trial, { rate, compared, factor, graph: this.store.graph });
    this.losses.draw({ ...this.#lossFrame(trial), description: facts.text });
    this.picture.element.parentElement.hidden = !trial.isValley;
    if (trial.isValley) this.picture.draw({ ...this.#walkFrame(trial), description: facts.text });
    this.zones.element.parentElement.hidden = !factor;
    if (factor) this.#drawZones(factor, facts.zone);
    this.report.replaceChildren(...facts.nodes);
    this.trial = trial;
    this.#list();
    this.field.show(rate);
    this.steps.show(String(trial.count));
    this.#exchange();
    if (this.isAct) announce(facts.text);
    this.isAct = false;
  }

  #walkFrame({ run, names: [objective, parameter], steps }) {
    const places = steps.map((values) => [values[parameter].float, values[objective].float]);
    const first = run.passNow(0);
    const distance = first.approximate(`d${objective}/d${parameter}`) / first.approximate(CURVATURE);
    const { quantities } = this.store.graph;
    const walk = { expressions: run.expressions, objective, parameter, quantities };
    return walkFrame(walk, places, places[0][0] - distance);
  }

  #lossFrame({ names: [loss], steps, count }) {
    const pairs = this.compared.flatMap(([option, values]) => values.map((value) => [option, value]));
    const others = pairs.map((pair) => this.#other(...pair, loss, count));
    const own = { label: "yours", points: pointsOf(steps, loss) };
    return lossFrame(own, others, count, this.store.graph.quantities[loss].symbol);
  }

  // Another run, with one option's value in the place of the reader's own.
  #other(option, value, loss, count) {
    const { options } = this.store.patchFor(this.store.graph.settings[option][0], value);
    const name = JSON.stringify([options, this.store.state.given, count]);
    if (!this.#drawn.has(name)) this.#drawn.set(name, comparedPoints(this.store.runWith({ options }), loss, count));
    return { label: value, points: this.#drawn.get(name) };
  }

  #drawZones(factor, zone) {
    const curvature = factor.approximate(CURVATURE);
    const frame = factorFrame({ rate: Number(this.rate), curvature, written: factor.digits(CURVATURE).text, zone });
    this.zones.draw({ ...frame, handle: { ...frame.handle, text: `${this.rate}, ${zone}` } });
  }

  #list() {
    if (!this.details.open || !this.trial) return;
    this.rows.replaceChildren(stepsTable(this.trial, this.store.graph.quantities));
  }
}
