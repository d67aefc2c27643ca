// The bar of a training: one update, a run to a goal, back to the start, and a slider over the updates done.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { numberField } from "../field.mjs";
import { updatesOf } from "../readable.mjs";
import { stopsBetween } from "./sampling.mjs";

const MOST = 20_000;

// How many updates a run has, as typed: `10,000` and `10000` are one number.
export function countOf(text) {
  const digits = text.trim().replace(/[,  ](?=\d{3})/g, "");
  const count = /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
  if (count >= 1 && count <= MOST) return count;
  throw new Mistake(
    `Found ${text.trim().slice(0, 20) || "nothing"}, expected a whole number from 1 to ${MOST.toLocaleString("en")}.`,
  );
}

// `on` has `advance()`, `run()`, `reset()`, `aim(count)` and `look(step, waiting)`.
export class TrainingBar {
  #stops = [0];

  constructor(goal, on) {
    const button = (name, onclick) => element("button", { type: "button", onclick }, name);
    this.run = button("Run", () => this.#startOrPause(on));
    this.goal = numberField({ label: "to update", value: goal.toLocaleString("en"), read: countOf, onnumber: on.aim });
    this.goal.box.classList.add("training-goal");
    this.goal.input.addEventListener("keydown", ({ key }) => {
      if (key === "Enter" && !this.isRunning) this.#startOrPause(on);
    });
    this.reset = button("Start again", () => {
      this.advance.focus(); // since this button is about to be disabled
      on.reset();
    });
    this.advance = button("One update", on.advance);
    const bar = element("div", { class: "live-bar" }, this.advance, this.run, this.goal.box, this.reset);
    this.count = element("strong", { class: "training-count" });
    this.slider = element("input", { type: "range", min: 0, max: 0, step: 1, "aria-label": "Update shown" });
    for (const [type, passing] of [
      ["input", true],
      ["change", false],
    ]) {
      this.slider.addEventListener(type, () => on.look(this.#stops[this.slider.value], { passing }));
    }
    this.where = element("div", { class: "training-where", hidden: true }, this.count, this.slider);
    this.refusal = element("p", { class: "live-problem" });
    const parts = [bar, this.refusal, this.where];
    this.box = element("div", { class: "training-controls", role: "group", "aria-label": "Training" }, ...parts);
  }

  // No run starts while its goal is refused.
  #startOrPause({ run }) {
    const isRefused = this.goal.input.getAttribute("aria-invalid") === "true";
    if (isRefused && !this.isRunning) this.goal.input.focus();
    else run();
  }

  // Why a run did not get to its goal, in one sentence; empty where it did.
  refuse(sentence) {
    this.refusal.textContent = sentence;
  }

  get problem() {
    return this.refusal.textContent;
  }

  // The update whose proved digits are on the page.
  showCount(step) {
    this.count.textContent = `After ${updatesOf(step)}`;
  }

  // The update asked for and the farthest one done; the slider stops at all of a short way, at ever fewer of a long one.
  show({ step, done }) {
    this.#stops = stopsBetween(0, done);
    const place = this.#stops.findLastIndex((stop) => stop <= step);
    this.where.hidden = false;
    this.slider.max = this.#stops.length - 1;
    this.slider.value = place;
    this.slider.setAttribute("aria-valuetext", updatesOf(step));
    this.slider.disabled = done === 0;
    this.reset.disabled = done === 0;
  }

  showRunning(isRunning) {
    this.isRunning = isRunning;
    this.run.textContent = isRunning ? "Pause" : "Run";
  }
}
