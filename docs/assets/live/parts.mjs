// The live parts: each in a module of its own, loaded where a page has one.
import { element } from "../element.mjs";
import { Mistake } from "../key.mjs";
import { storeAt } from "./store.mjs";

const PARTS = {
  network: () => import("./network/network.mjs"),
  stepper: () => import("./stepper/stepper.mjs"),
  nudge: () => import("./nudge/nudge.mjs"),
  rate: () => import("./rate/rate.mjs"),
  training: () => import("./training/training.mjs"),
  conventions: () => import("./conventions/conventions.mjs"),
  answer: () => import("./answer/answer.mjs"),
  tasks: () => import("./tasks/tasks.mjs"),
  check: () => import("./check/check.mjs"),
  playground: () => import("./playground/playground.mjs"),
};

const BOXES = "div.live[data-live]";

// Let the part of each box grow, below the still form that stands before it.
export function startParts(article) {
  for (const box of article.querySelectorAll(BOXES)) startPart(box);
}

async function startPart(box) {
  const words = box.dataset.words.split(" ");
  const [key] = words;
  const [example] = key.match(/^[a-z][a-z0-9-]*/) ?? [""];
  try {
    const { start } = await PARTS[box.dataset.live]();
    await start(box, { words, key, example, still: box.previousElementSibling });
    storeAt(example)?.watch(() => showProblem(box, storeAt(example).problem));
  } catch (error) {
    box.replaceChildren(element("p", { class: "live-problem", role: "alert" }, sentenceOf(error)));
    if (!(error instanceof Mistake)) throw error;
  }
}

// What is wrong with the address, above the part that then shows what is usual.
function showProblem(box, sentence = "") {
  box.querySelector(":scope > .live-problem")?.remove();
  if (sentence) box.prepend(element("p", { class: "live-problem", role: "status" }, sentence));
}

const sentenceOf = (error) => (error instanceof Mistake ? error.message : "This part could not be started.");
