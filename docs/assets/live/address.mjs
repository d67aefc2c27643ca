// The address of a page as states: `?at=mazur;rate=0.3@1:E_total&w5=0.5`, a key and the numbers behind it.
import { parsed, spelled } from "../key.mjs";

const AT = "at";
const NO_QUANTITY = "-"; // for a run alone, with nothing chosen

const usual = new Map();

// What a page begins with: nothing chosen, no option, no number but the given ones; `more` is what parts keep.
export function usualState(example) {
  if (!usual.has(example)) usual.set(example, state({ example }));
  return usual.get(example);
}

const state = ({ example, options = {}, given = {}, step = 0, chosen = "", more = {} }) =>
  Object.freeze({ example, options, given, step, chosen, more });

// The state of an example in a query; the usual one where the query has none. A key that is none throws Mistake.
export function readState(query, example) {
  const own = sections(query).find(([key]) => key.match(/^[a-z0-9-]*/)[0] === example);
  if (!own) return usualState(example);
  const [key, numbers] = own;
  const { options, step, quantity } = parsed(key.includes(":") ? key : `${key}:${NO_QUANTITY}`);
  const [more, given] = [numbers.filter(isOfPart), numbers.filter((pair) => !isOfPart(pair))].map(Object.fromEntries);
  const chosen = quantity === NO_QUANTITY ? "" : quantity;
  return state({ example, options: Object.fromEntries(options), given, step, chosen, more });
}

// A name with a point in it is a part's own: `nudge.h`.
const isOfPart = ([name]) => name.includes(".");

// The keys in a query, each with the pairs behind it.
function sections(query) {
  const all = [];
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === AT) all.push([value, []]);
    else all.at(-1)?.[1].push([name, value]);
  }
  return all;
}

// A query with these states in the place of those that it had; the usual ones are left out.
export function writeStates(query, states) {
  const kept = [...new URLSearchParams(query)];
  const first = kept.findIndex(([name]) => name === AT);
  const changed = states.filter((each) => !isSame(each, usualState(each.example)));
  const pairs = [...kept.slice(0, first < 0 ? kept.length : first), ...changed.flatMap(pairsOf)];
  return pairs.map((pair) => pair.map(lightlyEncoded).join("=")).join("&");
}

function pairsOf({ example, options, given, step, chosen, more }) {
  const key = spelled({ example, options: Object.entries(options), step, quantity: chosen });
  return [[AT, chosen ? key : key.slice(0, -1)], ...Object.entries(given), ...Object.entries(more)];
}

// Encoded as far as a query needs it, so that a key can be read in it.
const lightlyEncoded = (text) => encodeURIComponent(text).replace(/%(3B|3D|40|3A|2F|2C)/g, decodeURIComponent);

const textOf = ({ options, given, ...rest }) =>
  JSON.stringify([Object.entries(options).sort(), Object.entries(given).sort(), rest]);

export const isSame = (one, other) => one === other || textOf(one) === textOf(other);
