// A field for a number of the reader's own, and how far it is right, or which slip gives it.
import { slipsOf } from "../../data.mjs";
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { compared, isOffByOne, marked } from "./marking.mjs";
import { slipNodes } from "./slip-words.mjs";
import { explainNumber, judgement } from "./slips.mjs";
import { typed } from "./typed.mjs";

let count = 0;

export class NumberCheck {
  #asked = new AbortController();

  // `asked()` promises {run, example, name, step}, the quantity that the number is for; `onjudged(isSolved)`
  // hears whether it is right; `aside` stands beside the button, and `task` tells this field from others on the page.
  constructor({ label, asked, onjudged = () => {}, aside = "", task = "" }) {
    Object.assign(this, { asked, onjudged });
    const id = `number-check-${++count}`;
    this.problem = element("p", { class: "live-problem", id: `${id}-problem` });
    this.input = element("input", {
      id,
      type: "text",
      inputmode: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": this.problem.id,
      ...(task && { "aria-label": `${label}: ${task}` }),
    });
    this.result = element("div", { class: "answer-result" });
    const onsubmit = (event) => {
      event.preventDefault();
      this.check();
    };
    const button = element("button", { type: "submit", ...(task && { "aria-label": `Check: ${task}` }) }, "Check");
    this.label = element("label", { for: id }, label);
    this.form = element("form", { class: "live-bar", onsubmit }, this.label, this.input, button, aside, this.problem);
  }

  async check() {
    this.#asked.abort();
    const { signal } = (this.#asked = new AbortController());
    try {
      typed(this.input.value);
      this.#refuse("");
      this.result.replaceChildren(element("p", {}, "Computing…"));
      const nodes = await this.#nodes(signal);
      if (!signal.aborted) this.#show(nodes);
    } catch (error) {
      if (signal.aborted) return;
      this.result.replaceChildren();
      if (!(error instanceof Mistake)) throw error;
      this.#refuse(error.message);
    }
  }

  #refuse(sentence) {
    this.problem.textContent = sentence;
    this.input.setAttribute("aria-invalid", String(Boolean(sentence)));
    if (sentence) announce(sentence);
  }

  #show(nodes) {
    announce(nodes.map((node) => node.dataset.said ?? node.textContent).join(" "));
    nodes.at(-1).append(element("span", { class: "live-proved" }, " proved in your browser"));
    this.result.replaceChildren(...nodes);
  }

  // The paragraphs about the number that is typed.
  async #nodes(signal) {
    const { run, example, name, step } = await this.asked();
    const pass = await run.pass(step, { signal, names: [name] });
    const judged = judgement(pass, name, typed(this.input.value));
    const { isSolved, sentence } = marked(judged);
    this.onjudged(isSolved);
    const first = element("p", isSolved ? { class: "answer-right" } : {}, sentence);
    if (judged.agreement || isOffByOne(judged)) return [first];
    this.result.replaceChildren(element("p", {}, `${sentence} Looking for a slip that gives it…`));
    const slips = await explainNumber(run, await slipsOf(example), name, step, judged.number.text, { signal });
    if (slips.slips.length) return [first, ...(await slipNodes(run.graph, slips, name))];
    const more = compared(pass, name, judged);
    return [first, ...(more ? [element("p", {}, more)] : [])];
  }
}
