// Nudge a given number: the secant turns into the tangent, and the true change stands beside slope times nudge.
import { element } from "../../element.mjs";
import { Run } from "../../graph.mjs";
import { Mistake, parsed } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { createChart } from "../charts/chart.mjs";
import { exchange } from "../charts/exchange.mjs";
import { decimalOf, isEqual } from "../decimal.mjs";
import { numberField } from "../field.mjs";
import { sentenceOf, spokenOf, tableOf } from "./nudge-table.mjs";
import { CHANGE, GAP, NUDGE, PREDICTED, QUOTIENT, after, factsOf, nudgeable, nudgedBy, slopeName } from "./nudged.mjs";
import { minus } from "../readable.mjs";
import { decimal, rungBeyond, signedRungs } from "../rungs.mjs";
import { curveAround, line, pointOn } from "./slope.mjs";
import { storeOf } from "../store.mjs";
import { lineOf } from "../symbol.mjs";

const RUNGS = signedRungs(-6, 1);
const MOST = 15; // digits of a nudge
const [ALONG, BY] = ["nudge.along", "nudge.by"]; // names in the address

export async function start(box, { words, example, still }) {
  const nudge = new Nudge(box, still, storeOf(example), words);
  nudge.store.watch(() => nudge.show());
}

function readNudge(text) {
  const nudge = decimalOf(text);
  if (nudge.replace(/\D/g, "").length <= MOST) return nudge;
  throw new Mistake(`Found a nudge that is too long, expected at most ${MOST} digits.`);
}

class Nudge {
  #turn = 0;
  #isOpen = false;

