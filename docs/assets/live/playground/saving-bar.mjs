// The bar of the playground: to copy its address, to save its numbers as files or a program, and to start over.
import { element } from "../../element.mjs";
import { announce } from "../announce.mjs";

const FILES = [
  ["CSV", "The numbers of this pass as CSV"],
  ["JSON", "The graph and the numbers of this pass as JSON"],
  ["Python", "A program in Python that computes them"],
];

export class SavingBar {
  constructor(playground) {
    this.playground = playground;
    this.answer = element("span", { class: "live-hint" });
    const button = (label, name, onclick) => element("button", { type: "button", title: name, onclick }, label);
    const files = FILES.map(([form, name]) => button(form, name, () => this.#save(form)));
    const share = button("Copy the address", "The address holds all that you see", () => this.#share());
    const again = button("Start over", "Back to the original network", () => playground.restart());
    this.box = element("div", { class: "live-bar own-saving" }, share, ...files, again, this.answer);
  }

  async #share() {
    try {
      await navigator.clipboard.writeText(location.href);
      this.#say("Copied: the address holds all that you see.");
    } catch {
      this.#say("The browser copies nothing here; the address bar has it.");
    }
  }

  async #save(form) {
    const { store, shape } = this.playground;
    const { csvOf, download, jsonOf, pythonOf } = await import("./saving.mjs");
    const { graph, state } = store;
    const pass = await store.pass();
    if (form === "CSV") download("network.csv", "text/csv", csvOf(graph, pass));
    if (form === "JSON") download("network.json", "application/json", jsonOf(graph, state.given, pass));
    if (form === "Python") download("network.py", "text/x-python", pythonOf(shape, state.step));
    this.#say(`Saved as ${form}.`);
  }

  #say(sentence) {
    this.answer.textContent = sentence;
    announce(sentence);
  }
}
