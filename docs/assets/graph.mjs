// The graph of an example, run from its JSON in double precision, and how many digits of a result hold.
import { isShort } from "./numbers.mjs";
import { OPS } from "./operations.mjs";

const DIGITS = 12;
const COLUMNS = 3; // a value, and the same with each rounded result moved by a unit in its last place, twice
const BREATH = 20; // milliseconds after which a long run lets the page move

// The expressions and updates under options: words choose a variant, and so does any momentum.
export function variant(graph, options) {
  const name = options
    .filter(([option]) => option === "momentum" || !(option in graph.settings))
    .map(([option, value]) => `;${option}=${option in graph.settings ? "number" : value}`)
    .join("");
  const { expressions = {}, updates = graph.updates } = graph.variants[name] ?? {};
  return { expressions: Object.assign(Object.create(null), graph.expressions, expressions), updates };
}

const number = (text) => {
  const [upper, lower = 1] = text.split("/");
  return upper / lower;
};

// All that `names` need, laid out straight: constants first, then each step fills a slot from earlier ones.
function program(expressions, names, set) {
  const [slots, constants, steps] = [new Map(), [], []];
  let end = -COLUMNS;
  const place = (expr) => {
    if (typeof expr === "string") {
      if (!slots.has(expr)) slots.set(expr, place(set.has(expr) ? { number: set.get(expr) } : expressions[expr]));
      return slots.get(expr);
    }
    if (Array.isArray(expr)) {
      const [a, b = a] = expr.slice(1).map(place);
      steps.push({ ...OPS[expr[0]], a, b, to: end + COLUMNS });
    } else {
      constants.push([end + COLUMNS, number(expr.number)]);
    }
    return (end += COLUMNS);
  };
  names.forEach(place);
  return { slots, constants, steps, size: end + COLUMNS };
}

// A source of signs, the same in every run.
function signs() {
  let state = 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 1 || -1;
  };
}

const pause = () => new Promise((resume) => setTimeout(resume));

// The columns of `quantity` after so many updates; not a number where they part at a jump or leave the range.
async function run({ slots, constants, steps, size }, updates, count, quantity) {
  const values = new Float64Array(size);
  const sign = signs();
  const put = (slot, column, y, size) => {
    values[slot + column] = column === 0 || size === 0 ? y : y + sign() * size * Number.EPSILON;
  };
  const columns = (slot) => values.subarray(slot, slot + COLUMNS);
  const pass = () => {
    let isSound = true;
    for (const { of, isExact, offBy, jumps, a, b, to } of steps) {
      isSound &&= !jumps || held(columns(a)) >= 0;
      for (let column = 0; column < COLUMNS; column++) {
        const [x, z] = [values[a + column], values[b + column]];
        const y = of(x, z);
        put(to, column, y, isExact(x, z, y) ? 0 : offBy(x, z, y));
      }
    }
    return isSound;
  };
  for (const [slot, value] of constants) {
    for (let column = 0; column < COLUMNS; column++) put(slot, column, value, isShort(value) ? 0 : Math.abs(value));
  }
  const pairs = Object.entries(updates).map((names) => names.map((name) => slots.get(name)));
  let isSound = true;
  let rested = performance.now();
  for (let done = 0; done < count && isSound; done++) {
    isSound = pass();
    const updated = pairs.map(([, from]) => columns(from).slice());
    pairs.forEach(([to], place) => values.set(updated[place], to));
    if (performance.now() - rested > BREATH) {
      await pause();
      rested = performance.now();
    }
  }
  isSound &&= pass() && values.every(Number.isFinite);
  return isSound ? [...columns(slots.get(quantity))] : [NaN];
}

// A number without an exponent.
function plain(text) {
  const [digits, exponent] = text.split("e");
  if (exponent === undefined) return text;
  const [sign, first, rest = ""] = digits.match(/^(-?)(\d)\.?(\d*)$/).slice(1);
  const all = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  return sign + all.padEnd(point, "0");
}

// How many digits the moved results leave standing, with two to spare.
function held([value, ...moved]) {
  const spread = Math.max(...moved.map((other) => Math.abs(other - value)));
  return spread === 0 ? DIGITS : Math.floor(-Math.log10(spread / Math.abs(value))) - 2;
}

// The digits of a result that can be told from its columns; empty where there is none.
export function digits(columns) {
  const count = Math.min(DIGITS, held(columns));
  if (columns.every((value) => value === 0)) return "0";
  return count >= 1 ? plain(columns[0].toPrecision(count)) : "";
}

// What a key stands for, {options, step, quantity}: its digits, empty where double precision tells none.
export async function computed(graph, { options, step, quantity }) {
  const { expressions, updates } = variant(graph, options);
  const set = new Map(options.flatMap(([name, value]) => (graph.settings[name] ?? []).map((given) => [given, value])));
  const steps = program(expressions, [...Object.entries(updates).flat(), quantity], set);
  return digits(await run(steps, updates, step, quantity));
}
