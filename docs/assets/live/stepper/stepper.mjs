// The stepper: forward, loss, backward, update, one quantity at a time, with the picture and the formula in step.
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { meantBy } from "./places.mjs";
import { StepperBar } from "./stepper-bar.mjs";
import { StepperPanel } from "./stepper-panel.mjs";
import { StepperPicture } from "./stepper-picture.mjs";
import { storeOf } from "../store.mjs";
import { onSwipe } from "./swipe.mjs";
import { STAGES, ofFirstSample, walkOf } from "../walk.mjs";

const GUESS = "stepper.guess"; // in the address
const WAYS = { ArrowLeft: "back", ArrowRight: "next", Home: "first", End: "last" };

export async function start(box, { example, words: [, stage = "forward"], still }) {
  const stepper = new Stepper(storeOf(example), still, stage);
  box.append(stepper.bar.box, stepper.panel.box);
  box.addEventListener("keydown", (event) => stepper.press(event));
  for (const each of [still, box])
    for (const type of ["pointerenter", "focusin"])
      each.addEventListener(type, () => stepper.prepare(), { once: true });
  for (const each of [still, stepper.panel.box]) onSwipe(each, (way) => stepper.go(way));
  addEventListener("beforeprint", () => stepper.picture.complete());
  addEventListener("afterprint", () => stepper.show());
  stepper.store.watch(() => stepper.show());
}

class Stepper {
  #turn = 0;
  #isMoved = false; // since the step was last shown
  #walks = new WeakMap(); // the steps of each run
  #solved = new Map(); // the answer to a right guess, by what was asked; empty for a number that was shown

  constructor(store, still, stage) {
    Object.assign(this, { store, stage });
    this.bar = new StepperBar({
      go: (way) => this.go(way),
      slide: (share) => this.#attempt(() => this.#slide(share)),
      enter: (entered) => this.#attempt(() => this.#move(this.#firstOf(entered))),
      guess: (isOn) => this.#attempt(() => this.#guess(isOn)),
    });
    this.picture = new StepperPicture(still, (name) => this.#attempt(() => this.#choose(name)));
    this.panel = new StepperPanel({
      choose: (name) => this.#attempt(() => this.#choose(name)),
      solve: (sentence) => this.#solve(sentence),
      close: () => this.#close(),
    });
  }

  get steps() {
    const { run, graph } = this.store;
    if (!this.#walks.has(run)) this.#walks.set(run, ofFirstSample(walkOf(graph, run), graph.quantities));
    return this.#walks.get(run);
  }

  // The number of the present pass, and what is computed in it: a parameter after an update in the pass before.
  get at() {
    const {
      run,
      state: { step, chosen },
    } = this.store;
    const update = step > 0 && run.updates[chosen];
    return update ? { step: step - 1, name: update } : { step, name: chosen };
  }

  // Where the walk is; -1 before it has begun.
  get place() {
    return this.steps.findIndex(({ name }) => name === this.at.name);
  }

  get isGuessing() {
    return this.store.state.more[GUESS] === "on";
  }

  // Whether the present number is still asked for.
  get isAsked() {
    return this.isGuessing && !this.#solved.has(this.#guessed);
  }

  get #guessed() {
    const { options, given, step, chosen } = this.store.state;
    return JSON.stringify([options, given, step, chosen]);
  }

  // Load what the first step needs; where that fails, whoever takes it is told.
  prepare() {
    this.store.ready().catch(() => {});
  }

  press(event) {
    const isTyped = event.target.matches('input[type="text"]') && event.target.value;
    const isOther =
      isTyped || event.target.matches('input[type="range"]') || event.ctrlKey || event.altKey || event.metaKey;
    if (isOther || !(event.key in WAYS)) return;
    event.preventDefault();
    this.go(WAYS[event.key]);
  }

  // Go one step, or to an end of the pass; behind the last step the next pass begins.
  go(way) {
    return this.#attempt(() => this.#go(way));
  }

  #go(way) {
    const {
      steps,
      place,
      at: { step },
    } = this;
    const next = place < 0 ? this.#firstOf(this.stage) : place + 1;
    const to = { first: 0, back: place - 1, next, last: steps.length - 1 }[way];
    if (to >= steps.length) return this.#move(0, step + 1);
    if (to >= 0) return this.#move(to);
    if (place === 0 && step > 0) return this.#move(steps.length - 1, step - 1);
  }

