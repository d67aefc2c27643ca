// The picture of a walk: the present step is lit, and what is not computed yet has a question mark.
import { element } from "../../element.mjs";
import { Picture } from "../network/picture.mjs";
import { knownAfter, placesOf } from "./places.mjs";
import { operandsOf } from "../walk.mjs";

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

  show({ graph, run, state, steps, step, name, place, isAsked, pass }) {
    const isBegun = place >= 0;
    const isKnown = isBegun ? knownAfter(run, steps, place + !isAsked) : () => true;
    const wordsOf = (each, digits) =>
      `${graph.quantities[each].words}: ${digits === "?" ? "not computed yet" : digits}`;
    this.picture.show(veiled(pass, run, isKnown, isBegun), wordsOf);
    this.#light(isBegun ? name : "", { expressions: run.expressions, quantities: graph.quantities });
    const isPrinted = !isBegun && !step && isEmpty(state.options) && isEmpty(state.given);
    this.caption.replaceChildren(...(isPrinted ? this.printed : [captionOf(step, isBegun)]));
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

function captionOf(step, isBegun) {
  if (!isBegun) return `The numbers of pass ${step + 1}, computed and proved here.`;
  return `The numbers of pass ${step + 1} so far; a question mark is still to be computed.`;
}
