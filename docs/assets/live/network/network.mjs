// The live network: choose any number of the picture, and its formula opens, down to what is given.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { addHundredths } from "../decimal.mjs";
import { OtherNumber } from "./other-number.mjs";
import { Panel } from "./panel.mjs";
import { Picture } from "./picture.mjs";
import { updatesOf } from "../readable.mjs";
import { placesOf, sourcesOf, usersOf } from "./reasons.mjs";
import { storeOf } from "../store.mjs";
import { symbolOf } from "../symbol.mjs";

const PIXELS = 3; // that a drag takes for a hundredth
const PATIENCE = 200; // milliseconds before a computation is said to go on
const HINTS = {
  first: "Choose any number to see where it comes from; drag a weight left or right to change it.",
  later: "Choose any number to see where it comes from; to change a weight, go back to 0 updates.",
};

export async function start(box, { example, key, still }) {
  const network = new Network(storeOf(example), still, key.split(":")[1] ?? "");
  box.append(network.bar, network.panel.box, network.other.box);
  network.bar.addEventListener("keydown", ({ key }) => key === "Escape" && network.close());
  network.store.watch(() => network.show());
}

class Network {
  #pointed = "";
  #drag = null; // the number that is dragged, and its decimal before

  // `suggested` is the quantity that the text speaks of; without it, the loss.
  constructor(store, still, suggested) {
    this.store = store;
    const on = {
      choose: (name, step) => this.#choose(name, step),
      point: (name) => this.#light(name),
      drag: (name, pixels) => this.#dragged(name, pixels),
      give: (name, text, waiting) => this.#give(name, text, waiting),
    };
    this.picture = new Picture(still.querySelector("svg"), on);
    this.caption = still.querySelector("figcaption");
    this.printed = [...this.caption.childNodes];
    this.panel = new Panel(store, on);
    this.other = new OtherNumber(store);
    this.bar = this.#controls(suggested);
  }

  #controls(suggested) {
    const button = (label, name, onclick) => element("button", { type: "button", "aria-label": name, onclick }, label);
    this.back = button("−", "One update back", () => this.#go(-1));
    this.count = element("span", { class: "live-count" });
    const next = button("+", "One update on", () => this.#go(1));
    this.opener = element("button", { type: "button", onclick: () => this.#open(suggested) });
    this.opener.append("Where ", ...(suggested ? symbolOfName(suggested) : ["the loss"]), " comes from");
    this.again = element("button", { type: "button", onclick: () => this.#reset() }, "Start again");
    const updates = element(
      "span",
      { class: "live-bar", role: "group", "aria-label": "Updates" },
      this.back,
      this.count,
      next,
    );
    this.hint = element("span", { class: "live-hint" });
    return element("div", { class: "live-bar" }, updates, this.again, this.opener, this.hint);
  }

  // Bring everything up to the state; where it is the printed one, nothing has to be loaded.
  async show() {
    const { step, chosen } = this.store.state;
    this.count.textContent = updatesOf(step);
    this.back.disabled = step === 0;
    this.again.disabled = !this.store.isAsked;
    this.hint.textContent = step ? HINTS.later : HINTS.first;
    if (this.store.graph || this.store.isAsked) await this.#showNumbers();
    this.#light(chosen);
    await this.panel.show();
    if (this.store.graph) this.other.show(this.store.state);
  }

  async #showNumbers() {
    const { state } = this.store;
    const waiting = setTimeout(() => this.caption.replaceChildren("Computing…"), PATIENCE);
    const pass = await this.store.pass(state.step);
    clearTimeout(waiting);
    if (state !== this.store.state) return;
    this.picture.show(pass, (name, digits) => `${name}: ${digits}, ${this.store.graph.quantities[name].words}`);
    const loss = this.store.graph.objective;
    const isPrinted = state.step === 0 && !Object.keys(state.given).length && !Object.keys(state.options).length;
    if (isPrinted) this.caption.replaceChildren(...this.printed);
    else this.caption.replaceChildren(...captionOf(state, pass, loss));
  }

  #light(name) {
    const { graph, state } = this.store;
    const lit = name || state.chosen;
    this.#pointed = name;
    if (name && !graph) this.store.ready().then(() => this.#light(this.#pointed));
    if (!graph || !this.store.run.expressions[lit]) return this.picture.light({}, "");
    const { run } = this.store;
    const drawn = new Set(this.picture.parts.keys());
    const places = (names) => new Set(names.flatMap((each) => placesOf(run, each, drawn)));
    const sets = {
      "is-chosen": places([lit]),
      "is-source": places(sourcesOf(run, lit, 0)),
      "is-user": places(usersOf(run, graph.loss, lit, 0).map((user) => user.name)),
    };
    this.picture.light(sets, state.chosen);
    this.panel.light(lit);
  }

  close() {
    if (this.store.state.chosen) this.#choose("");
  }

  async #open(suggested) {
    await this.store.ready();
    this.#choose(suggested || this.store.graph.objective);
  }

  // Open the formula of a quantity; without a name, close what is open and go back to where it was chosen.
  async #choose(name, step = this.store.state.step) {
    await this.store.ready();
    const before = this.store.state.chosen;
    this.store.change({ chosen: name, step });
    if (!name) (this.picture.parts.get(before)?.handle ?? this.opener).focus();
    if (name) announce(`${this.store.graph.quantities[name].words}: its formula is open below the picture.`);
  }

  async #go(by) {
    await this.store.ready();
    const step = Math.max(0, this.store.state.step + by);
    const pass = await this.store.pass(step);
    this.store.change({ step });
    announce(`After ${updatesOf(step)}, the loss is ${pass.digits(this.store.graph.objective).text}.`);
  }

  #reset() {
    this.store.change({ options: {}, given: {}, step: 0, chosen: "" });
    announce("All numbers are as printed.");
  }

