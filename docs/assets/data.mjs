// The published files of an example, each fetched once.
import { ROOT } from "./entry.mjs";
import { Mistake } from "./key.mjs";
import { once } from "./once.mjs";

export const graphOf = async (example) => (await dataOf(example)).graph;
export const slipsOf = published("slips", "-slips.json");
const dataOf = published("data", ".json");

function published(words, ending) {
  return once(async (example) => {
    const answer = await fetch(new URL(`values/${example}${ending}`, ROOT));
    if (!answer.ok) throw new Mistake(`The ${words} of ${example} could not be loaded (${answer.status}).`);
    return answer.json();
  });
}
