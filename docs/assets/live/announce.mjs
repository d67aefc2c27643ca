// What a screen reader is told of an act: one polite region for the page, in which the last sentence wins.
import { element } from "../element.mjs";

const REST = 400; // milliseconds that a drag or a run is silent

let region = null;
let timer = 0;

export function announce(sentence) {
  region ??= document.body.appendChild(element("p", { class: "live-voice", "aria-live": "polite" }));
  clearTimeout(timer);
  region.textContent = ""; // so that the same sentence is read out again
  timer = setTimeout(() => (region.textContent = sentence), REST);
}
