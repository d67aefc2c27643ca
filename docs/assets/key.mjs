// Keys, the permanent addresses of quantities: `<example>[;<option>=<value>]…[@<step>]:<quantity>`.

const MOST_STEPS = 100_000;

const KEY = /^([a-z][a-z0-9-]*)((?:;[a-z]+=[^;@:]{1,99})*)(?:@([0-9]{1,6}))?:(\S+)$/;
const NUMBERS = {
  decimal: [/^[0-9]+(\.[0-9]+)?$/, "a decimal number such as 0.5"],
  signed: [/^-?[0-9]+(\.[0-9]+)?$/, "a decimal number such as -0.5"],
};

// What is wrong with what was typed, in one line for whoever typed it.
export class Mistake extends Error {}

export const join = (example, fragment) => example + (/^[;@]/.test(fragment) ? "" : ":") + fragment;
export const fragmentOf = (key) => key.replace(/^[a-z0-9-]+:?/, "");

// The fragment that the end of an address such as `#%40` stands for; where it is malformed, its own letters.
export function decodedFragment(hash) {
  const letters = hash.slice(1);
  try {
    return decodeURIComponent(letters);
  } catch {
    return letters;
  }
}

// The parts of a key as they are typed.
export function parsed(text) {
  const found = text.trim().match(KEY);
  if (!found) throw new Mistake("A key looks like mazur:net_h1 or mazur;rate=0.3@250:E_total.");
  const [, example, options, step = "0", quantity] = found;
  const pairs = options
    .split(";")
    .slice(1)
    .map((pair) => pair.split("="));
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw new Mistake("Give each option once.");
  if (Number(step) > MOST_STEPS) {
    throw new Mistake(`Found step ${Number(step)}; steps up to ${MOST_STEPS} are computed here.`);
  }
  return { example, options: pairs, step: Number(step), quantity };
}

// The same with options that the graph knows, in their order and spelling; those at their default go.
export function settled(key, graph) {
  const chosen = new Map(key.options.map(([name, value]) => [name, checked(name, value, graph.options)]));
  const options = Object.entries(graph.options)
    .filter(([name, taken]) => (chosen.get(name) ?? taken.default) !== taken.default)
    .map(([name]) => [name, chosen.get(name)]);
  return { ...key, options };
}

export function spelled({ example, options, step, quantity }) {
  return `${example}${options.map(([name, value]) => `;${name}=${value}`).join("")}${step ? `@${step}` : ""}:${quantity}`;
}

function checked(name, value, options) {
  if (!Object.hasOwn(options, name)) {
    throw new Mistake(`There is no option ${name}; there are ${Object.keys(options).join(", ")}.`);
  }
  const { words, number } = options[name];
  if (words.includes(value)) return value;
  const [form, told] = NUMBERS[number] ?? [];
  if (!form?.test(value)) {
    throw new Mistake(`Found ${name}=${value}, expected ${[...words, ...(told ? [told] : [])].join(" or ")}.`);
  }
  return shortest(value);
}

// A decimal number without zeros that say nothing.
function shortest(text) {
  const [, sign, whole, rest] = text.match(/^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/);
  const digits = rest ? `${whole}.${rest}` : whole;
  return digits === "0" ? digits : sign + digits;
}

// Refuse a quantity that the expressions under a key's options lack, or that no step changes.
export function known(key, { expressions, updates }) {
  const { quantity, step } = key;
  if (quantity.endsWith("+")) {
    const next = spelled({ ...key, step: step + 1, quantity: quantity.slice(0, -1) });
    throw new Mistake(`Write ${next} for an updated quantity.`);
  }
  if (!expressions[quantity]) throw new Mistake(unknown(quantity, expressions));
  if (step && expressions[quantity].number && !(quantity in updates)) {
    throw new Mistake(`${quantity} is given and never changes; write ${spelled({ ...key, step: 0 })}.`);
  }
}

function unknown(quantity, expressions) {
  const [, upper, lower] = quantity.match(/^d([^/]+)\/d([^/]+)$/) ?? [];
  if (expressions[upper] && expressions[lower]) {
    return upper === lower
      ? `The derivative of ${upper} with respect to itself is 1 and has no key.`
      : `${upper} does not depend on ${lower}; this derivative is 0 and has no key.`;
  }
  const names = Object.keys(expressions).filter((name) => expressions[name] && !name.endsWith("+"));
  return `No quantity is named ${quantity}; ${nearest(quantity, names)}.`;
}

// The names that share most with what was typed.
export function closest(typed, names) {
  return names
    .map((name) => [likeness(typed, name), name])
    .filter(([share]) => share >= 0.4)
    .sort(([a], [b]) => b - a)
    .slice(0, 3)
    .map(([, name]) => name);
}

export function nearest(typed, names) {
  const near = closest(typed, names);
  return near.length ? `the nearest: ${near.join(", ")}` : `there are ${names.slice(0, 12).join(", ")}`;
}

const pairsOf = (word) => new Set([...` ${word}`].map((letter, place, all) => letter + (all[place + 1] ?? " ")));

// The share of neighbouring letters that two words have in common.
function likeness(one, other) {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
