// The panel of a walk: the step that is open, with its formula, its numbers and the guess it asks for.
import { element } from "../../element.mjs";
import { STAGES } from "../walk.mjs";
import { capital } from "./capital.mjs";
import { guessForm } from "./guess-form.mjs";
import { linesOf, notesOf } from "./stepper-line.mjs";

export class StepperPanel {
  // `choose(name)` is called for a number that is pressed, `solve(sentence)` for a guess that is right or passed over.
  constructor({ choose, solve, close }) {
    Object.assign(this, { choose, solve, close });
    this.box = element("section", { class: "live-panel stepper-panel", "aria-label": "This step", hidden: true });
  }

  show(view) {
    const isBegun = view.place >= 0;
    this.box.hidden = !isBegun;
    this.box.replaceChildren(...(isBegun ? this.#contentOf(view) : []));
  }

  showProblem(sentence) {
    this.box.hidden = false;
    this.box.replaceChildren(element("p", { class: "live-problem", role: "alert" }, sentence));
  }

  // Go to the field of the guess; whether there is one.
  focusField() {
    const field = this.box.querySelector("form input");
    field?.focus();
    return Boolean(field);
  }

  #contentOf(view) {
    const { graph, steps, step, place, name } = view;
    const { words } = graph.quantities[name];
    const isStep = (each) => steps.some((other) => other.name === each);
    const where = `Pass ${step + 1} · ${STAGES[steps[place].stage]} · step ${place + 1} of ${steps.length}`;
    return [
      element("p", { class: "stepper-where" }, where),
      element("p", { class: "stepper-name" }, capital(words)),
      ...linesOf({ ...view, isStep, choose: this.choose }),
      ...(view.isAsked ? [this.#formFor(view, words)] : answerOf(view)),
      ...notesOf(view),
      element("button", { type: "button", class: "live-close", onclick: this.close }, "Close"),
    ];
  }

  #formFor({ pass, name }, words) {
    return guessForm({
      words,
      digitsUnder: (rule) => pass.digits(name, rule),
      onsolved: this.solve,
      onskipped: () => this.solve(""),
    });
  }
}

const answerOf = ({ answer }) => (answer ? [element("p", { class: "guess-answer is-right" }, `✓ ${answer}`)] : []);
