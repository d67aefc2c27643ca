// What a training keeps in the state of its example: the update shown, the farthest one done, and the runs side by side.
import { halfOf, isEqual } from "../decimal.mjs";
import { readOthers, writeOthers } from "./run-list.mjs";

const OWN = "training.";
const VARIED = ["rate", "momentum"];

export class TrainingState {
  // `options` are those of the page, and `others` the runs that it sets beside; both hold until the reader changes something.
  constructor(store, { options, others }) {
    Object.assign(this, { store, options, usualOthers: others });
  }

  get state() {
    if (this.store.isAsked) return this.store.state;
    const others = writeOthers(
      this.usualOthers.map((own) => varied({ ...this.#numbers(this.options), ...own }, "momentum" in this.options)),
    );
    return { ...this.store.state, options: this.options, more: others ? { [`${OWN}others`]: others } : {} };
  }

  get step() {
    return this.state.step;
  }

  get done() {
    return Math.max(this.step, Number(this.own("done") ?? 0) || 0);
  }

  // What is kept under a name of this part's own.
  own(name) {
    return this.state.more[OWN + name];
  }

  keep(own, waiting) {
    this.#change({ more: { ...this.state.more, ...prefixed(own) } }, waiting);
  }

  // Show an update; none is farther than the farthest done, unless it is done now.
  go(step, waiting) {
    this.#change(
      { step, more: { ...this.state.more, ...prefixed({ done: String(Math.max(this.done, step)) }) } },
      waiting,
    );
  }

  // Take back what was done since `before`, a state.
  restore({ step, more }, waiting) {
    this.#change({ step, more }, waiting);
  }

  reset() {
    const { [`${OWN}done`]: _, ...more } = this.state.more;
    this.#change({ step: 0, more });
  }

  #change(patch, waiting) {
    const { options, more } = this.state;
    this.store.change({ options, more, ...patch }, waiting);
  }

  // The options in which runs differ: of the state's own run, then of the others; the momentum only where one has any.
  get runs() {
    const { options } = this.state;
    const others = readOthers(this.own("others"));
    const hasMomentum = "momentum" in { ...this.options, ...options } || others.some(({ momentum }) => momentum);
    return [this.#numbers(options), ...others].map((each) => varied(each, hasMomentum));
  }

  // One more run at half the rate of the last, so that its curve is not upon another.
  add() {
    const all = this.runs;
    const last = all.at(-1);
    this.#keepOthers([...all.slice(1), { ...last, rate: halfOf(last.rate) }]);
  }

  remove(place) {
    this.#keepOthers(this.runs.slice(1).toSpliced(place - 1, 1));
  }

  // Give one run, by its place, another rate or momentum.
  vary(place, name, text, waiting) {
    if (place === 0) return this.#change({ options: this.#optionsWith(name, text) }, waiting);
    const others = this.runs.slice(1);
    this.#keepOthers(others.with(place - 1, { ...others[place - 1], [name]: text }), waiting);
  }

  #keepOthers(others, waiting) {
    this.keep({ others: writeOthers(others) }, waiting);
  }

  // What is usual is left out of the state, unless the page has something else.
  #optionsWith(name, text) {
    const { [name]: _, ...rest } = this.state.options;
    const isUsual = isEqual(text, this.store.graph.options[name].default) && !(name in this.options);
    return isUsual ? rest : { ...rest, [name]: text };
  }

  #numbers(options) {
    return Object.fromEntries(VARIED.map((name) => [name, options[name] ?? this.store.graph?.options[name].default]));
  }
}

const varied = ({ rate, momentum }, hasMomentum) => (hasMomentum ? { rate, momentum: momentum ?? "0" } : { rate });
const prefixed = (own) => Object.fromEntries(Object.entries(own).map(([name, value]) => [OWN + name, value]));
