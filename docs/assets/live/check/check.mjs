// Check my numbers: a reader's table or list, held number by number to the proved values and to the reader's own.
import { slipsOf } from "../../data.mjs";
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { isEqual } from "../decimal.mjs";
import { numberField } from "../field.mjs";
import { NumbersForm } from "./numbers-form.mjs";
import { storeOf } from "../store.mjs";

const TITLES = {
  mazur: "Two outputs, with biases",
  sigmoid: "Two outputs, no biases",
  signed: "Negative weights",
  relu: "ReLU, one output",
  chain: "One neuron after another",
  softmax: "A choice of three (softmax)",
  xor: "XOR, four samples",
};
const loadedReading = () => import("./columns.mjs");
const loadedChecking = () => import("./checking.mjs");
const OPENED = { "check.network": "1" }; // in the address, that another network than the first is open

export async function start(box, { words }) {
  const checker = new Checker(words);
  box.append(checker.box);
  await checker.follow();
  for (const example of words) storeOf(example).watch(() => checker.follow());
}

class Checker {
  #waiting = new AbortController();
  #example = "";

  constructor(examples) {
    this.examples = examples;
    this.form = new NumbersForm(() => this.#check());
    this.form.onfields = (text) => this.#toFields(text);
    this.settings = element("div", { class: "live-bar" });
    this.report = element("div", {});
    const button = (words, onclick) => element("button", { type: "button", onclick }, words);
    this.box = element(
      "div",
      { class: "check" },
      element("div", { class: "live-bar" }, this.#exampleField()),
      element(
        "details",
        { class: "check-settings", ontoggle: () => this.#showSettings() },
        element("summary", {}, "Learning rate and conventions"),
        this.settings,
      ),
      this.form.box,
      element(
        "div",
        { class: "live-bar check-acts" },
        element("button", { type: "button", class: "check-go", onclick: () => this.#check() }, "Check my numbers"),
        button("Try an example", () => this.#tryExample()),
        button("Clear numbers", () => this.#clear()),
      ),
      this.report,
    );
  }

  #exampleField() {
    const options = this.examples.map((name) => element("option", { value: name }, TITLES[name] ?? name));
    this.chooser = element(
      "select",
      { id: "check-example", onchange: () => this.#choose(this.chooser.value) },
      ...options,
    );
    return element("label", { for: "check-example" }, "Network ", this.chooser);
  }

  get store() {
    return storeOf(this.#example);
  }

  // Show the network that the address asks for.
  async follow() {
    const asked = this.examples.find((name) => storeOf(name).isAsked) ?? this.examples[0];
    const isOther = asked !== this.#example;
    this.#example = asked;
    this.chooser.value = asked;
    if (isOther) this.#forget();
    if (this.store.isAsked) await this.store.ready();
    if (this.store.graph) this.#showSettings();
    if (this.form.isFields) await this.#offer();
  }

  #choose(example) {
    const usual = { options: {}, given: {}, step: 0, chosen: "", more: {} };
    for (const name of this.examples) {
      const more = name === example && name !== this.examples[0] ? OPENED : {};
      storeOf(name).change({ ...usual, more }, { passing: true });
    }
  }

  // Learning rate and conventions, once someone wants to see them.
  async #showSettings() {
    if (!this.box.querySelector(".check-settings").open) return;
    const { store } = this;
    await store.ready();
    const { options } = store.graph;
    const rate = numberField({
      label: options.rate.title,
      value: store.numberOf("eta"),
      onnumber: (text, waiting) => store.change(store.patchFor("eta", text), waiting),
    });
    const choices = Object.keys(options).filter((name) => options[name].words.length > 1);
    if (this.settings.contains(document.activeElement)) return;
    this.settings.replaceChildren(rate.box, ...choices.map((name) => this.#choice(name)));
  }

  #choice(name) {
    const { store } = this;
    const { title, words, names, default: usual } = store.graph.options[name];
    const present = store.state.options[name] ?? usual;
    const options = words.map((value) => element("option", { value, selected: value === present }, names[value]));
    const onchange = ({ target: { value } }) => {
      const { [name]: _, ...rest } = store.state.options;
      store.change({ options: value === usual ? rest : { ...rest, [name]: value } });
    };
    return element("label", {}, `${title} `, element("select", { onchange }, ...options));
  }

  async #offer() {
    await this.store.ready();
    this.form.offer(this.store.graph, this.store.run, (name) => this.store.numberOf(name));
  }

  // The numbers of a list in its fields; what cannot be read stays in the text.
  async #toFields(text) {
    await this.#offer();
    try {
      const { tableIn } = await loadedReading();
      const { columns } = tableIn(text, this.store.run);
      this.form.fill(new Map(columns.map(({ names: [name], cells }) => [name, cells.find(Boolean)?.text ?? ""])));
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
    }
  }

  async #check() {
    this.#waiting.abort();
    const { signal } = (this.#waiting = new AbortController());
    this.#forget();
    try {
      await this.store.ready();
      const [{ tableIn }, checking] = await Promise.all([loadedReading(), loadedChecking()]);
      const table = tableIn(this.form.text, this.store.run);
      const report = await checking.gradeTable(table, (given) => this.#runWith(given), signal);
      if (signal.aborted) return;
      const { slip } = this.#show({ ...report, notes: [...table.notes, ...report.notes] }, checking);
      if (!report.first) return;
      slip.textContent = "Trying the slips that we know …";
      slip.textContent = checking.slipSentence(await this.#slips(report, signal));
      announce(slip.textContent);
    } catch (error) {
      if (error instanceof Mistake) this.#refuse(error.message);
      else if (!signal.aborted) throw error;
    }
  }

  #refuse(sentence) {
    this.form.refuse(sentence);
    announce(sentence);
  }

  #show(report, { FAULT, givenSentence, headline, reportSection }) {
    const given = givenSentence(this.#changes(report));
    const section = reportSection(report, { given, onreveal: (finding) => this.form.reveal(finding) });
    this.report.replaceChildren(section.box);
    this.form.mark(report.first, FAULT);
    announce(headline(report));
    return section;
  }

  async #slips(report, signal) {
    const { slipsGiving } = await import("./matching-slips.mjs");
    return slipsGiving(report, await slipsOf(this.#example), signal);
  }

  // The run with given numbers of the reader's own, as far as they differ from those of the state.
  #runWith(given) {
    const { state } = this.store;
    const own = Object.entries(given).filter(([name, text]) => !isEqual(text, this.store.numberOf(name)));
    return this.store.runWith({ given: { ...state.given, ...Object.fromEntries(own) } });
  }

  // The given numbers of the reader's own: name, decimal, and what the page has for it.
  #changes({ findings }) {
    const given = findings.filter(({ kind }) => kind === "given");
    return given
      .map(({ name, cell }) => [name, cell.number.plain, this.store.numberOf(name)])
      .filter(([, own, usual]) => !isEqual(own, usual));
  }

  #forget() {
    this.report.replaceChildren();
    this.form.refuse("");
    this.form.mark(null);
  }

  #clear() {
    this.form.text = "";
    this.#forget();
    this.form.area.focus();
  }

  // A list with one slip in it, and what the check says of it.
  async #tryExample() {
    const { store } = this;
    await store.ready();
    const { sampleOf } = await import("./sample.mjs");
    this.form.text = sampleOf(store.graph, store.run, await slipsOf(this.#example));
    await this.#check();
  }
}
