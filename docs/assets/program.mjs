// Expressions laid out straight: each operation fills a slot from earlier ones, and is computed once.
import { numberOf } from "./digits.mjs";
import { OPS } from "./interval.mjs";

// All that `expressions` say: `slots` by name, and by slot its operation and the two slots that it takes; a given
// number, null for its operation and the number itself.
export function program(expressions) {
  const [slots, nodes, known] = [new Map(), [], new Map()];
  const node = (text, made) => {
    if (!known.has(text)) known.set(text, nodes.push(made()) - 1);
    return known.get(text);
  };
  const place = (expr) => {
    if (typeof expr === "string") return placed(expr);
    if (!Array.isArray(expr)) return node(expr.number, () => ({ number: numberOf(expr.number) }));
    const [op, a, b = a] = [expr[0], ...expr.slice(1).map(place)];
    return node(`${op} ${a} ${b}`, () => ({ op, of: OPS[op], a, b }));
  };
  const placed = (name) => {
    if (slots.has(name)) return slots.get(name);
    const expr = steady(expressions[name]);
    const slot = expr.number === undefined ? place(expr) : nodes.push({ name, number: numberOf(expr.number) }) - 1;
    slots.set(name, slot);
    return slot;
  };
  for (const name in expressions) if (expressions[name]) placed(name);
  return { slots, nodes };
}

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

// The slots that `wanted` need, in an order in which they can be computed, without those in `free`.
export function needed(nodes, wanted, free) {
  const [order, seen] = [[], new Set(free)];
  const visit = (slot) => {
    if (seen.has(slot)) return;
    seen.add(slot);
    const { op, a, b } = nodes[slot];
    if (op) [a, b].forEach(visit);
    order.push(slot);
  };
  wanted.forEach(visit);
  return order;
}
