// Where a reader's numbers go in: a text that can be pasted, or a field for each quantity; what is in one goes to the other.
import { element } from "../../element.mjs";
import { GIVEN, groupsOf } from "./groups.mjs";
import { lineOf } from "../symbol.mjs";

const PLACEHOLDER = "net_h1\t0.3775\nout_h1\t0.5933\nE_total\t0.2984\ndE/dw5\t0.0822\nw5+\t0.3589";

export class NumbersForm {
  #fields = new Map(); // inputs by quantity

  constructor(onsubmit) {
    this.problem = element("p", { class: "live-problem", id: "check-problem" });
    const attributes = { rows: "9", spellcheck: "false", autocomplete: "off", wrap: "off", placeholder: PLACEHOLDER };
    this.area = element("textarea", {
      id: "check-text",
      "aria-describedby": "check-hint check-problem",
      ...attributes,
    });
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onsubmit();
    });
    this.groups = element("div", { class: "check-groups" });
    this.panels = {
      text: this.#textPanel(),
      fields: element("div", { class: "check-fields", hidden: true }, this.groups),
    };
    this.box = element("div", { class: "check-form" }, this.#ways(), ...Object.values(this.panels), this.problem);
  }

  #ways() {
    const way = (value, words) => {
      const onchange = () => this.#show(value);
      const radio = element("input", { type: "radio", name: "check-way", value, checked: value === "text", onchange });
      return element("label", {}, radio, ` ${words}`);
    };
    const legend = element("legend", {}, "Your numbers");
    return element(
      "fieldset",
      { class: "check-ways" },
      legend,
      way("text", "as text or a table"),
      way("fields", "in fields"),
    );
  }

  #textPanel() {
    const hint =
      "A name and its number in each line, or cells copied from a spreadsheet, a row for each step. " +
      "They stay in your browser, and are gone when you reload.";
    return element(
      "div",
      {},
      element("label", { for: "check-text", class: "check-label" }, "Names and numbers"),
      this.area,
      element("p", { id: "check-hint", class: "live-hint" }, hint),
    );
  }

  // Fields for the quantities of a pass; `numberOf` returns what a given one is now.
  offer(graph, run, numberOf) {
    this.#fields.clear();
    this.groups.replaceChildren(
      ...Object.entries(groupsOf(graph, run)).map(([title, names]) =>
        this.#group(title, names, graph, title === GIVEN ? numberOf : () => ""),
      ),
    );
  }

  #group(title, names, { quantities }, hintOf) {
    const fields = names.map((name) => {
      const attributes = { type: "text", inputmode: "decimal", autocomplete: "off", placeholder: hintOf(name) };
      const input = element("input", { ...attributes, title: quantities[name].words });
      this.#fields.set(name, input);
      return element("label", {}, element("span", {}, lineOf(quantities[name].symbol).replace("^+", "+")), input);
    });
    return element("fieldset", {}, element("legend", {}, title), ...fields);
  }

  get isFields() {
    return !this.panels.fields.hidden;
  }

  // What is there, as a text.
  get text() {
    if (!this.isFields) return this.area.value;
    const filled = [...this.#fields].filter(([, input]) => input.value.trim());
    return filled.map(([name, input]) => `${name}\t${input.value.trim()}`).join("\n");
  }

  set text(text) {
    this.#choose("text");
    this.area.value = text;
  }

  #choose(way) {
    this.box.querySelector(`input[value="${way}"]`).checked = true;
    for (const [name, panel] of Object.entries(this.panels)) panel.hidden = name !== way;
  }

  // Show the other way in, with the same numbers as far as these are a list.
  #show(way) {
    const { text } = this;
    this.#choose(way);
    if (way === "text" && text) this.area.value = text;
    if (way === "fields") this.onfields?.(text);
  }

  fill(numbers) {
    for (const [name, input] of this.#fields) input.value = numbers.get(name) ?? "";
  }

  // Mark where a number is wrong, as `describedBy` says; without a finding, nothing.
  mark(finding, describedBy) {
    for (const input of this.#fields.values()) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    const input = finding && this.isFields ? this.#fields.get(finding.name) : null;
    input?.setAttribute("aria-invalid", "true");
    input?.setAttribute("aria-describedby", describedBy);
  }

  // Go to the number of a finding, and select it.
  reveal({ name, cell }) {
    if (this.isFields) return this.#fields.get(name)?.select();
    this.area.focus();
    this.area.setSelectionRange(cell.start, cell.end);
    const lines = this.area.value.slice(0, cell.start).split("\n").length - 1;
    this.area.scrollTop = lines * parseFloat(getComputedStyle(this.area).lineHeight) - this.area.clientHeight / 2;
  }

  refuse(sentence) {
    this.problem.textContent = sentence;
    this.area.setAttribute("aria-invalid", String(Boolean(sentence)));
  }
}
