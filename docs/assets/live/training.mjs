// Training, live: one update, or a run of thousands; losses side by side, parameters, a map or a boundary, step by step.
import { element } from "../element.mjs";
import { Mistake, parsed } from "../key.mjs";
import { announce } from "./announce.mjs";
import { RunList, looksOf, readOthers, writeOthers } from "./runlist.mjs";
import { TrainingControls } from "./controls.mjs";
import { stopsBetween } from "./sampling.mjs";
import { storeOf } from "./store.mjs";
import { Trace } from "./trace.mjs";
import { TrainingViews, parametersOf } from "./views.mjs";

const [FIRST, OWN] = [10, "training."]; // updates that the axis has room for at first; what is its own in the state
const [LENGTH, FASTEST, SLOWEST] = [2600, 16, 120]; // milliseconds of a run in which each step is seen, and of a step
const VARIED = { rate: "eta", momentum: "alpha" };
const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const wait = (time) => new Promise((resume) => setTimeout(resume, time));
const plural = (count) => `${count.toLocaleString("en")} update${count === 1 ? "" : "s"}`;

// `words` are a key, how many updates a run has, then the options of runs beside it, such as `rate=0.1`, and which
// parameters are on the map, `over=w5,w7`.
export async function start(box, { words: [key, goal, ...more], example }) {
  const options = parsed(key.includes(":") ? key : `${key}:-`).options;
  const pairs = more.map((word) => word.split("="));
  const training = new Training(box, storeOf(example), {
    goal: Number(goal),
    options: Object.fromEntries(options),
    others: pairs.filter(([name]) => name in VARIED).map((pair) => Object.fromEntries([pair])),
    pair: pairs.find(([name]) => name === "over")?.[1].split(","),
  });
  if (training.store.isAsked) await training.open();
}

export class Training {
  #opening = null;
  #turn = new AbortController();
  #traces = new Map();
  #running = null;

