// Training, live: one update, or a run of thousands; losses side by side, parameters, a map or a boundary, step by step.
import { element } from "../../element.mjs";
import { Mistake, parsed } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { readable, updatesOf } from "../readable.mjs";
import { RunList, looksOf } from "./run-list.mjs";
import { stopsBetween } from "./sampling.mjs";
import { storeOf } from "../store.mjs";
import { Trace } from "./trace.mjs";
import { TrainingBar } from "./training-bar.mjs";
import { TrainingState } from "./training-state.mjs";
import { TrainingViews, parametersOf } from "./training-views.mjs";

const FIRST = 10; // updates that the axis has room for at first
const [LENGTH, FASTEST, SLOWEST] = [2600, 16, 120]; // milliseconds of a run in which each step is seen, and of a step
const MOST_TRACES = 8;

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const wait = (time) => new Promise((resume) => setTimeout(resume, time));

// `words` are a key, how many updates a run has, then the options of runs beside it, such as `rate=0.1`, and which
// parameters are on the map, `over=w5,w7`.
export async function start(box, { words: [key, goal, ...more], example }) {
  const pairs = more.map((word) => word.split("="));
  const store = storeOf(example);
  const training = new Training(box, store, {
    goal: Number(goal),
    options: Object.fromEntries(parsed(key.includes(":") ? key : `${key}:-`).options),
    others: pairs.filter(([name]) => name !== "over").map((pair) => Object.fromEntries([pair])),
    pair: pairs.find(([name]) => name === "over")?.[1].split(","),
  });
  if (store.isAsked) await training.open();
}

export class Training {
  #opening = null;
  #turn = new AbortController();
  #traces = new Map();
  #running = null;
  #isInSight = false;

  constructor(box, store, { goal, options = {}, others = [], pair }) {
    Object.assign(this, { store, goal, pair, state: new TrainingState(store, { options, others }) });
    this.bar = new TrainingBar(goal, {
      advance: () => this.#look(this.state.step + 1),
      run: () => this.#act(() => (this.#running ? this.#pause() : this.#run())),
      reset: () => this.#act(() => this.#reset()),
      aim: (count) => (this.goal = count),
      look: (step, waiting) => this.#look(step, waiting),
    });
    this.panel = element("div", { class: "training-panel", hidden: true });
    this.box = box;
    box.append(this.bar.box, this.panel);
  }

  // Do what a button asks for, once the data are there.
  async #act(deed) {
    await this.open();
    this.#bringIntoSight();
    this.bar.refuse("");
    await deed();
  }

  // Once, after a first act, leave the still picture above: what moves must not be below the fold.
  #bringIntoSight() {
    if (this.#isInSight) return;
    this.#isInSight = true;
    if (this.box.getBoundingClientRect().top <= innerHeight / 3) return; // the charts take two thirds
    this.box.scrollIntoView({ behavior: isCalm() ? "auto" : "smooth" });
  }

  open() {
    return (this.#opening ??= this.#open());
  }

  async #open() {
    await this.store.ready();
    const { loss, quantities } = this.store.graph;
    this.runs = new RunList(quantities[loss].symbol, {
      change: (...change) => this.state.vary(...change),
      add: () => this.state.add(),
      remove: (place) => this.state.remove(place),
    });
    this.views = new TrainingViews(this.store.graph, this.store.run, this.pair, {
      keep: (own) => this.state.keep(own),
      redraw: () => this.#show(),
    });
    this.panel.append(this.runs.box, this.views.box);
    this.panel.hidden = false;
    this.bar.refuse(this.store.problem ?? "");
    this.store.watch(() => this.#show());
  }

  // Show an update; the address has it at once, and the page when the data are there.
  async #look(step, waiting) {
    this.#pause();
    this.bar.refuse("");
    this.state.go(step, waiting);
    await this.open();
    this.#bringIntoSight();
  }

  #pause() {
    this.#running?.abort();
    this.#turn.abort();
  }

  #reset() {
    this.#pause();
    this.state.reset();
    announce("Back at the start.");
  }

  // Run to the goal, from the start where that is reached.
  async #run() {
    const { signal } = (this.#running = new AbortController());
    const first = this.state.step < this.goal ? this.state.step : 0;
    this.bar.showRunning(true);
    await this.#walk(isCalm() ? [this.goal] : stopsBetween(first, this.goal), signal);
    this.#running = null;
    this.bar.showRunning(false);
    this.state.go(this.state.step);
    await this.drawn;
    this.#report();
  }

  // Each step is seen with its proved digits before the next; one that is not proved in the end is taken back.
  async #walk(stops, signal) {
    const least = Math.min(SLOWEST, Math.max(FASTEST, LENGTH / stops.length));
    for (const step of stops) {
      const before = this.state.state;
      this.state.go(step, { passing: true });
      await Promise.all([this.drawn, wait(least)]);
      if (!signal.aborted && !this.problem) continue;
      this.bar.refuse(this.problem);
      if (!this.isProved && this.state.step === step) this.state.restore(before, { passing: true });
      return;
    }
  }

  #report() {
    const { loss, quantities } = this.store.graph;
    announce(
      this.bar.problem || `After ${updatesOf(this.state.step)}: ${quantities[loss].words} ${this.proved}, proved.`,
    );
  }

  // Draw the present state; `drawn` is there when all its digits are, or another state has taken its place.
  #show() {
    this.#turn.abort();
    const { signal } = (this.#turn = new AbortController());
    this.isProved = false;
    this.drawn = this.#draw(signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  async #draw(signal) {
    const { step, done, runs: options } = this.state;
    const last = Math.max(done, this.#running ? this.goal : Math.min(FIRST, this.goal));
    this.bar.show({ step, done });
    this.runs.show(options);
    const looks = looksOf(options.length);
    const runs = options.map((own, place) => {
      const run = this.store.runWith({ options: { ...this.state.state.options, ...own } });
      return { run, trace: this.#traceOf(run), look: looks[place] };
    });
    for (const { trace } of runs) await trace.reach(last, signal);
    await this.views.draw(runs, { step, last, until: done, own: (name) => this.state.own(name) });
    await this.#prove(runs, step, signal);
  }

  // Every digit comes from the kernel, which may take a while.
  async #prove(runs, step, signal) {
    const { loss } = this.store.graph;
    const names = [loss, ...this.views.names];
    const passes = await Promise.all(runs.map(({ run }) => proved(run, step, { signal, names })));
    signal.throwIfAborted();
    passes.forEach(({ pass, problem }, place) =>
      this.runs.prove(place, problem ? { problem } : { digits: readable(pass, loss) }),
    );
    this.bar.showCount(step);
    this.problem = passes[0].problem ?? "";
    this.proved = passes[0].pass ? readable(passes[0].pass, loss).text : "";
    this.isProved = !this.problem;
    this.views.prove(
      passes.map(({ pass }) => pass),
      step,
    );
  }

  #traceOf(run) {
    const names = () => [this.store.graph.loss, ...parametersOf(this.store.graph, run)];
    if (!this.#traces.has(run)) this.#traces.set(run, new Trace(run, names()));
    if (this.#traces.size > MOST_TRACES) this.#traces.delete(this.#traces.keys().next().value);
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
