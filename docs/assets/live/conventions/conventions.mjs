// The conventions as switches: beside each choice the number that it leads to, below them what changes first.
import { element } from "../../element.mjs";
import { variant } from "../../graph.mjs";
import { Mistake, settled } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { firstDifference } from "./difference.mjs";
import { minus, updatesOf } from "../readable.mjs";
import { storeOf } from "../store.mjs";
import { symbolOf } from "../symbol.mjs";

const NONE = "–";

export async function start(box, { example }) {
  const store = await storeOf(example).ready();
  const switches = new Switches(store);
  box.append(switches.box);
  store.watch(() => switches.show());
}

class Switches {
  #turn = 0;
  #cells = new Map(); // where the number of each choice stands, by `option=value`

  constructor(store) {
    this.store = store;
    this.names = Object.keys(store.graph.options).filter((name) => store.graph.options[name].words.length > 1);
    this.head = element("p", { class: "switches-head" });
    this.both = element("dl", { class: "switches-both" });
    this.first = element("p", { class: "switches-first" });
    this.button = element("button", { type: "button", onclick: () => this.#reset() }, "Reset");
    this.box = element(
      "div",
      { class: "switches" },
      this.head,
      element("div", { class: "switches-options" }, ...this.names.map((name) => this.#option(name))),
      element("div", { class: "switches-result" }, this.both, this.first, this.button),
    );
  }

  #option(name) {
    const { title, words } = this.store.graph.options[name];
    const rows = words.map((value) => this.#choice(name, value));
    return element("fieldset", {}, element("legend", {}, title), ...rows);
  }

  #choice(name, value) {
    const id = `switch-${this.store.example}-${name}-${value}`;
    const onchange = () => this.#choose(this.#with(name, value));
    const group = `switch-${this.store.example}-${name}`;
    const radio = element("input", { type: "radio", name: group, value, "aria-describedby": id, onchange });
    const number = element("span", { id, class: "switches-number" });
    this.#cells.set(`${name}=${value}`, { radio, number });
    const words = this.store.graph.options[name].names[value];
    return element("div", { class: "switches-choice" }, element("label", {}, radio, " ", words), number);
  }

  // The state's change to other options: a number of the reader's own goes where they know no such given number.
  #patch(options) {
    const { expressions } = variant(this.store.graph, Object.entries(options));
    const given = Object.entries(this.store.state.given).filter(([name]) => expressions[name]?.number);
    return { options, given: Object.fromEntries(given) };
  }

  // The options of the state with another choice, in the order and spelling of keys.
  #with(name, value) {
    const options = Object.entries({ ...this.store.state.options, [name]: value });
    return Object.fromEntries(settled({ options }, this.store.graph).options);
  }

  // The options of the state without any that are switched here.
  #usual() {
    return Object.fromEntries(Object.entries(this.store.state.options).filter(([name]) => !this.names.includes(name)));
  }

  async #choose(options) {
    this.store.change(this.#patch(options));
    await this.show();
    announce(`${[...this.both.children].map((each) => each.textContent).join(" ")}.`);
  }

  // Choose what is usual; the focus goes there, since the button is disabled then.
  async #reset() {
    await this.#choose(this.#usual());
    this.box.querySelector(":checked").focus();
  }

  // The quantity that all numbers here are, and after how many updates.
  get #asked() {
    const { chosen, step } = this.store.state;
    return { name: chosen || this.store.graph.loss, step: Math.max(1, step) };
  }

  async show() {
    const turn = ++this.#turn;
    const cells = [...this.#cells].map(([choice, cell]) => ({ ...cell, options: this.#with(...choice.split("=")) }));
    const texts = await Promise.all([...cells, { options: this.#usual() }].map(({ options }) => this.#text(options)));
    if (turn !== this.#turn) return;
    const usual = texts.pop();
    const present = JSON.stringify(this.store.state.options);
    cells.forEach(({ radio, number, options }, place) => {
      radio.checked = JSON.stringify(options) === present;
      number.textContent = texts[place];
    });
    await this.#conclude(usual, texts[cells.findIndex(({ radio }) => radio.checked)]);
  }

  // The digits of the asked quantity under other options; a dash where there are none.
  async #text(options) {
    const { name, step } = this.#asked;
    const run = this.store.runWith(this.#patch(options));
    if (!run.expressions[name]) return NONE;
    return allowed(
      async () => minus((await run.pass(step, { names: [name] })).digits(name).text) || NONE,
      () => NONE,
    );
  }

  async #conclude(usual, present) {
    const { name, step } = this.#asked;
    const { symbol, words } = this.store.graph.quantities[name];
    const proved = element("span", { class: "live-proved" }, "proved");
    this.head.replaceChildren(
      "Beside each choice: ",
      ...symbolOf(symbol),
      `, ${words}, after ${updatesOf(step)} `,
      proved,
    );
    const pair = (term, text) => [element("dt", {}, term), element("dd", {}, text)];
    this.both.replaceChildren(...pair("The usual choices", usual), ...pair("Your choices", present));
    const isUsual = this.names.every((option) => !(option in this.store.state.options));
    this.button.disabled = isUsual;
    const first = () => (isUsual ? ["Choose another convention to see what it changes."] : this.#firstToChange());
    this.first.replaceChildren(...(await allowed(first, ({ message }) => [message])));
  }

  // Why two choices give one number: that half and mean are one looks like a switch that does nothing.
  #sameness() {
    const isMean = this.store.state.options.loss === "mean";
    return isMean ? "the mean of two squares is half their sum" : "here the choices come to the same thing";
  }

  #firstToChange() {
    const present = this.store.runWith(this.#patch(this.store.state.options));
    const difference = firstDifference(this.store.runWith(this.#patch(this.#usual())), present);
    if (!difference) return [`No number changes: ${this.#sameness()}.`];
    const name = difference.name.replace(/\+$/, "");
    const { symbol, words } = this.store.graph.quantities[name];
    const numbers = `: ${minus(difference.other)} instead of ${minus(difference.usual)}`;
    const source = present.expressions[difference.name];
    const [weight] = typeof source === "string" && source.endsWith("+") ? [source.slice(0, -1)] : [];
    const reason = weight
      ? ["; that is ", ...symbolOf(this.store.graph.quantities[weight].symbol), ", already updated."]
      : ["."];
    const updated = name === difference.name ? "" : ", after the update";
    return ["The first number to change is ", ...symbolOf(symbol), `, the ${words}${updated}`, numbers, ...reason];
  }
}

// What `act` comes to, or `otherwise(error)` where numbers of the reader's own lead too far.
async function allowed(act, otherwise) {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Mistake) return otherwise(error);
    throw error;
  }
}
