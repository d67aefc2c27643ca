// Below an open formula: the number that a reader has instead, and the slip that gives it.
import { element } from "../../element.mjs";
import { updatesOf } from "../readable.mjs";

export class OtherNumber {
  #check = null;
  #shown = "";

  constructor(store) {
    this.store = store;
    this.box = element(
      "details",
      { class: "live-other", hidden: true },
      element("summary", {}, "Do you have another number?"),
    );
    this.box.addEventListener("toggle", () => this.#fill(), { once: true });
  }

  // Follow what is chosen; a given number is as the reader gives it.
  show({ chosen, step }) {
    this.box.hidden = !chosen || (!step && this.store.run.expressions[chosen].number !== undefined);
    if (`${chosen}@${step}` === this.#shown) return;
    this.#shown = `${chosen}@${step}`;
    this.#check?.result.replaceChildren();
    if (this.#check && chosen) this.#check.label.textContent = this.#label();
  }

  // What the number is compared with: one from after another update is no slip.
  #label() {
    const { chosen, step } = this.store.state;
    const { words } = this.store.graph.quantities[chosen];
    return `Your number for the ${words} ${step ? `after ${updatesOf(step)}` : "before any update"}`;
  }

  // What judges the number is loaded when it is first asked for.
  async #fill() {
    const { NumberCheck } = await import("../slips/number-check.mjs");
    const asked = async () => {
      await this.store.ready();
      const { run, example, state } = this.store;
      return { run, example, name: state.chosen, step: state.step };
    };
    this.#check = new NumberCheck({ label: this.#label(), asked });
    this.box.append(this.#check.form, this.#check.result);
    this.#check.input.focus({ preventScroll: true });
  }
}
