// The design of a network of the reader's own: its shape and conventions as texts, as an address has them, and the
// numbers that it begins with.
import { digits, fractionOf, significant } from "../../digits.mjs";
import { OPS } from "../../interval.mjs";
import { Mistake } from "../../key.mjs";
import { decimalOf } from "../decimal.mjs";
import { firstWord, seededDecimal } from "./seeded-decimals.mjs";
import { namesOf } from "./names.mjs";

export const MOST = { units: 6, layers: 4, samples: 8, digits: 12 };
export const ACTIVATIONS = { s: "sigmoid", t: "tanh", r: "relu", l: "linear", m: "softmax" };

// The well-known example, which everything begins with.
export const USUAL = Object.freeze({
  net: "2-2s-2s",
  samples: "1",
  loss: "half",
  bias: "fixed",
  update: "together",
  momentum: "0",
  total: "sum",
  batch: "",
  seed: "",
  shown: "1",
});
const KNOWN = {
  inputs: ["0.05", "0.1"],
  targets: ["0.01", "0.99"],
  weights: [
    [
      ["0.15", "0.2"],
      ["0.25", "0.3"],
    ],
    [
      ["0.4", "0.45"],
      ["0.5", "0.55"],
    ],
  ],
  biases: ["0.35", "0.6"],
  rate: "0.5",
};
const MOST_QUOTED = 20; // letters of what was typed
const OWN_SEED = "1"; // of the numbers that the example has no place for

// What each text must be, and how a sentence calls that.
const TAKEN = {
  net: [/^[1-6](-[1-6][strl]){0,3}-[1-6][strlm]$/, "a shape such as 2-2s-2s, of at most 4 layers of 1 to 6 neurons"],
  samples: [/^[1-8]$/, "1 to 8 samples"],
  loss: [/^(half|sum|mean|cross-entropy)$/, "half, sum, mean or cross-entropy"],
  bias: [/^(none|fixed|each|shared)$/, "none, fixed, each or shared"],
  update: [/^(together|sequential)$/, "together or sequential"],
  momentum: [/^\d+(\.\d+)?$/, "a decimal such as 0.9"],
  total: [/^(sum|mean)$/, "sum or mean"],
  batch: [/^[1-8]?$/, "a number of samples"],
  seed: [/^\d{0,6}$/, "a whole number of at most 6 digits"],
  shown: [/^[1-8]$/, "the number of a sample"],
};

// A design with some texts changed, if it is one.
export function designOf(texts) {
  for (const [name, text] of Object.entries(texts)) {
    const [form, words] = TAKEN[name] ?? [/^$/, `one of ${Object.keys(TAKEN).join(", ")}`];
    if (!form.test(text)) throw new Mistake(`Found ${name} “${text.slice(0, 20)}”, expected ${words}.`);
  }
  const design = { ...USUAL, ...texts, momentum: numberOf(texts.momentum ?? USUAL.momentum) };
  refuse(design);
  return design;
}

function refuse({ samples, update, total, batch, shown }) {
  if (samples > 1 && update === "sequential") throw new Mistake("One weight after another is for one sample.");
  if (samples === "1" && total === "mean") throw new Mistake("A mean over the samples is for several samples.");
  if (batch && (samples % batch || samples === batch)) {
    throw new Mistake(`${samples} samples make no even batches of ${batch}.`);
  }
  if (Number(shown) > samples) throw new Mistake(`There is no sample ${shown}.`);
}

// A decimal of a length that an address can hold.
export function numberOf(text) {
  const typed = text.trim();
  if (!typed) throw new Mistake("Please enter a number.");
  try {
    const number = decimalOf(typed);
    if (number.replace(/^-?0|\D/g, "").length <= MOST.digits) return number;
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
  }
  const found = typed.length > MOST_QUOTED ? `${typed.slice(0, MOST_QUOTED)}…` : typed;
  throw new Mistake(`Found ${found}, expected a decimal number such as 0.5, of at most ${MOST.digits} digits.`);
}

// The number of inputs and the layers, [{count, letter}], of the text of a shape; and back.
export function layersOf(net) {
  const [inputs, ...layers] = net.split("-");
  return { inputs: Number(inputs), layers: layers.map(([count, letter]) => ({ count: Number(count), letter })) };
}

export const netOf = ({ inputs, layers }) => [inputs, ...layers.map(({ count, letter }) => count + letter)].join("-");

const counted = (count, of) => Array.from({ length: count }, (_, place) => of(place));

// What the builder takes: the shape with the numbers that it begins with.
export function shapeOf(design) {
  const { inputs, layers } = layersOf(design.net);
  const samples = Number(design.samples);
  const outputs = layers.at(-1).count;
  const shape = {
    inputs: counted(samples, (sample) => counted(inputs, (place) => usualInput(sample, place))),
    targets: counted(samples, (sample) => counted(outputs, (place) => usualTarget(sample, place, outputs))),
    layers: emptyLayers(inputs, layers),
    bias: design.bias === "none" ? "fixed" : design.bias,
    batch: Number(design.batch || samples),
    rate: KNOWN.rate,
    ...Object.fromEntries(["loss", "update", "momentum", "total"].map((name) => [name, design[name]])),
  };
  return { ...shape, layers: startedLayers(shape, design) };
}

