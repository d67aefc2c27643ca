// The published graph of an example, fetched once.
import { ROOT } from "../entry.mjs";
import { Mistake } from "../key.mjs";

const graphs = new Map();

export function graphOf(example) {
  if (!graphs.has(example)) graphs.set(example, fetched(example));
  return graphs.get(example);
}

async function fetched(example) {
  try {
    const answer = await fetch(new URL(`values/${example}.json`, ROOT));
    if (!answer.ok) throw new Mistake(`The data of ${example} could not be loaded (${answer.status}).`);
    return (await answer.json()).graph;
  } catch (error) {
    graphs.delete(example); // so that the next time asks again
    throw error;
  }
}