  // Take a given number, once the pass with it has a loss; a number that makes none is refused by a Mistake.
  async #give(name, text, waiting) {
    await this.store.ready();
    const patch = this.store.patchFor(name, text);
    const loss = this.store.graph.objective;
    const { text: digits } = (await this.store.runWith(patch).pass(this.store.state.step)).digits(loss);
    this.store.change(patch, waiting);
    if (!waiting.passing) announce(`The loss is ${digits || "too near to 0 to tell"}.`);
  }

  // A drag begins with the decimal that a given number has, and moves it by hundredths.
  async #grab(name) {
    this.#drag = null;
    await this.store.ready();
    if (this.#isGiven(name)) this.#drag = this.store.numberOf(name);
  }

  #dragged(name, pixels) {
    if (!pixels) this.#grab(name);
    if (!pixels || this.#drag === null) return true;
    this.#give(name, addHundredths(this.#drag, Math.trunc(pixels / PIXELS)), { passing: true }).catch((error) => {
      if (!(error instanceof Mistake)) throw error; // dragged too far: the last good number stays
    });
    return true;
  }

  #isGiven(name) {
    const { run, state } = this.store;
    return state.step === 0 && run.expressions[name].number !== undefined;
  }
}

// The caption of numbers that are not the printed ones.
function captionOf({ step, given, options }, pass, loss) {
  const changes = [...Object.entries(given), ...Object.entries(options)].map(([name, value]) => `${name} = ${value}`);
  const conditions = [changes.length && `with ${changes.join(", ")}`, step && `after ${updatesOf(step)}`].filter(
    Boolean,
  );
  const { relation, text } = pass.digits(loss);
  const words = conditions.join(", ");
  return [
    `${words[0].toUpperCase()}${words.slice(1)}, the loss ${relation} `,
    element("strong", {}, text),
    ", computed and proved in your browser.",
  ];
}

// The symbol of a derivative or another quantity, from its name, before any data are there.
function symbolOfName(name) {
  const tex = (part) => part.replace(/^([A-Za-z]+)_?(\w+)$/, "$1_{$2}");
  const [, upper, lower] = name.match(/^d(.+)\/d(.+)$/) ?? [];
  return upper
    ? [...symbolOf(`\\partial ${tex(upper)}`), "/", ...symbolOf(`\\partial ${tex(lower)}`)]
    : symbolOf(tex(name));
}