  #slide(share) {
    return this.#move(Math.round(share * (this.steps.length - 1)), this.at.step, { passing: true });
  }

  #firstOf(stage) {
    return Math.max(
      0,
      this.steps.findIndex((step) => step.stage === stage),
    );
  }

  // Go to the step of a number; what is given has none.
  #choose(name) {
    const meant = meantBy(this.store.run.expressions, name);
    const place = this.steps.findIndex((step) => [step.name, step.parameter].includes(meant));
    if (place >= 0) return this.#move(place);
    announce(`${this.#wordsOf(name)}: no step of its own.`);
  }

  async #move(place, step = this.at.step, waiting = {}) {
    const { name, parameter } = this.steps[place];
    this.#isMoved = !waiting.passing;
    this.store.change(parameter ? { chosen: parameter, step: step + 1 } : { chosen: name, step }, waiting);
    if (!waiting.passing) announce(await this.#sentence());
  }

  async #sentence() {
    const { step, name } = this.at;
    const { relation, text } = (await this.store.pass(step)).digits(name);
    const opening = step > 0 && this.place === 0 ? `Pass ${step + 1}. ` : "";
    return `${opening}${this.#wordsOf(name)}${this.isAsked ? ": what is it?" : ` ${relation} ${text}`}`;
  }

  #wordsOf(name) {
    return this.store.graph.quantities[name].words;
  }

  // The present number is in sight already when guessing begins.
  #guess(isOn) {
    if (isOn) this.#solved.set(this.#guessed, "");
    const { [GUESS]: _, ...more } = this.store.state.more;
    this.store.change({ more: isOn ? { ...more, [GUESS]: "on" } : more });
  }

  #solve(sentence) {
    this.#solved.set(this.#guessed, sentence);
    this.show();
    this.#sentence().then((result) => announce(`${sentence} ${result}`));
  }

  // Do something once the graph is there; what goes wrong for the reader is said in the place of the step.
  async #attempt(act) {
    try {
      await this.store.ready();
      await act();
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.panel.showProblem(error.message);
    }
  }

  // Bring everything up to the state; before the first step, the printed picture is all there is.
  show() {
    const turn = ++this.#turn;
    if (this.store.graph || this.store.isAsked) return this.#attempt(() => this.#show(turn));
  }

  async #show(turn) {
    const {
      store,
      at: { step },
    } = this;
    const pass = await store.pass(step);
    const earlier = step > 0 ? await store.pass(step - 1) : null;
    if (turn !== this.#turn) return;
    this.#showBar();
    this.picture.show(this.#view(pass, earlier));
    this.#showPanel(this.#view(pass, earlier));
    if (this.#isMoved) for (const each of [this.picture.svg, this.panel.box]) each.scrollIntoView({ block: "nearest" });
    this.#isMoved = false;
  }

  #view(pass, earlier) {
    const {
      store: { graph, run, state },
      steps,
      place,
      isAsked,
      at: { step, name },
    } = this;
    const answer = this.isGuessing && this.#solved.get(this.#guessed);
    return { graph, run, state, steps, step, name, place, isAsked, answer, pass, earlier };
  }

  #showBar() {
    const {
      steps,
      place,
      isGuessing,
      at: { step, name },
    } = this;
    const words = place < 0 ? "not begun" : `${STAGES[steps[place].stage]}: ${this.#wordsOf(name)}`;
    this.bar.show({ steps, place, pass: step, isGuessing, words });
  }

  #showPanel(view) {
    const { activeElement } = document;
    const isWithin = this.panel.box.contains(activeElement);
    this.panel.show(view);
    if (!isWithin && !Object.values(this.bar.buttons).includes(activeElement)) return;
    if (!this.panel.focusField() && isWithin) this.bar.focusNext();
  }

  // Leave the walk: the picture is again what is printed.
  #close() {
    this.bar.focusNext();
    this.store.change({ chosen: "", step: 0 });
    announce("The walk is closed.");
  }
}
