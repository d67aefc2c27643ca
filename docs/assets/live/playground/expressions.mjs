// Expressions as graphs hold them, `"w1"`, `{ number: "1/2" }` or `["add", a, b]`; constants fold as they are met.
import { fractionOf, numberOf } from "../../digits.mjs";
import { OPS, lowest } from "../../interval.mjs";

const text = (exact) => ({ number: lowest(exact).join("/").replace(/\/1$/, "") });
const folded = (operation, a, b) => text(OPS[operation](numberOf(a.number), numberOf(b.number)));

// The number that a decimal such as "-0.35" writes.
export const decimal = (typed) => text(fractionOf(typed));
export const number = (integer) => ({ number: String(integer) });
export const share = (count) => folded("div", number(1), number(count));

const isNumber = (x) => x.number !== undefined;
const is = (x, value) => x.number === value;
const isNegative = (x) => x.number.startsWith("-");

// A constant factor and what it is a factor of, if anything.
function coefficient(x) {
  if (isNumber(x)) return [x, null];
  if (x[0] === "neg") return [number(-1), x[1]];
  return x[0] === "mul" && isNumber(x[1]) ? [x[1], x[2]] : [number(1), x];
}

function scaled(factor, ...others) {
  const present = others.filter((other) => other !== null);
  if (is(factor, "0") || !present.length) return factor;
  const product = present.length === 1 ? present[0] : ["mul", ...present];
  if (is(factor, "1")) return product;
  return is(factor, "-1") ? ["neg", product] : ["mul", factor, product];
}

export function add(a, b) {
  if (is(a, "0")) return b;
  const [factor, rest] = coefficient(b);
  if (isNegative(factor)) return sub(a, scaled(folded("mul", number(-1), factor), rest));
  return is(b, "0") ? a : ["add", a, b];
}

export function sub(a, b) {
  if (isNumber(a) && isNumber(b)) return folded("sub", a, b);
  if (is(b, "0")) return a;
  return is(a, "0") ? neg(b) : ["sub", a, b];
}

export function mul(a, b) {
  if (b[0] === "div" && is(b[1], "1")) return div(a, b[2]);
  const [factor, rest] = coefficient(a);
  const [other, more] = coefficient(b);
  return scaled(folded("mul", factor, other), rest, more);
}

export function div(a, b) {
  if (isNumber(a) && isNumber(b)) return folded("div", a, b);
  return is(b, "1") || is(a, "0") ? a : ["div", a, b];
}

export function power(a, n) {
  if (is(n, "0")) return number(1);
  return is(n, "1") ? a : ["power", a, n];
}

export const neg = (x) => mul(number(-1), x);
export const total = (terms) => terms.reduce(add);

// The local derivatives of each operation from its arguments and its value y, as backprop/core/ops.py has them.
const PARTIALS = {
  add: () => [number(1), number(1)],
  sub: () => [number(1), number(-1)],
  neg: () => [number(-1)],
  mul: ([a, b]) => [b, a],
  div: ([, b], y) => [div(number(1), b), div(neg(y), b)],
  power: ([a, n]) => [mul(n, power(a, sub(n, number(1)))), number(0)],
  exp: (_, y) => [y],
  log: ([x]) => [div(number(1), x)],
  sigmoid: (_, y) => [mul(y, sub(number(1), y))],
  tanh: (_, y) => [sub(number(1), power(y, number(2)))],
  relu: ([x]) => [["positive", x]],
};

// The local derivative of `expr` with respect to each of its names, with `value` for its value.
export function differentiate(expr, value) {
  if (typeof expr === "string") return { [expr]: number(1) };
  const slopes = {};
  const [operation, ...operands] = isNumber(expr) ? [] : expr;
  const partials = operation ? PARTIALS[operation](operands, value) : [];
  for (const [place, partial] of partials.entries()) {
    for (const [name, slope] of Object.entries(differentiate(operands[place], operands[place]))) {
      const term = is(partial, "1") ? slope : mul(partial, slope);
      slopes[name] = name in slopes ? add(slopes[name], term) : term;
    }
  }
  return slopes;
}

// The names that an expression is the sum of, shares of them too; none where it is something else.
export function termsOf(expr, isShare) {
  if (typeof expr === "string") return [expr];
  const [operation, a, b] = Array.isArray(expr) ? expr : [];
  if (operation === "mul" && isShare(a)) return termsOf(b, isShare);
  const [first, last] = operation === "add" ? [termsOf(a, isShare), termsOf(b, isShare)] : [[], []];
  return first.length && last.length ? [...first, ...last] : [];
}

// Such a sum with another expression in the place of each name.
export function withTerms(expr, term) {
  if (typeof expr === "string") return term(expr);
  const [operation, a, b] = expr;
  return operation === "add" ? add(withTerms(a, term), withTerms(b, term)) : mul(a, withTerms(b, term));
}
