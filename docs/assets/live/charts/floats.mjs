// A graph in double precision: for pixels alone, no digit comes from here.
export const OPS = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  neg: (a) => -a,
  mul: (a, b) => (a === 0 || b === 0 ? 0 : a * b),
  div: (a, b) => a / b,
  power: (a, n) => a ** n,
  exp: Math.exp,
  log: Math.log,
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  tanh: Math.tanh,
  relu: (a) => Math.max(a, 0),
  positive: (a) => Number(a > 0),
  round: (a, places) => Math.round(a * 10 ** places) / 10 ** places,
};

// A number as graphs write it: 2, -1/20, 0.5.
function floatOf(text) {
  const [top, bottom = 1] = text.split("/");
  return top / bottom;
}

// What returns the value of a name, given floats for some of the names.
export function floats(expressions, given) {
  const known = new Map(Object.entries(given));
  const value = (expr) => {
    if (Array.isArray(expr)) return OPS[expr[0]](...expr.slice(1).map(value));
    if (expr.number !== undefined) return floatOf(expr.number);
    if (!known.has(expr)) known.set(expr, value(expressions[expr]));
    return known.get(expr);
  };
  return value;
}
