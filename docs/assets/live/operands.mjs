// What expressions are made of.

// The names in an expression, each once, from left to right.
export function operandsOf(expr) {
  if (typeof expr === "string") return [expr];
  return Array.isArray(expr) ? [...new Set(expr.slice(1).flatMap(operandsOf))] : [];
}

// The set of `names` and all that they need, operands first.
export function withOperands(expressions, names, order = new Set()) {
  for (const name of names) {
    if (order.has(name)) continue;
    withOperands(expressions, operandsOf(expressions[name]), order);
    order.add(name);
  }
  return order;
}
