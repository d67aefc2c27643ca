// The question for the next number, before it is shown: a field, the judgement, and a way to skip it.
import { element } from "../../element.mjs";
import { Mistake } from "../../key.mjs";
import { announce } from "../announce.mjs";
import { FEWEST, judgement } from "./guess.mjs";

const PATIENCE = 2; // wrong guesses before the number is offered

// `digitsUnder(rule)` are the digits of the number; `onsolved(sentence)` is called for a right guess, `onskipped()`
// where the reader would rather see it.
export function guessForm({ words, digitsUnder, onsolved, onskipped }) {
  let misses = 0;
  const answer = element("p", { class: "guess-answer", id: "guess-answer" });
  const input = element("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": `Your number for the ${words}, to ${FEWEST} digits`,
    "aria-describedby": answer.id,
  });
  const say = (sentence, isProblem) => {
    answer.textContent = sentence;
    input.setAttribute("aria-invalid", String(isProblem));
    announce(sentence);
  };
  const onsubmit = (event) => {
    event.preventDefault();
    const { isRight, isNear, sentence, isProblem = false } = judged(input.value, digitsUnder);
    if (isRight) return onsolved(sentence);
    if (!isNear && !isProblem) misses++;
    say(misses < PATIENCE ? sentence : `${sentence} “Show it” shows you the number.`, isProblem);
    input.select();
  };
  const check = element("button", { type: "submit" }, "Check");
  const skip = element("button", { type: "button", onclick: onskipped }, "Show it");
  return element(
    "form",
    { class: "guess", onsubmit },
    element("span", { "aria-hidden": "true" }, `Your number, to ${FEWEST} digits:`),
    input,
    check,
    skip,
    answer,
  );
}

function judged(typed, digitsUnder) {
  try {
    return judgement(typed, digitsUnder);
  } catch (error) {
    if (error instanceof Mistake) return { isProblem: true, sentence: error.message };
    throw error;
  }
}