  // `words` are the key of a derivative and the nudge to begin with.
  constructor(box, still, store, [key, usual]) {
    const [, upper, lower] = parsed(key).quantity.match(/^d([^/]+)\/d(.+)$/);
    Object.assign(this, { box, still, store, upper, lower, usual });
    this.#isOpen = store.isAsked;
    const onnumber = (...nudge) => this.nudge(...nudge);
    this.field = numberField({ label: "Size of the nudge, h", value: usual, rungs: RUNGS, read: readNudge, onnumber });
    const onchange = () => this.turn(this.select.value);
    this.select = element("select", { "aria-label": "Nudge", onchange }, element("option", {}, lower));
    this.button = element("button", { type: "button", onclick: () => this.open(!this.#isOpen) });
    this.problem = element("p", { class: "live-problem" });
    this.chart = createChart({ name: "The loss along one number", handle: this.#handle() });
    this.live = element("div", { class: "nudge-curve", hidden: true }, this.chart.element);
    this.numbers = element("div", { class: "nudge-numbers" });
    const label = element("label", {}, "Nudge ", this.select);
    this.bar = element("div", { class: "live-bar" }, label, this.button, this.field.box, this.problem);
    box.append(this.live, this.bar, this.numbers);
    for (const type of ["pointerenter", "focusin"]) box.addEventListener(type, () => this.#wake(), { once: true });
  }

  // Bring the data, and what else can be nudged, before it is asked for.
  #wake() {
    this.#guarded(async () => this.#offer((await this.store.ready()).run.expressions));
  }

  #offer(expressions) {
    const names = nudgeable(expressions, this.upper);
    if (this.select.options.length === names.length) return;
    const { quantities } = this.store.graph;
    const label = ({ symbol, words }) => `${lineOf(symbol)}, ${words}`;
    this.select.replaceChildren(...names.map((value) => element("option", { value }, label(quantities[value]))));
    this.select.value = this.along;
  }

  // The given number that is nudged, and by how much.
  get along() {
    const name = this.store.state.more[ALONG] ?? this.lower;
    return this.store.run.expressions[slopeName(this.upper, name)] ? name : this.lower;
  }

  get by() {
    return readNudge(this.store.state.more[BY] ?? this.usual);
  }

  // Nudge by a decimal; one that leads out of what can be computed is refused before anything changes.
  async nudge(text, waiting) {
    await this.store.ready();
    await this.#pass(this.along, text);
    const { [BY]: _, ...more } = this.store.state.more;
    this.#change(isEqual(text, this.usual) ? more : { ...more, [BY]: text }, waiting);
  }

  // Turn another knob.
  turn(name) {
    const { [ALONG]: _, ...more } = this.store.state.more;
    this.#change(name === this.lower ? more : { ...more, [ALONG]: name });
  }

  #change(more, waiting) {
    this.#isOpen = true;
    this.isAct = true;
    this.store.change({ more }, waiting);
    if (this.live.hidden) this.show(); // where the state is the usual one, no change has called it
  }

  open(isOpen) {
    this.#isOpen = isOpen;
    this.isAct = true;
    this.show();
  }

  #pass(along, by) {
    const { options, given, step } = this.store.state;
    const edits = nudgedBy(this.store.run.expressions, this.upper, along);
    const chosen = { options: Object.entries(options), given: { ...given, [NUDGE]: by }, edits };
    const run = new Run(this.store.graph, chosen);
    const names = [CHANGE, PREDICTED, GAP, QUOTIENT].slice(0, isEqual(by, "0") ? 0 : 4);
    return run.pass(step, { names: [this.upper, after(this.upper), ...names] });
  }

  show() {
    this.button.textContent = this.#isOpen ? "Show the printed picture" : "Show the curve";
    if (this.#isOpen) this.#guarded(() => this.#draw(++this.#turn));
    else this.#exchange();
  }

  // The curve takes the place of the printed picture, or gives it back.
  #exchange() {
    exchange(this, this.#isOpen, this.isAct);
    if (!this.#isOpen) this.numbers.replaceChildren();
  }

  async #guarded(act) {
    try {
      await act();
      this.problem.textContent = "";
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.problem.textContent = error.message;
    }
  }

  async #draw(turn) {
    await this.store.ready();
    const [lower, by] = [this.along, this.by];
    const pass = await this.#pass(lower, by);
    if (turn !== this.#turn) return;
    this.#offer(this.store.run.expressions);
    this.select.value = lower;
    this.field.show(by);
    const facts = factsOf(pass, { upper: this.upper, lower, by });
    this.#drawCurve(pass, facts);
    const { quantities } = this.store.graph;
    this.numbers.replaceChildren(tableOf(facts, quantities), element("p", {}, sentenceOf(facts)));
    this.#exchange();
    if (this.isAct) announce(spokenOf(facts));
    this.isAct = false;
  }

  #drawCurve(pass, facts) {
    const { upper, lower, by } = facts;
    const { symbol } = this.store.graph.quantities[lower];
    const point = pointOn(this.store.run.expressions, pass, { upper, lower, slope: slopeName(upper, lower) });
    const there = { x: point.x + Number(by), y: point.lossAt(point.x + Number(by)) };
    const { x, y, points } = curveAround(point, Number(by));
    this.unit = Math.floor(Math.log10((x.high - x.low) / 100)); // that a drag goes by
    this.x = point.x;
    const slopeOfSecant = (there.y - point.y) / Number(by);
    const secant = { points: line(point, slopeOfSecant, x), color: "ink", width: 1.4, label: ["secant"] };
    const tangent = { points: line(point, point.slope, x), color: "gradient", dash: 1, label: ["tangent"] };
    const corners = [
      [point.x, point.y],
      [there.x, point.y],
      [there.x, there.y],
    ];
    const sides = { points: corners, color: "muted", width: 1, dash: 2 };
    this.chart.draw({
      x: { ...x, name: [{ tex: symbol }] },
      y: { ...y, name: [{ tex: this.store.graph.quantities[upper].symbol }] },
      curves: [
        { points, color: "error", width: 2.2 },
        { ...tangent, along: { isAtEnd: true, curve: points } },
        ...(facts.isNone ? [] : [sides, { ...secant, along: { isAtEnd: false, curve: points } }]),
      ],
      points: [{ at: [point.x, point.y], color: "weight" }],
      handle: { at: [there.x, there.y], text: `${minus(by)}, at ${minus(facts.moved.text)}` },
      description: spokenOf(facts),
    });
  }

  #handle() {
    const move = ([x], isPassing) => {
      const count = Math.round((x - this.x) / 10 ** this.unit);
      this.nudge(decimalOf(decimal(count, this.unit)), { passing: isPassing });
    };
    const step = (count) => this.nudge(rungBeyond(RUNGS, this.by, count));
    return { name: "Nudge h", step, move };
  }
}
