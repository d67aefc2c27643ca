// How many of a page's tasks are solved; on the page that lists them all, which ones.
import { element } from "../../element.mjs";
import { announce } from "../announce.mjs";
import { forget, solvedTasks, watchProgress } from "../answer/progress.mjs";
import { pathOf } from "../answer/task.mjs";

const DONE = "task-done";

export function start(box, { words: [count, all] }) {
  const path = all ? `${pathOf(location).split("/")[0]}/` : `${pathOf(location)}#`;
  const state = element("span", {});
  const onclick = () => {
    forget(path);
    announce(state.textContent);
  };
  const button = element("button", { type: "button", onclick }, "Clear");
  box.append(element("div", { class: "live-bar" }, state, button));
  watchProgress(() => {
    const solved = solvedTasks().filter((task) => task.startsWith(path));
    button.disabled = !solved.length;
    state.textContent = `${solved.length ? "✓ " : ""}${solved.length} of ${count} solved`;
    if (all) tick(box.closest("article"), solved);
  });
}

// Put a mark behind the link to each task that is solved.
function tick(article, solved) {
  const places = new Set(solved.map((task) => task.replace(/:.*$/, "")));
  for (const link of article.querySelectorAll("li > a")) {
    link.parentElement.querySelector(`.${DONE}`)?.remove();
    if (places.has(`${pathOf(link)}${link.hash}`)) link.after(element("span", { class: DONE }, " ✓ solved"));
  }
}
