// The picture of a walk: the present step is lit, and what is not computed yet has a question mark.
import { Picture, shortDigits } from "../network/picture.mjs";
import { knownAfter, meantBy, placesOf } from "./places.mjs";
import { operandsOf } from "../operands.mjs";
import { minus } from "../readable.mjs";

const LIT = "is-present";

export class StepperPicture {
  // `choose(name)` is called for a number that is pressed.
  constructor(still, choose) {
    this.svg = still.querySelector("svg");
    this.caption = still.querySelector("figcaption");
    this.printed = [...this.caption.childNodes];
    this.picture = new Picture(this.svg, { choose, point: () => {}, drag: () => false });
    this.svg.classList.add("stepper-picture");
  }

  // Fill in all numbers of the pass, for paper: nothing more will be computed there.
  complete() {
    if (this.view) this.show({ ...this.view, place: -1 });
  }

  show(view) {
    this.view = view;
    const { graph, run, state, steps, step, name, place, isAsked, pass } = view;
    const isBegun = place >= 0;
    const isKnown = isBegun ? knownAfter(run, steps, place + !isAsked) : () => true;
    const wordsOf = (each, digits) =>
      `${graph.quantities[each].words}: ${digits === "?" ? "not computed yet" : digits}`;
    this.picture.show(veiled(pass, run, isKnown, isBegun), wordsOf);
    const unknown = this.#veil(run, isKnown);
    this.#light(isBegun ? name : "", { expressions: run.expressions, quantities: graph.quantities });
    const isPrinted = !isBegun && !step && isEmpty(state.options) && isEmpty(state.given);
    const stage = steps[place]?.stage;
    const result = isBegun && !isAsked && !this.#isDrawn(run, name) ? resultOf(pass, name) : "";
    const sentences = isBegun ? [...captionOf(step, stage, unknown), result] : [`The numbers of pass ${step + 1}.`];
    this.caption.replaceChildren(...(isPrinted ? this.printed : [sentences.filter(Boolean).join(" ")]));
  }

  // Draw all arrows of unknown numbers alike, whose width would give them away; how many numbers are unknown.
  #veil(run, isKnown) {
    const unknown = [...this.picture.parts].filter(([name]) => !isKnown(name));
    for (const [name, { elements }] of this.picture.parts)
      for (const each of elements) each.classList.toggle("is-unknown", !isKnown(name));
    return unknown.length;
  }

  // Whether the picture has the number of a step, under this name, as a signal, or at the parameter that it updates.
  #isDrawn({ expressions, updates }, name) {
    return [...this.picture.parts.keys()].some((each) =>
      [each, updates[each], meantBy(expressions, each)].includes(name),
    );
  }

  // Light the neuron or the edge of the present step, and less so the numbers that go into it.
  #light(name, graph) {
    const drawn = [...this.picture.parts.keys()];
    const places = (names) => new Set(names.flatMap((each) => placesOf(graph, each, drawn)));
    const [own, sources] = name
      ? [places([name]), places(operandsOf(graph.expressions[name]))]
      : [new Set(), new Set()];
    this.picture.light({ "is-chosen": own, "is-source": sources }, name);
    const lit = new Set(
      [...own].flatMap((each) => this.picture.parts.get(each).elements.map((part) => part.closest("g[id]"))),
    );
    for (const unit of this.svg.querySelectorAll("g[id]")) unit.classList.toggle(LIT, lit.has(unit));
  }
}

// A pass that tells only what is known; a parameter that the walk has updated has its new number.
const veiled = (pass, run, isKnown, isBegun) => ({
  digits: (name, rule) => {
    const update = run.updates[name];
    const own = isBegun && update && isKnown(update) ? update : name;
    return isKnown(own) ? pass.digits(own, rule) : { text: "?", isExact: true };
  },
});

const isEmpty = (pairs) => Object.keys(pairs).length === 0;

function captionOf(step, stage, unknown) {
  const opening = `The numbers of pass ${step + 1}`;
  if (unknown) return [`${opening} so far; a question mark is still to be computed.`];
  if (stage !== "update") return [`${opening}.`];
  return [
    `${opening}, with the weights and biases updated so far; the outputs and the loss are still from before the update.`,
  ];
}

// What the picture has no room for: the number of the present step, in as many digits as the picture has.
const resultOf = (pass, name) => `Not drawn: the number of this step, ${minus(shortDigits(pass, name))}.`;