  constructor(box, store, { goal, options = {}, others = [], pair }) {
    Object.assign(this, { store, goal, options, pair, usualOthers: others });
    this.controls = new TrainingControls(goal, {
      advance: () => this.act(() => this.#go(this.store.state.step + 1)),
      run: () => this.act(() => this.#run()),
      reset: () => this.act(() => this.#reset()),
      aim: (count) => (this.goal = count),
      look: (step, waiting) => this.act(() => this.#look(step, waiting)),
    });
    this.panel = element("div", { class: "training-panel", hidden: true });
    box.append(this.controls.box, this.panel);
  }

  // Do what a button asks for, once the data are there.
  async act(deed) {
    await this.open();
    this.controls.refuse("");
    return deed();
  }

  open() {
    return (this.#opening ??= this.#open());
  }

  async #open() {
    const isFresh = !this.store.isAsked;
    await this.store.ready();
    if (isFresh) this.#begin();
    const { loss, quantities } = this.store.graph;
    this.runs = new RunList(quantities[loss].symbol, {
      change: (place, name, text, waiting) => this.#vary(place, name, text, waiting),
      add: () => this.#add(),
      remove: (place) => this.#keep({ others: writeOthers(this.others.toSpliced(place - 1, 1)) }),
    });
    this.views = new TrainingViews(this.store.graph, this.store.run, this.pair, {
      keep: (own) => this.#keep(own),
      redraw: () => (this.drawn = this.#show()),
    });
    this.panel.append(this.runs.box, this.views.box);
    this.panel.hidden = false;
    this.store.watch(() => (this.drawn = this.#show()));
    await this.drawn;
  }

  // What the page speaks of: the options of its key, and the runs beside it.
  #begin() {
    const usual = Object.fromEntries(Object.keys(VARIED).map((name) => [name, this.store.graph.options[name].default]));
    const others = this.usualOthers.map((own) => this.#varied({ ...usual, ...this.options, ...own }));
    const more = others.length ? { [`${OWN}others`]: writeOthers(others) } : {};
    this.store.change({ options: this.options, more }, { passing: true });
  }

  // A part of this view in the state.
  own(name) {
    return this.store.state.more[OWN + name];
  }

  #keep(own, waiting) {
    const pairs = Object.entries(own).map(([name, value]) => [OWN + name, value]);
    this.store.change({ more: { ...this.store.state.more, ...Object.fromEntries(pairs) } }, waiting);
  }

  get others() {
    return readOthers(this.own("others"));
  }

  // Of the options, those that runs differ in: the momentum only where one of them has any.
  #varied({ rate, momentum }) {
    return this.hasMomentum ? { rate, momentum: momentum ?? "0" } : { rate };
  }

  get hasMomentum() {
    return "momentum" in this.options || "momentum" in this.store.state.options || this.others.some(({ momentum }) => momentum);
  }

  get done() {
    return Math.max(this.store.state.step, Number(this.own("done") ?? 0) || 0);
  }

  #vary(place, name, text, waiting) {
    if (place === 0) return this.store.change(this.store.patchFor(VARIED[name], text), waiting);
    const others = writeOthers(this.others.with(place - 1, { ...this.#varied(this.others[place - 1]), [name]: text }));
    this.#keep({ others }, waiting);
  }

  #add() {
    const [own] = this.#optionsOfRuns();
    this.#keep({ others: writeOthers([...this.others, own]) });
  }

  #optionsOfRuns() {
    const own = Object.fromEntries(Object.entries(VARIED).map(([name, quantity]) => [name, this.store.numberOf(quantity)]));
    return [own, ...this.others].map((options) => this.#varied(options));
  }

  #go(step, waiting) {
    const done = String(Math.max(this.done, step));
    this.store.change({ step, more: { ...this.store.state.more, [`${OWN}done`]: done } }, waiting);
    return this.drawn;
  }

  async #look(step, waiting) {
    this.#pause();
    await this.#go(step, waiting);
  }

  #pause() {
    this.#running?.abort();
    this.#turn.abort();
  }

  #reset() {
    this.#pause();
    const { [`${OWN}done`]: _, ...more } = this.store.state.more;
    this.store.change({ step: 0, more });
    announce("Back at the start.");
  }

  // Run to the goal, from the start where that is reached; pressed again, it pauses.
  async #run() {
    if (this.#running) return this.#pause();
    const running = (this.#running = new AbortController());
    const first = this.store.state.step < this.goal ? this.store.state.step : 0;
    const stops = isCalm() ? [this.goal] : stopsBetween(first, this.goal);
    this.controls.showRunning(true);
    await this.#walk(stops, running.signal);
    this.#running = null;
    this.controls.showRunning(false);
    this.#go(this.store.state.step);
    this.#tell();
  }

  // Each step is seen with its proved digits before the next; one that is not proved in the end is taken back.
  async #walk(stops, signal) {
    const least = Math.min(SLOWEST, Math.max(FASTEST, LENGTH / stops.length));
    for (const step of stops) {
      const { step: before, more } = this.store.state;
      await Promise.all([this.#go(step, { passing: true }), wait(least)]);
      if (!signal.aborted && !this.problem) continue;
      this.controls.refuse(this.problem);
      if (!this.isProved && this.store.state.step === step) this.store.change({ step: before, more }, { passing: true });
      return;
    }
  }

  #tell() {
    const { loss, quantities } = this.store.graph;
    const { problem } = this.controls;
    announce(problem || `After ${plural(this.store.state.step)}: ${quantities[loss].words} ${this.proved}, proved.`);
  }

  async #show() {
    this.#turn.abort();
    const { signal } = (this.#turn = new AbortController());
    this.isProved = false;
    try {
      await this.#draw(signal);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  async #draw(signal) {
    const { step } = this.store.state;
    const last = Math.max(this.done, this.#running ? this.goal : Math.min(FIRST, this.goal));
    const options = this.#optionsOfRuns();
    this.controls.show({ step, done: this.done, last });
    this.runs.show(options);
    const looks = looksOf(options.length);
    const runs = options.map((own, place) => {
      const run = this.store.runWith({ options: { ...this.store.state.options, ...own } });
      return { run, options: own, trace: this.#traceOf(run), look: looks[place] };
    });
    for (const { trace } of runs) await trace.reach(last, signal);
    this.views.draw(runs, { step, last, until: this.done, own: (name) => this.own(name) });
    await this.#prove(runs, step, signal);
  }

  // Every digit comes from the kernel, which may take a while.
  async #prove(runs, step, signal) {
    const names = [this.store.graph.loss, ...this.views.names];
    const passes = await Promise.all(runs.map(({ run }) => proved(run, step, { signal, names })));
    signal.throwIfAborted();
    passes.forEach(({ pass, problem }, place) => (
      this.runs.prove(place, problem ? { problem } : { digits: pass.digits(this.store.graph.loss) })
    ));
    this.problem = passes[0].problem ?? "";
    this.isProved = !this.problem;
    this.proved = passes[0].pass?.digits(this.store.graph.loss).text ?? "";
    this.views.prove(passes.map(({ pass }) => pass), step);
  }

  #traceOf(run) {
    const { loss } = this.store.graph;
    if (!this.#traces.has(run)) this.#traces.set(run, new Trace(run, [loss, ...parametersOf(this.store.graph, run)]));
    if (this.#traces.size > 8) this.#traces.delete(this.#traces.keys().next().value);
    return this.#traces.get(run);
  }
}

// A pass, or the sentence that says why there is none.
async function proved(run, step, waiting) {
  try {
    return { pass: await run.pass(step, waiting) };
  } catch (error) {
    if (error instanceof Mistake) return { problem: error.message };
    throw error;
  }
}
