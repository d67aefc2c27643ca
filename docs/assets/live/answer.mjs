// A box under an exercise: the reader's number, and how far it is right, or which slip gives it.
import { element } from "../element.mjs";
import { Run } from "../graph.mjs";
import { Mistake, parsed } from "../key.mjs";
import { announce } from "./announce.mjs";
import { graphOf } from "./data.mjs";
import { compared, isOffByOne, marked } from "./marking.mjs";
import { addSolved, solvedTasks, watchProgress } from "./progress.mjs";
import { explainNumber, judgement, slipsOf } from "./slips.mjs";
import { slipNodes } from "./slip-words.mjs";
import { taskOf } from "./task.mjs";
import { typed } from "./typed.mjs";

let count = 0;

export function start(box, { key }) {
  new Answer(box, parsed(key), taskOf(box, key));
}

class Answer {
  #asked = new AbortController();
  #run = null;

  constructor(box, key, task) {
    Object.assign(this, { key, task });
    const id = `answer-${++count}`;
    this.problem = element("p", { class: "live-problem", id: `${id}-problem` });
    this.input = element("input", {
      id,
      type: "text",
      inputmode: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": this.problem.id,
    });
    this.solved = element("span", { class: "answer-solved" });
    this.result = element("div", { class: "answer-result" });
    const onsubmit = (event) => {
      event.preventDefault();
      this.check();
    };
    const button = element("button", { type: "submit" }, "Check");
    const label = element("label", { for: id }, "Your answer");
    box.append(element("form", { class: "live-bar", onsubmit }, label, this.input, button, this.solved, this.problem), this.result);
    this.input.addEventListener("focus", () => graphOf(key.example).catch(() => {}), { once: true });
    watchProgress(() => (this.solved.textContent = solvedTasks().includes(task) ? "✓ Solved" : ""));
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
    const { example, step, quantity } = this.key;
    const run = await this.#ready();
    const pass = await run.pass(step, { signal, names: [quantity] });
    const judged = judgement(pass, quantity, typed(this.input.value));
    const { isSolved, sentence } = marked(judged);
    if (isSolved) addSolved(this.task);
    const first = element("p", isSolved ? { class: "answer-right" } : {}, sentence);
    if (judged.agreement || isOffByOne(judged)) return [first];
    this.result.replaceChildren(element("p", {}, `${sentence} Looking for a slip that gives it…`));
    const found = await explainNumber(run, await slipsOf(example), quantity, step, judged.number.text, { signal });
    if (found.slips.length) return [first, ...(await slipNodes(run.graph, found, quantity))];
    const more = compared(pass, quantity, judged);
    return [first, ...(more ? [element("p", {}, more)] : [])];
  }

  async #ready() {
    const { example, options } = this.key;
    this.#run ??= new Run(await graphOf(example), { options });
    return this.#run;
  }
}
