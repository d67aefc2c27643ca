// All numbers of an update, on demand: loss, outputs and parameters of each run, to the digits of pages or to 17.
import { element } from "../../element.mjs";
import { VALUE_DIGITS, significant } from "../../digits.mjs";
import { minus, raised, readable, updatesOf } from "../readable.mjs";
import { symbolOf } from "../symbol.mjs";

const ROLES = ["error", "output", "weight", "bias"];

export class NumbersTable {
  constructor(graph, redraw) {
    this.graph = graph;
    this.summary = element("summary", {}, "All numbers");
    this.isLong = element("input", { type: "checkbox", onchange: redraw });
    this.table = element("table", { class: "training-table" });
    const scroller = element(
      "div",
      { class: "training-scroll", role: "region", tabindex: 0, "aria-label": "All numbers" },
      this.table,
    );
    const check = element("label", { class: "training-check" }, this.isLong, " 17 digits");
    this.box = element("details", { class: "training-numbers", ontoggle: redraw }, this.summary, check, scroller);
  }

  get names() {
    return this.box.open ? this.#rows(this.graph) : [];
  }

  #rows({ loss, expressions, quantities }) {
    const names = Object.keys(expressions).filter(
      (name) => expressions[name] && ROLES.includes(quantities[name]?.role),
    );
    const rank = (name) => (name === loss ? -1 : ROLES.indexOf(quantities[name].role));
    return names.sort((one, other) => rank(one) - rank(other));
  }

  prove(passes, step) {
    if (!this.box.open) return;
    const digitsIn = this.isLong.checked ? (pass, name) => pass.digits(name, significant(VALUE_DIGITS)) : readable;
    const caption = element("caption", {}, `After ${updatesOf(step)}; each digit is proved.`);
    const heads = ["Quantity", ...passes.map((_, place) => (passes.length > 1 ? `Run ${place + 1}` : "Value"))];
    const head = element(
      "thead",
      {},
      element("tr", {}, ...heads.map((words) => element("th", { scope: "col" }, words))),
    );
    this.table.replaceChildren(
      caption,
      head,
      element("tbody", {}, ...this.names.map((name) => this.#row(name, passes, digitsIn))),
    );
  }

  #row(name, passes, digitsIn) {
    const { symbol, words } = this.graph.quantities[name];
    const head = element("th", { scope: "row", class: "live-symbol", title: words }, ...symbolOf(symbol));
    const cells = passes.map((pass) => element("td", {}, ...(pass ? raised(minus(digitsIn(pass, name).text)) : [])));
    return element("tr", {}, head, ...cells);
  }
}
