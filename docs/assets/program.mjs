// Expressions laid out straight: each operation fills a slot from earlier ones, and the same one is computed once.
import { numberOf } from "./digits.mjs";
import { OPS } from "./interval.mjs";

const SERIES = [OPS.exp, OPS.log, OPS.sigmoid, OPS.tanh];

// What `expressions` and `updates` say: `slots` by name; `nodes` by slot, each an operation `of` the slots a and b, or
// a given number; `trained`, pairs of a slot and the slot of what replaces it; `order`, the slots that each update
// computes anew, and `fixed`, those that stay; `series`, how many of the first sum a series.
export function programOf(expressions, updates) {
  const { slots, nodes } = laidOut(expressions);
  const trained = Object.entries(updates).map((names) => names.map((name) => slots.get(name)));
  const changes = changing(
    nodes,
    trained.map(([slot]) => slot),
  );
  const all = needed(
    nodes,
    trained.map(([, next]) => next),
  ).filter((slot) => nodes[slot].of);
  const [order, fixed] = [true, false].map((does) => all.filter((slot) => changes[slot] === does));
  const series = order.filter((slot) => SERIES.includes(nodes[slot].of)).length;
  return { slots, nodes, trained, order, fixed, series };
}

function laidOut(expressions) {
  const [slots, nodes, known] = [new Map(), [], new Map()];
  const node = (text, content) => {
    if (!known.has(text)) known.set(text, nodes.push(content) - 1);
    return known.get(text);
  };
  const place = (expr) => {
    if (typeof expr === "string") return named(expr);
    if (!Array.isArray(expr)) return node(expr.number, { number: numberOf(expr.number) });
    const [a, b = a] = expr.slice(1).map(place);
    return node(`${expr[0]} ${a} ${b}`, { of: OPS[expr[0]], a, b });
  };
  const named = (name) => {
    const expr = expressions[name];
    if (!slots.has(name)) slots.set(name, isGiven(expr) ? given(expr) : place(steady(expr)));
    return slots.get(name);
  };
  const given = ({ number }) => nodes.push({ number: numberOf(number) }) - 1; // a slot of its own, since it may be set
  for (const name in expressions) if (expressions[name]) named(name);
  return { slots, nodes };
}

export const isGiven = (expr) => expr?.number !== undefined;

// The share of one exponential among several as it follows from the differences of exponents: enclosures above and
// below the line do not know that they move together, so they would grow with every step.
function steady(expr) {
  if (expr[0] !== "div" || expr[1][0] !== "exp") return expr;
  const own = JSON.stringify(expr[1][1]);
  const exponents = exponentsOf(expr[2]);
  const at = exponents.findIndex((other) => JSON.stringify(other) === own);
  if (at < 0) return expr;
  const others = exponents.toSpliced(at, 1).map((other) => ["exp", ["sub", other, expr[1][1]]]);
  const one = { number: "1" };
  return ["div", one, others.reduce((sum, other) => ["add", sum, other], one)];
}

// The exponents of a plain sum of exponentials; none where it is something else.
function exponentsOf([op, left, right]) {
  if (op === "exp") return [left];
  if (op !== "add") return [];
  const [first, last] = [exponentsOf(left), exponentsOf(right)];
  return first.length && last.length ? [...first, ...last] : [];
}

// The slots that `wanted` need, each after those it is computed from; `values` has some already.
export function needed(nodes, wanted, values = []) {
  const [order, seen] = [[], new Set()];
  const visit = (slot) => {
    if (seen.has(slot) || values[slot]) return;
    seen.add(slot);
    const { of, a, b } = nodes[slot];
    if (of) [a, b].forEach(visit);
    order.push(slot);
  };
  wanted.forEach(visit);
  return order;
}

// For each slot, whether it depends on what is trained; a node stands after those it is computed from.
function changing(nodes, trained) {
  const changes = nodes.map((_, slot) => trained.includes(slot));
  nodes.forEach(({ of, a, b }, slot) => of && (changes[slot] ||= changes[a] || changes[b]));
  return changes;
}
