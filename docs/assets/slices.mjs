// Long work run to its end: at once, or in slices so short that the page stays free to move.

const BREATH = 12; // milliseconds after which others have their turn

// What a generator returns.
export function atOnce(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

// The same with pauses, in which `signal` may end it.
export async function inSlices(steps, signal) {
  const pause = pausing(signal);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await pause();
  }
}

// What to await between short pieces of work: a pause where the last one is too long ago.
export function pausing(signal) {
  let rested = performance.now();
  return async () => {
    if (performance.now() - rested <= BREATH) return;
    await nextTask();
    signal?.throwIfAborted();
    rested = performance.now();
  };
}

// A task of its own, behind those that wait; timers that set each other are held back for four milliseconds.
const nextTask = () => globalThis.scheduler?.postTask?.(() => {}) ?? new Promise((resume) => setTimeout(resume));