// After the example's inputs, tenths drawn from 0.1 to 1.
function usualInput(sample, place) {
  if (!sample && place in KNOWN.inputs) return KNOWN.inputs[place];
  return String(((firstWord(`${OWN_SEED}:i${place + 1}-s${sample + 1}`) % 10) + 1) / 10);
}

// After the example's targets, each sample belongs to one output in turn.
function usualTarget(sample, place, count) {
  if (!sample && count >= KNOWN.targets.length) return KNOWN.targets[place] ?? "0";
  return sample % count === place ? "1" : "0";
}

function emptyLayers(inputs, layers) {
  const widths = [inputs, ...layers.map(({ count }) => count)];
  const rows = (count, width) => counted(count, () => Array(width).fill("0"));
  return layers.map(({ count, letter }, place) => ({
    weights: rows(count, widths[place]),
    activation: ACTIVATIONS[letter],
    bias: null,
  }));
}

// Weights and biases of the example where it has the place and there is no seed, else drawn.
function startedLayers(shape, { bias, seed }) {
  const { units } = namesOf(shape);
  const start = (known, place) => (seed ? undefined : known) ?? seededDecimal(seed || OWN_SEED, place);
  return shape.layers.map(({ weights, activation }, layer) => {
    const [sources, neurons] = [units[layer], units[layer + 1]];
    const weight = (to, from) => start(KNOWN.weights[layer]?.[to]?.[from], `${sources[from]}-${neurons[to]}`);
    const shared = () => start(KNOWN.biases[layer], `b${layer + 1}`);
    const each = () => neurons.map((unit) => start(KNOWN.biases[layer], unit));
    return {
      weights: weights.map((row, to) => row.map((_, from) => weight(to, from))),
      activation,
      bias: bias === "none" ? null : bias === "each" ? each() : shared(),
    };
  });
}

// The place of each given number of a shape, by its name: what stays itself when others come or go.
function placesOf(shape) {
  const names = namesOf(shape);
  const places = new Map([["eta", "rate"]]);
  for (const sample of names.samples) {
    for (const [role, units] of [
      ["input", names.units[0]],
      ["target", names.units.at(-1)],
    ]) {
      units.forEach((unit, at) => places.set(names.label(role, unit, sample).name, `${role} ${sample} ${at}`));
    }
  }
  names.weights.forEach((rows, layer) => {
    rows.forEach((row, to) => row.forEach((name, from) => places.set(name, `weight ${layer} ${to} ${from}`)));
    names.biases[layer].forEach((name, to) => places.set(name, `bias ${layer} ${name.includes("_") ? to : ""}`));
  });
  return places;
}

// The given numbers of one shape that another has a place for, under the names that they have there.
export function carried(given, shape, next) {
  const names = new Map([...placesOf(next)].map(([name, place]) => [place, name]));
  const places = placesOf(shape);
  const kept = Object.entries(given).map(([name, text]) => [names.get(places.get(name)), text]);
  return Object.fromEntries(kept.filter(([name]) => name));
}

// A shape with given numbers of the reader's in the place of those that it began with.
export function withNumbers(shape, given) {
  const names = namesOf(shape);
  const own = (name, text) => given[name] ?? text;
  const table = (role, units, rows) =>
    rows.map((row, at) => row.map((text, place) => own(names.label(role, units[place], at + 1).name, text)));
  const sharedBias = (bias, layer) => bias && own(names.biases[layer][0], bias);
  const layers = shape.layers.map(({ weights, activation, bias }, layer) => ({
    weights: weights.map((row, to) => row.map((text, from) => own(names.weights[layer][to][from], text))),
    activation,
    bias: Array.isArray(bias) ? bias.map((text, to) => own(names.biases[layer][to], text)) : sharedBias(bias, layer),
  }));
  return {
    ...shape,
    layers,
    inputs: table("input", names.units[0], shape.inputs),
    targets: table("target", names.units.at(-1), shape.targets),
    rate: own("eta", shape.rate),
    momentum: own("alpha", shape.momentum),
  };
}

// Refuse numbers with which nothing can be learned.
export function refuseNumbers(shape) {
  if (!(Number(shape.rate) > 0)) throw new Mistake(`At a rate of ${shape.rate} nothing is learned; take one above 0.`);
  refuseTargets(shape);
}

// Refuse targets that are no shares of a whole where outputs and loss take them for such.
function refuseTargets({ loss, layers, targets }) {
  if (loss !== "cross-entropy" || layers.at(-1).activation !== "softmax") return;
  for (const [at, row] of targets.entries()) {
    const sum = row.map((text) => fractionOf(text)).reduce((a, b) => OPS.add(a, b));
    if (sum.top === sum.bottom) continue;
    const which = targets.length > 1 ? `targets of sample ${at + 1}` : "targets";
    const found = digits(sum, significant(MOST.digits)).text;
    throw new Mistake(`The ${which} add up to ${found}; with softmax and cross-entropy they must add up to 1.`);
  }
}
