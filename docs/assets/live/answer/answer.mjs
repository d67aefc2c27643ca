// A box under an exercise: the reader's number is checked, and what is solved is remembered.
import { element } from "../../element.mjs";
import { Run } from "../../graph.mjs";
import { parsed } from "../../key.mjs";
import { graphOf } from "../../data.mjs";
import { NumberCheck } from "../slips/number-check.mjs";
import { addSolved, solvedTasks, watchProgress } from "./progress.mjs";
import { taskOf, titleOf } from "./task.mjs";

export function start(box, { key }) {
  const { example, options, step, quantity } = parsed(key);
  const task = taskOf(box, key);
  let run = null;
  const asked = async () => {
    run ??= new Run(await graphOf(example), { options });
    return { run, example, name: quantity, step };
  };
  const solved = element("span", { class: "answer-solved" });
  let isRight = true; // as far as the answer that stands there has been judged
  const mark = () => (solved.textContent = solvedTasks().includes(task) ? `✓ Solved${isRight ? "" : " before"}` : "");
  const onjudged = (isSolved) => {
    isRight = isSolved;
    if (isSolved) addSolved(task);
    mark();
  };
  const answer = new NumberCheck({ label: "Your answer", task: titleOf(box), asked, onjudged, aside: solved });
  answer.input.addEventListener("focus", () => graphOf(example).catch(() => {}), { once: true });
  watchProgress(mark);
  box.append(answer.form, answer.result);
}
