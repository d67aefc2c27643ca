// The quantities of a network in order of computation: what is given, the forward pass, the losses, the rates.
import { decimal, div, mul, neg, number, power, share, sub, total } from "./expressions.mjs";
import { indexed, subscripted } from "./names.mjs";

const ACTIVATIONS = {
  sigmoid: (net) => ["sigmoid", net],
  tanh: (net) => ["tanh", net],
  relu: (net) => ["relu", net],
  linear: (net) => net,
};

function* numbersOf(names, role, units, rows) {
  for (const sample of names.samples) {
    for (const [place, unit] of units.entries()) {
      yield { ...names.label(role, unit, sample), role, expr: decimal(rows[sample - 1][place]) };
    }
  }
}

function* weightsOf({ units, weights, isLine }, layers) {
  for (const [layer, rows] of weights.entries()) {
    for (const [to, row] of rows.entries()) {
      for (const [from, name] of row.entries()) {
        const [source, unit] = [units[layer][from], units[layer + 1][to]];
        const words = isLine ? "weight" : `weight from ${source} to ${unit}`;
        const expr = decimal(layers[layer].weights[to][from]);
        yield { name, tex: indexed(name), words, role: "weight", expr, source, unit };
      }
    }
  }
}

// One that the neurons of a layer share is named once.
function* biasesOf({ units, biases, isLine }, layers) {
  for (const [layer, names] of biases.entries()) {
    const [{ bias }, neurons, distinct] = [layers[layer], units[layer + 1], [...new Set(names)]];
    for (const [place, name] of distinct.entries()) {
      const owner = distinct.length < names.length ? neurons.join(" and ") : neurons[place];
      const expr = decimal(Array.isArray(bias) ? bias[place] : bias);
      yield { name, tex: indexed(name), words: isLine ? "bias" : `bias of ${owner}`, role: "bias", expr };
    }
  }
}

// Inputs, weights, biases and targets.
export function givenOf(names, { inputs, targets, layers }) {
  return [
    ...numbersOf(names, "input", names.units[0], inputs),
    ...weightsOf(names, layers),
    ...biasesOf(names, layers),
    ...numbersOf(names, "target", names.units.at(-1), targets),
  ];
}

function weightedSum(weights, bias, sources) {
  const products = weights.map((weight, place) => mul(weight, sources[place]));
  return total(bias === undefined ? products : [...products, bias]);
}

function activated(activation, nets) {
  if (activation !== "softmax") return nets.map(ACTIVATIONS[activation]);
  const exponentials = nets.map((net) => ["exp", net]);
  return exponentials.map((each) => div(each, total(exponentials)));
}

// The slopes of one output of a softmax as one writes them, by outputs and not by exponentials.
function softmaxSlopes(nets, outs, row) {
  const own = mul(outs[row], sub(number(1), outs[row]));
  return Object.fromEntries(nets.map((net, place) => [net, place === row ? own : neg(mul(outs[row], outs[place]))]));
}

// Net inputs and outputs of one sample, layer by layer; one linear neuron has outputs alone.
export function* forwardOf(names, { layers }, sample) {
  const labels = (role, units) => units.map((unit) => names.label(role, unit, sample));
  let sources = labels("input", names.units[0]).map(({ name }) => name);
  for (const [layer, { activation }] of layers.entries()) {
    const units = names.units[layer + 1];
    const sums = names.weights[layer].map((row, place) => weightedSum(row, names.biases[layer][place], sources));
    const netLabels = names.isLine ? [] : labels("net", units);
    const nets = netLabels.map((each, row) => ({ ...each, role: "net", expr: sums[row] }));
    const outs = labels("output", units);
    yield* nets;
    yield* outputsOf(outs, activation, names.isLine ? sums : nets.map(({ name }) => name));
    sources = outs.map(({ name }) => name);
  }
}

function outputsOf(outs, activation, nets) {
  const exprs = activated(activation, nets);
  const names = outs.map(({ name }) => name);
  const slopes = (row) => (activation === "softmax" ? softmaxSlopes(nets, names, row) : {});
  return outs.map((out, row) => ({ ...out, role: "output", expr: exprs[row], slopes: slopes(row) }));
}

function lossAt(names, loss, unit, sample) {
  const [target, out] = ["target", "output"].map((role) => names.label(role, unit, sample).name);
  const scale = { half: share(2), sum: number(1), mean: share(names.units.at(-1).length) }[loss];
  const expr = scale ? mul(scale, power(sub(target, out), number(2))) : neg(mul(target, ["log", out]));
  return { ...names.label("error", unit, sample), role: "error", expr };
}

const lossNames = ({ units, label }, sample) => units.at(-1).map((unit) => label("error", unit, sample).name);

// Whether a sample has a loss of its own: where it has several outputs and is not alone.
const isSplit = ({ units, hasSamples }) => hasSamples && units.at(-1).length > 1;

// The names of the losses that the total adds up.
function termsOf(names) {
  if (isSplit(names)) return names.samples.map((sample) => `E_s${sample}`);
  return names.samples.flatMap((sample) => lossNames(names, sample));
}

export function* lossesOf(names, { loss, total: scale }) {
  for (const sample of names.samples) {
    yield* names.units.at(-1).map((unit) => lossAt(names, loss, unit, sample));
    if (isSplit(names)) yield lossOfSample(names, sample);
  }
  const sum = total(termsOf(names));
  const isMean = names.hasSamples && scale === "mean";
  const expr = isMean ? mul(share(names.samples.length), sum) : sum;
  yield { name: "E_total", tex: "E_{total}", words: isMean ? "mean loss" : "total loss", role: "error", expr };
}

function lossOfSample(names, sample) {
  const expr = total(lossNames(names, sample));
  const words = `loss of sample ${sample}`;
  return { name: `E_s${sample}`, tex: `E^{(${sample})}`, words, role: "error", expr, sample };
}

// For each sample whether it is in the batch; then the loss of those that are.
export function* batchOf(names, { batch, total: scale }) {
  for (const sample of names.samples) {
    const words = `1 while sample ${sample} is in the batch, else 0`;
    const expr = number(sample <= batch ? 1 : 0);
    yield { name: `s_${sample}`, tex: subscripted("s", `${sample}`), words, role: "batch", expr, sample };
  }
  const sum = total(termsOf(names).map((term, place) => mul(`s_${names.samples[place]}`, term)));
  const expr = scale === "mean" ? mul(share(batch), sum) : sum;
  yield { name: "E_batch", tex: "E_{batch}", words: "loss of the batch", role: "error", expr };
}

export function ratesOf({ rate, momentum }) {
  const eta = { name: "eta", tex: "\\eta", words: "learning rate", role: "rate", expr: decimal(rate) };
  if (momentum === "0") return [eta];
  return [eta, { name: "alpha", tex: "\\alpha", words: "momentum", role: "rate", expr: decimal(momentum) }];
}
