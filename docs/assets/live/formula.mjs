// Expressions written out, a name as whatever the view gives for it; how tightly each operation binds as in backprop/core/ops.py.
import { element } from "../element.mjs";

const SIGNED = new Set(["neg", "sigmoid"]); // spelled out, these put a sign before their argument
const [SUM, PRODUCT, FUNCTION, POWER, ATOM] = [1, 2, 3, 4, 5];

const span = (...nodes) => element("span", {}, ...nodes);
const fraction = (upper, lower) => element("span", { class: "fraction" }, span(...upper), span(...lower));
const called = (name) => (a) => [name, "(", ...a, ")"];
const logistic = (a) => [fraction(["1"], ["1 + e", element("sup", {}, "−", ...a)])];

// Each operation: how tightly it binds, what its arguments must bind with, and its nodes from theirs.
const WRITTEN = {
  add: [SUM, [SUM, PRODUCT], (a, b) => [...a, " + ", ...b]],
  sub: [SUM, [SUM, PRODUCT], (a, b) => [...a, " − ", ...b]],
  neg: [SUM, [PRODUCT], (a) => ["−", ...a]],
  mul: [PRODUCT, [PRODUCT, PRODUCT], (a, b) => [...a, " · ", ...b]],
  div: [FUNCTION, [0, 0], (a, b) => [fraction(a, b)]],
  power: [POWER, [ATOM, 0], (a, n) => [...a, element("sup", {}, ...n)]],
  exp: [POWER, [0], (a) => ["e", element("sup", {}, ...a)]],
  log: [FUNCTION, [0], called("ln")],
  sigmoid: [FUNCTION, [0], called("σ")],
  tanh: [FUNCTION, [0], called("tanh")],
  relu: [FUNCTION, [0], (a) => ["max(0, ", ...a, ")"]],
  positive: [FUNCTION, [0], (a) => ["[ ", ...a, " > 0 ]"]],
  round: [FUNCTION, [0, 0], (a, n) => ["round", element("sub", {}, ...n), "(", ...a, ")"]],
};
const SPELLED = { ...WRITTEN, sigmoid: [FUNCTION, [PRODUCT], logistic] };

// An expression in symbols: `nodesOf(name)` returns the nodes of a quantity.
export const inSymbols = (expr, nodesOf) => nodes(expr, WRITTEN, (name) => [nodesOf(name), ATOM], true);

// An expression with the numbers put in: `nodeOf(name)` returns the node of a number, in parentheses where it is
// negative and not at the beginning; functions are spelled out.
export const inNumbers = (expr, nodeOf) =>
  nodes(expr, SPELLED, (name) => [[nodeOf(name)], levelOf(nodeOf(name).textContent)], true);

const levelOf = (text) => (/^[-−]/.test(text) ? SUM : ATOM);

const nodes = (expr, table, leaf, isFirst) => level(expr, table, leaf, isFirst)[0];

// The nodes of an expression and how tightly they bind; at the very beginning a sign binds as a product does.
function level(expr, table, leaf, isFirst) {
  if (!Array.isArray(expr)) {
    const [own, binding] = typeof expr === "string" ? leaf(expr) : constant(expr.number);
    return [own, isFirst && binding === SUM ? PRODUCT : binding];
  }
  const [name, ...args] = expr;
  const [binding, needs, write] = table[name];
  const parts = args.map((arg, place) =>
    part(arg, needs[place], table, leaf, isFirst && place === 0 && !SIGNED.has(name)),
  );
  return [write(...parts), binding];
}

function part(arg, need, table, leaf, isFirst) {
  const [own, binding] = level(arg, table, leaf, isFirst || need === 0);
  return binding >= need ? own : ["(", ...nodes(arg, table, leaf, true), ")"];
}

function constant(number) {
  const [upper, lower] = number.split("/");
  const sign = upper.startsWith("-") ? "−" : "";
  const size = upper.replace("-", "");
  return [lower ? [sign, fraction([size], [lower])] : [sign + size], sign ? SUM : ATOM];
}
