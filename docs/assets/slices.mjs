// Generators run to their end: at once, or in slices so short that the page stays free to move.

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
  for (let rested = performance.now(); ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - rested <= BREATH) continue;
    await pause();
    signal?.throwIfAborted();
    rested = performance.now();
  }
}

// A task of its own, behind those that wait; timers that set each other are held back for four milliseconds.
const pause = () => globalThis.scheduler?.postTask?.(() => {}) ?? new Promise((resume) => setTimeout(resume));
