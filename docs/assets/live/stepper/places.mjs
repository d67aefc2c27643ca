// Where each step of a walk is in a picture, and which of the numbers drawn there are known by then.
import { operandsOf } from "../operands.mjs";
import { isOfFirst } from "../walk.mjs";

const DERIVATIVE = /^d([^/]+)\/d([^/]+)$/;

// The names drawn in a picture at which a step happens: a slope where its lower quantity is, an update at its
// parameter. The picture is that of the first sample.
export function placesOf({ expressions, quantities }, name, drawn) {
  const anchors = new Map([...drawn].map((each) => [spotOf(meantBy(expressions, each)), each]));
  const shown = Object.fromEntries(Object.entries(expressions).filter(([each]) => isOfFirst(quantities[each])));
  return [...new Set(anchorsOf(shown, spotOf(name), anchors, wholeOf(name)))];
}

const spotOf = (name) => name.match(DERIVATIVE)?.[2] ?? name.replace(/\+$/, "");
const wholeOf = (name) => name.match(DERIVATIVE)?.[1];

// A signal is another name of a derivative.
export function meantBy(expressions, name) {
  const expr = expressions[name];
  return typeof expr === "string" && DERIVATIVE.test(expr) ? expr : name;
}

// What is not drawn is where it is made from, and what is given where it is used on the way to the `whole`.
function anchorsOf(expressions, name, anchors, whole) {
  if (anchors.has(name)) return [anchors.get(name)];
  if (!expressions[name]) return [];
  const isGiven = expressions[name].number !== undefined;
  if (!isGiven) return operandsOf(expressions[name]).flatMap((each) => anchorsOf(expressions, each, anchors, whole));
  const users = usersOf(expressions, name).filter((each) => !whole || isPartOf(expressions, each, whole));
  return users.map((each) => anchors.get(each)).filter(Boolean);
}

const isPartOf = (expressions, name, whole) =>
  name === whole || operandsOf(expressions[whole]).some((each) => isPartOf(expressions, name, each));

const usersOf = (expressions, name) =>
  Object.keys(expressions).filter((each) => operandsOf(expressions[each]).includes(name));

// Tell whether a quantity is known once the first `count` of the steps are done: as one of them, or made of what is.
export function knownAfter(run, steps, count) {
  const places = new Map(steps.map(({ name }, place) => [name, place]));
  const isKnown = (name) =>
    places.has(name) ? places.get(name) < count : operandsOf(run.expressions[name]).every(isKnown);
  return isKnown;
}
