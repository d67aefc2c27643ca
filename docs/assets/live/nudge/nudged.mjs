// A graph with one of its given numbers nudged: its loss a second time, and what the nudge changes, as formulas.
export const NUDGE = "nudge"; // the name of the nudge, a given number
export const after = (name) => `${name} after ${NUDGE}`;
export const CHANGE = `change by ${NUDGE}`;
export const PREDICTED = `change predicted of ${NUDGE}`;
export const GAP = `gap at ${NUDGE}`;
export const QUOTIENT = `change per ${NUDGE}`;

export const slopeName = (upper, lower) => `d${upper}/d${lower}`;

// The given numbers along which `upper` has a slope.
export function nudgeable(expressions, upper) {
  const isGiven = (name) => expressions[name]?.number !== undefined;
  return Object.keys(expressions).filter((name) => isGiven(name) && expressions[slopeName(upper, name)]);
}

// What to add to the expressions so that `lower` is nudged: all that leads from it to `upper` a second time.
export function nudgedBy(expressions, upper, lower) {
  const edits = { [NUDGE]: { number: "0" }, [after(lower)]: ["add", lower, NUDGE] };
  const names = new Map([[lower, after(lower)]]);
  const moved = (expr) => {
    if (typeof expr === "string") return again(expr);
    if (!Array.isArray(expr)) return expr;
    const parts = [expr[0], ...expr.slice(1).map(moved)];
    return parts.every((part, place) => part === expr[place]) ? expr : parts;
  };
  const again = (name) => {
    if (names.has(name)) return names.get(name);
    const expr = moved(expressions[name]);
    const isMoved = expr !== expressions[name];
    if (isMoved) edits[after(name)] = expr;
    return names.set(name, isMoved ? after(name) : name).get(name);
  };
  return Object.assign(edits, comparison(again(upper), upper, lower));
}

const comparison = (loss, upper, lower) => ({
  [CHANGE]: ["sub", loss, upper],
  [PREDICTED]: ["mul", NUDGE, slopeName(upper, lower)],
  [GAP]: ["sub", PREDICTED, CHANGE],
  [QUOTIENT]: ["div", CHANGE, NUDGE],
});

// How many digits two decimals share from their first one that is not 0 on, and the text up to there.
export function agreement(one, other) {
  const [a, b] = padded(one, other);
  if (a === undefined) return { count: 0, text: "" };
  const end = [...a].findIndex((letter, place) => letter !== b[place]);
  const text = end < 0 ? one : a.slice(0, end);
  return { count: text.replace(/^[-0.]*/, "").replace(".", "").length, text };
}

// Two decimals with as many digits after the point; nothing where their points do not stand below each other.
function padded(one, other) {
  const [a, b] = [one, other].map((text) => text.split("."));
  if (a[0].length !== b[0].length) return [];
  const places = Math.max(...[a, b].map(([, part = ""]) => part.length));
  return [a, b].map(([units, part = ""]) => (places ? `${units}.${part.padEnd(places, "0")}` : units));
}

// The digits of a nudge `by`, a decimal, in a pass of the nudged graph; without a nudge nothing changes.
export function factsOf(pass, { upper, lower, by }) {
  const isNone = Number(by) === 0;
  const read = (...names) => names.map((name) => pass.digits(name));
  const [at, moved, loss, nudgedLoss] = read(lower, after(lower), upper, after(upper));
  const [slope] = read(slopeName(upper, lower));
  const facts = { upper, lower, by, isNone, at, moved, loss, nudgedLoss, slope };
  if (isNone) return facts;
  const [change, predicted, gap, quotient] = read(CHANGE, PREDICTED, GAP, QUOTIENT);
  return { ...facts, change, predicted, gap, quotient, agreement: agreement(quotient.text, slope.text) };
}
