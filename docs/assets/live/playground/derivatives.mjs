// Derivatives between the quantities of a graph: local, along a chain, or as a sum where paths split.
import { differentiate, mul, number, termsOf, total, withTerms } from "./expressions.mjs";
import { operandsOf } from "../operands.mjs";

export const derivativeName = (upper, lower) => `d${upper}/d${lower}`;
const isProduct = (expr) => expr[0] === "mul" && expr.slice(1).every((factor) => typeof factor === "string");

// What each quantity is made of, as the bits of one whole number, and which quantities use it directly.
function lineage(forward) {
  const [bits, below, users] = [new Map(), new Map(), new Map()];
  for (const { name, expr } of forward.values()) {
    const operands = operandsOf(expr);
    bits.set(name, 1n << BigInt(bits.size));
    below.set(
      name,
      operands.reduce((all, each) => all | bits.get(each) | below.get(each), 0n),
    );
    for (const operand of operands) users.set(operand, [...(users.get(operand) ?? []), name]);
  }
  const depends = (upper, lower) => (below.get(upper) & bits.get(lower)) !== 0n;
  return { depends, usersOf: (name) => users.get(name) ?? [] };
}

// A function that gives the expression of d upper / d lower for quantities `forward`, each behind those it uses;
// `fixed` holds derivatives that are not made by rule.
export function derivativesOf(forward, fixed) {
  const { depends, usersOf } = lineage(forward);
  const made = new Map(fixed);
  const holds = (upper, lower) => upper === lower || depends(upper, lower);
  const routes = (upper, lower) => usersOf(lower).filter((name) => holds(upper, name));
  const isShare = (factor) => factor.number !== undefined || forward.get(factor)?.role === "batch";

  function slope(upper, lower) {
    const quantity = forward.get(upper);
    quantity.locals ??= { ...differentiate(quantity.expr, upper), ...quantity.slopes };
    return quantity.locals[lower];
  }

  // Its name, or itself spelled out where the name would mean the total derivative.
  function local(upper, lower) {
    const [first, ...others] = routes(upper, lower);
    return first === upper && !others.length ? derivativeName(upper, lower) : slope(upper, lower);
  }

  function link(upper, middle, lower) {
    return middle === upper ? slope(upper, lower) : mul(derivativeName(upper, middle), local(middle, lower));
  }

  // One link further where `lower` is given.
  function chain(upper, middle, lower) {
    const outer = derivative(upper, middle);
    const isLonger = forward.get(lower).expr.number !== undefined && isProduct(outer);
    return mul(isLonger ? outer : derivativeName(upper, middle), local(middle, lower));
  }

  function byRule(upper, lower) {
    const ways = routes(upper, lower);
    if (ways.length === 1 && ways[0] === upper) return slope(upper, lower);
    const { expr } = forward.get(upper);
    const terms = termsOf(expr, isShare).filter((term) => holds(term, lower));
    if (ways.length === 1 && !terms.includes(ways[0])) return chain(upper, ways[0], lower);
    if (terms.length && terms.every((term) => routes(term, lower).length === 1)) {
      return withTerms(expr, (term) => (depends(term, lower) ? derivativeName(term, lower) : number(0)));
    }
    return total(ways.map((way) => link(upper, way, lower)));
  }

  function derivative(upper, lower) {
    const name = derivativeName(upper, lower);
    if (!made.has(name)) made.set(name, byRule(upper, lower));
    return made.get(name);
  }

  return { derivative, depends };
}
