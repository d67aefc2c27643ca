// The graph of a network of one's own, from its shape: the object that backprop/exports/graphs.py publishes of an
// example, with all options put in, so that it has none left.
import { derivativeName, derivativesOf } from "./derivatives.mjs";
import { add, mul, number, sub } from "./expressions.mjs";
import { namesOf } from "./names.mjs";
import { batchOf, forwardOf, givenOf, lossesOf, ratesOf } from "./quantities.mjs";
import { operandsOf } from "../operands.mjs";

// The last change of a parameter, which momentum keeps.
function changeOf({ name, tex, words }) {
  const symbol = `\\Delta ${tex}`;
  return { name: `change_${name}`, tex: symbol, words: `last change of the ${words}`, role: "change", expr: number(0) };
}

// What replaces each parameter: a step down the slope, or with momentum its change, which comes first.
function stepsOf(parameters, objective, hasMomentum) {
  const downhill = (name) => mul("eta", derivativeName(objective, name));
  if (!hasMomentum) return parameters.map(({ name }) => [name, sub(name, downhill(name))]);
  const change = (name) => [`change_${name}`, sub(mul("alpha", `change_${name}`), downhill(name))];
  return [
    ...parameters.map(({ name }) => change(name)),
    ...parameters.map(({ name }) => [name, add(name, `change_${name}+`)]),
  ];
}

// Each sample does as the one before it by a batch did, so that the batches follow each other.
function turnsOf({ samples }, batch) {
  return samples.map((sample, place) => [`s_${sample}`, `s_${samples.at(place - batch)}`]);
}

function updated(old, expr) {
  const [base, ...script] = old.tex.split("_");
  const tex = script.length ? `${base}_${script.join("_")}^{+}` : `${base}^{+}`;
  return { name: `${old.name}+`, tex, words: `${old.words}, updated`, role: "update", expr, sample: old.sample };
}

function derived(upper, lower, expr) {
  const tex = `\\frac{\\partial ${upper.tex}}{\\partial ${lower.tex}}`;
  const words = `derivative of the ${upper.words} with respect to the ${lower.words}`;
  const sample = upper.sample ?? lower.sample;
  return { name: derivativeName(upper.name, lower.name), tex, words, role: "gradient", expr, sample };
}

// Each layer passes its error signal back through weights that are updated already.
function sequentialEdits(names, weights) {
  const [inputs] = names.units;
  const later = weights.filter(({ source }) => !inputs.includes(source));
  return later.map(({ name, unit, source }) => {
    const edit = derived(names.label("net", unit, 1), names.label("output", source, 1), `${name}+`);
    return { ...edit, words: `${edit.words}, with the updated weight` };
  });
}

// The error signal of each neuron: the derivative of the loss with respect to its net input.
function signalsOf(names) {
  if (names.isLine) return [];
  const places = names.samples.flatMap((sample) =>
    names.units
      .slice(1)
      .flat()
      .map((unit) => [unit, sample]),
  );
  return places.map(([unit, sample]) => {
    const expr = derivativeName("E_total", names.label("net", unit, sample).name);
    return { ...names.label("gradient", unit, sample), role: "gradient", expr };
  });
}

// The quantities of a pass, what is trained how, and which derivatives are no ordinary ones.
function workOf(shape) {
  const names = namesOf(shape);
  const given = givenOf(names, shape);
  const weights = given.filter(({ role }) => role === "weight");
  const parameters = shape.bias === "fixed" ? weights : [...weights, ...given.filter(({ role }) => role === "bias")];
  const isBatched = shape.batch < names.samples.length;
  const objective = isBatched ? "E_batch" : "E_total";
  const changes = shape.momentum === "0" ? [] : parameters.map(changeOf);
  const steps = stepsOf(parameters, objective, changes.length > 0);
  return {
    objective,
    quantities: [
      ...given,
      ...names.samples.flatMap((sample) => [...forwardOf(names, shape, sample)]),
      ...lossesOf(names, shape),
      ...(isBatched ? batchOf(names, shape) : []),
      ...ratesOf(shape),
      ...changes,
    ],
    updates: isBatched ? [...steps, ...turnsOf(names, shape.batch)] : steps,
    edits: shape.update === "sequential" && !names.hasSamples ? sequentialEdits(names, weights) : [],
    signals: signalsOf(names),
  };
}

// All quantities that `names` need, operands first; `quantityOf` finds each.
function ordered(names, quantityOf) {
  const order = new Map();
  const visit = (name) => {
    if (order.has(name)) return;
    const quantity = quantityOf(name);
    for (const operand of operandsOf(quantity.expr)) visit(operand);
    order.set(name, quantity);
  };
  names.forEach(visit);
  return [...order.values()];
}

function meaning({ tex, words, role, sample }) {
  return { symbol: tex, words, role, ...(sample && { sample }) };
}

const byName = (quantities) => new Map(quantities.map((quantity) => [quantity.name, quantity]));
const entries = (pairs, value) => Object.fromEntries(pairs.map((each) => [each.name, value(each)]));

// The graph of `shape`; its derivatives are those of the quantities that `isUpper` takes, and all they need.
export function graphOf(shape, isUpper = () => true) {
  const { objective, quantities, updates, edits, signals } = workOf(shape);
  const forward = byName(quantities);
  const replaced = updates.map(([name, expr]) => updated(forward.get(name), expr));
  const known = new Map([...forward, ...byName([...signals, ...edits, ...replaced])]);
  const { derivative, depends } = derivativesOf(forward, new Map(edits.map(({ name, expr }) => [name, expr])));
  const quantityOf = (name) => {
    const [upper, lower] = name.slice(1).split("/d");
    return known.get(name) ?? derived(forward.get(upper), forward.get(lower), derivative(upper, lower));
  };
  const names = [...forward.keys()];
  const lowers = (upper) => names.filter((lower) => upper !== lower && depends(upper, lower));
  const slopes = names.filter(isUpper).flatMap((upper) => lowers(upper).map((lower) => derivativeName(upper, lower)));
  const order = ordered([...names, ...slopes, ...[...signals, ...replaced].map(({ name }) => name)], quantityOf);
  return {
    loss: "E_total",
    objective,
    expressions: entries(order, ({ expr }) => expr),
    updates: entries(
      updates.map(([name]) => ({ name })),
      ({ name }) => `${name}+`,
    ),
    options: {},
    settings: {},
    variants: {},
    quantities: entries(order, meaning),
  };
}
