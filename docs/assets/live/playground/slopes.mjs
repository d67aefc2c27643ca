// The derivatives of the loss with respect to all that is trained, each a button that opens its formula.
import { element } from "../../element.mjs";
import { minus } from "../readable.mjs";
import { symbolOf } from "../symbol.mjs";

export class Slopes {
  constructor(choose) {
    this.choose = choose;
    this.list = element("div", { class: "own-slopes" });
    const summary = element("summary", {}, "Slopes: how fast the loss changes with each weight");
    this.box = element("details", { ontoggle: () => this.#fill() }, summary, this.list);
  }

  show(graph, pass) {
    Object.assign(this, { graph, pass });
    this.#fill();
  }

  // What is folded away is not computed.
  #fill() {
    if (!this.box.open || !this.pass) return;
    const focused = this.list.contains(document.activeElement) && document.activeElement.dataset.name;
    this.list.replaceChildren(...slopeNames(this.graph).map((name) => this.#button(name)));
    if (focused) this.list.querySelector(`[data-name="${focused}"]`)?.focus();
  }

  #button(name) {
    const { symbol, words } = this.graph.quantities[name];
    const { text, relation } = this.pass.digits(name);
    const value = text ? `${relation} ${minus(text)}` : "is too close to 0 to tell";
    const own = element("span", { class: "live-symbol" }, ...symbolOf(symbol));
    const button = element(
      "button",
      { type: "button", "data-name": name, onclick: () => this.choose(name) },
      own,
      value,
    );
    button.setAttribute("aria-label", `${button.textContent}, ${words}`);
    return button;
  }
}

function slopeNames({ loss, expressions, quantities }) {
  const names = Object.keys(quantities).filter((name) => ["weight", "bias"].includes(quantities[name].role));
  return names.map((name) => `d${loss}/d${name}`).filter((name) => expressions[name]);
}
