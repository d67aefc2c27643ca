// The controls of a walk: buttons, a slider over all steps, the stages, and the switch for those who guess first.
import { element } from "../../element.mjs";
import { STAGES } from "../walk.mjs";

const HINT = "Next works out one number after another; the right arrow key does the same, and so does a swipe.";

const button = (attributes, label) => element("button", { type: "button", ...attributes }, label);

export class StepperBar {
  // `on` has `go(place)` with a place or one of "first", "back", "next", "last"; `slide(share)`, `enter(stage)` and
  // `guess(isOn)`.
  constructor(on) {
    this.buttons = Object.fromEntries(
      ["first", "back", "next", "last"].map((way) => [way, button({ onclick: () => on.go(way) }, labelOf(way))]),
    );
    this.slider = element("input", { type: "range", min: 0, max: 100, value: 0, "aria-label": "Step of the pass" });
    this.slider.addEventListener("input", () => on.slide(this.slider.value / this.slider.max));
    this.stages = Object.fromEntries(
      Object.entries(STAGES).map(([stage, title]) => [stage, button({ onclick: () => on.enter(stage) }, title)]),
    );
    this.switch = element("input", { type: "checkbox", role: "switch" });
    this.switch.addEventListener("change", () => on.guess(this.switch.checked));
    this.hint = element("p", { class: "stepper-hint" }, HINT);
    this.box = element(
      "div",
      { class: "stepper-bar" },
      group("Steps", "stepper-ways", Object.values(this.buttons)),
      element("label", { class: "stepper-switch" }, this.switch, " Guess first"),
      this.slider,
      group("Stages of the pass", "stepper-stages", Object.values(this.stages)),
      this.hint,
    );
    this.show({ steps: [], place: -1, pass: 0, isGuessing: false, words: "not begun" });
  }

  // Bring the controls up to a place in the walk; `words` say what is there.
  show({ steps, place, pass, isGuessing, words }) {
    const isBegun = place >= 0;
    const isLast = isBegun && place === steps.length - 1;
    switchOff(this.buttons.first, place <= 0);
    switchOff(this.buttons.back, place < 0 || (place === 0 && pass === 0));
    switchOff(this.buttons.last, isLast);
    this.buttons.next.textContent = isLast ? "Next pass" : labelOf("next");
    this.slider.max = steps.length ? steps.length - 1 : 100;
    this.slider.value = Math.max(place, 0);
    this.slider.setAttribute("aria-valuetext", isBegun ? `${place + 1} of ${steps.length}, ${words}` : words);
    for (const [stage, each] of Object.entries(this.stages)) {
      const own = steps.filter((step) => step.stage === stage).length;
      each.style.setProperty("flex-grow", own || 1);
      if (steps[place]?.stage === stage) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    }
    this.switch.checked = isGuessing;
    this.hint.hidden = isBegun;
  }

  focusNext() {
    this.buttons.next.focus();
  }
}

// A button that does nothing now keeps the focus that it may have.
const switchOff = (each, isOff) => each.setAttribute("aria-disabled", String(isOff));
const labelOf = (way) => way[0].toUpperCase() + way.slice(1);
const group = (name, className, nodes) =>
  element("div", { role: "group", class: className, "aria-label": name }, ...nodes);
