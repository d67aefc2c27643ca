// The formula that opens at a quantity: with symbols, with the numbers put in, and each of these opens again.
import { element } from "../../element.mjs";
import { VALUE_DIGITS, page, significant } from "../../digits.mjs";
import { announce } from "../announce.mjs";
import { numberField } from "../field.mjs";
import { inNumbers, inSymbols } from "../formula.mjs";
import { operandsOf } from "../operands.mjs";
import { minus, updatesOf } from "../readable.mjs";
import { formulaOf, usersOf } from "./reasons.mjs";
import { symbolOf } from "../symbol.mjs";

const FIELD_RANGE = 2; // a slider goes from minus this to this, or twice as far as the number is
const MOST_USERS = 12;

export class Panel {
  #open = new Set(); // the numbers that are opened, by the path of names that leads to them
  #isLong = false;
  #turn = 0;
  #fields = new Map(); // kept while the panel is made anew, so that the one in use keeps the focus

  // `on.point(name)` is called while a number is pointed at, `on.choose(name, step)` for another quantity.
  constructor(store, on) {
    [this.store, this.on] = [store, on];
    this.box = element("section", { class: "live-panel", "aria-label": "Where the number comes from", hidden: true });
    this.box.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape());
    this.box.addEventListener("pointerover", ({ target }) =>
      on.point(target.closest("[data-name]")?.dataset.name ?? ""),
    );
    this.box.addEventListener("focusin", ({ target }) => on.point(target.closest("[data-name]")?.dataset.name ?? ""));
  }

  // Show what the state has chosen; nothing where that is nothing.
  async show() {
    const turn = ++this.#turn;
    const { chosen, step } = this.store.state;
    if (!chosen) return this.#close();
    if (chosen !== this.chosen) this.#open.clear();
    this.chosen = chosen;
    await this.store.ready();
    const nodes = [await this.#reason(chosen, step, chosen), this.#users(chosen, step), this.#closing()];
    if (turn !== this.#turn) return;
    const isNew = this.box.hidden;
    this.#replace(nodes);
    this.box.hidden = false;
    if (isNew && navigator.userActivation?.isActive) this.box.scrollIntoView({ block: "nearest" });
  }

  // Light the numbers of a quantity in the open formulas.
  light(name) {
    for (const each of this.box.querySelectorAll("[data-name]"))
      each.classList.toggle("is-lit", each.dataset.name === name);
  }

  // Close the numbers that are opened; where none is, the panel.
  #escape() {
    if (!this.#open.size) return this.on.choose("");
    this.#open.clear();
    this.show();
  }

  #close() {
    this.chosen = "";
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  // Put the new nodes there; what had the focus, a button that is made anew or the field itself, has it again.
  #replace(nodes) {
    const focused = this.box.contains(document.activeElement) ? document.activeElement : null;
    this.box.replaceChildren(...nodes);
    for (const place of this.box.querySelectorAll("[data-field]"))
      place.replaceWith(this.#fields.get(place.dataset.field).box);
    const path = focused?.dataset.path;
    const same = path === undefined ? focused : this.box.querySelector(`[data-path="${CSS.escape(path)}"]`);
    const again = same ?? (focused && this.box.querySelector("[data-path]")); // the first where it is closed now
    again?.focus({ preventScroll: true });
  }

  // A quantity with its formula, and below it those of its numbers that are opened.
  async #reason(name, step, path) {
    const pass = await this.store.pass(step);
    const formula = formulaOf(this.store.run, name, step);
    const lines = formula ? await this.#lines(name, pass, formula, path) : [];
    const isFirst = path === name;
    const isThere = typeof formula?.expr === "string" && !(isFirst && this.#isLong); // the line above has it
    const value = isThere ? "" : this.#value(name, pass, !formula, isFirst);
    const given = formula || !this.#isGiven(name) ? [] : [this.#field(name)];
    const operands = operandsOf(formula?.expr);
    const opened = operands.filter((operand) => this.#open.has(`${path} ${operand}`));
    const inner = await Promise.all(opened.map((operand) => this.#reason(operand, formula.step, `${path} ${operand}`)));
    return element("div", { class: "live-reason" }, this.#title(name, step), ...lines, value, ...given, ...inner);
  }

  #title(name, step) {
    const words = this.#meaning(name).words + (step ? `, after ${updatesOf(step)}` : "");
    return element("p", { class: "live-title" }, words[0].toUpperCase() + words.slice(1));
  }

  #meaning(name) {
    return this.store.graph.quantities[name];
  }

  #isGiven(name) {
    return !["gradient", "count"].includes(this.#meaning(name).role);
  }

  #symbol(name) {
    const { symbol, role } = this.#meaning(name);
    return element("span", { class: `live-symbol role-${role}`, "data-name": name }, ...symbolOf(symbol));
  }

  async #lines(name, pass, { expr, step }, path) {
    const before = step === pass.step ? pass : await this.store.pass(step);
    const symbols = inSymbols(expr, (operand) => [this.#symbol(operand)]);
    const numbers = inNumbers(expr, (operand) => this.#number(operand, before, `${path} ${operand}`));
    const isExact = operandsOf(expr).every((operand) => before.digits(operand).isExact);
    const symbol = this.#symbol(before === pass ? name : `${name}+`);
    return [
      element("p", { class: "live-line" }, symbol, " = ", ...symbols),
      element("p", { class: "live-line" }, isExact ? "= " : "≈ ", ...numbers),
    ];
  }

  // A number in a formula, a button that opens where it comes from.
  #number(name, pass, path) {
    const { text } = pass.digits(name);
    const isOpen = this.#open.has(path);
    const onclick = () => this.#toggle(path, name, text);
    return element(
      "button",
      {
        type: "button",
        class: "live-number",
        "data-name": name,
        "data-path": path,
        "aria-expanded": String(isOpen),
        "aria-label": `${text}, ${this.#meaning(name).words}`,
        onclick,
      },
      minus(text),
    );
  }

  #toggle(path, name, text) {
    const isOpen = this.#open.has(path);
    if (isOpen) for (const other of this.#open) if (`${other} `.startsWith(`${path} `)) this.#open.delete(other);
    if (!isOpen) this.#open.add(path);
    announce(isOpen ? "Closed." : `${this.#meaning(name).words}, ${text}: opened below.`);
    this.show();
  }

  // The value of a quantity; that of the one chosen has a button for more digits.
  #value(name, pass, isNamed, isFirst) {
    const { text, relation } = pass.digits(name, isFirst && this.#isLong ? significant(VALUE_DIGITS) : page);
    if (!text) return element("p", { class: "live-line" }, "Too close to 0 to tell its digits.");
    const symbol = isNamed ? [this.#symbol(name), " "] : [];
    const proof = element("span", { class: "live-proved" }, isNamed && this.#isGiven(name) ? "given" : "proved");
    const value = element("strong", {}, minus(text));
    return element(
      "p",
      { class: "live-line" },
      ...symbol,
      `${relation} `,
      value,
      " ",
      proof,
      isFirst ? this.#more() : "",
    );
  }

  #more() {
    const onclick = () => {
      this.#isLong = !this.#isLong;
      this.show();
    };
    const pressed = { "aria-pressed": String(this.#isLong), "data-path": "digits" };
    return element("button", { type: "button", class: "live-more", ...pressed, onclick }, `${VALUE_DIGITS} digits`);
  }

  // The place that the field of a given number takes once all is made: moved sooner, it would lose the focus.
  #field(name) {
    const value = this.store.numberOf(name);
    const limit = Math.max(FIELD_RANGE, 2 * Math.ceil(Math.abs(Number(value))));
    if (!this.#fields.has(name)) {
      const label = [this.#symbol(name), " ", this.#meaning(name).words];
      const range = { min: -limit, max: limit, step: "0.01" };
      this.#fields.set(
        name,
        numberField({
          label,
          value,
          range,
          read: this.on.read,
          onnumber: (...number) => this.on.give(name, ...number),
        }),
      );
    }
    const field = this.#fields.get(name);
    field.show(value);
    return element("div", { "data-field": name });
  }

  // What is made of the quantity: each a button that leads on to it.
  #users(name, step) {
    const users = usersOf(this.store.run, this.store.graph.loss, name, step).slice(0, MOST_USERS);
    if (!users.length) return "";
    const buttons = users.map((user) => this.#user(user, user.step > step ? `${user.name}+` : user.name));
    return element("p", { class: "live-users" }, "Goes into: ", ...buttons.flatMap((button) => [button, " "]));
  }

  // Its name begins with what can be read on it, for whoever speaks to the page.
  #user({ name, step }, shown) {
    const onclick = () => this.on.choose(name, step);
    const symbol = symbolOf(this.#meaning(shown).symbol);
    const button = element("button", { type: "button", class: "live-user", "data-name": name, onclick }, ...symbol);
    button.setAttribute("aria-label", `${button.textContent}, ${this.#meaning(name).words}`);
    return button;
  }

  #closing() {
    return element("button", { type: "button", class: "live-close", onclick: () => this.on.choose("") }, "Close");
  }
}
