// Which exercises a reader has solved: kept in this browser alone, and only in memory where it keeps nothing.
const PLACE = "backprop.solved";

let memory = [];
const watchers = new Set();

export function solvedTasks() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(kept) ? kept.filter((task) => typeof task === "string") : [];
  } catch {
    return memory;
  }
}

export function addSolved(task) {
  if (!solvedTasks().includes(task)) keep([...solvedTasks(), task]);
}

// Forget those whose name begins so.
export function forget(start) {
  keep(solvedTasks().filter((task) => !task.startsWith(start)));
}

function keep(tasks) {
  memory = tasks;
  try {
    localStorage.setItem(PLACE, JSON.stringify(tasks));
  } catch {
    // It holds as long as the page is open.
  }
  watchers.forEach((show) => show());
}

// Call `show` now and after each change, those in other windows too.
export function watchProgress(show) {
  watchers.add(show);
  show();
}

addEventListener("storage", ({ key }) => key === PLACE && watchers.forEach((show) => show()));
