// What can be taken away: the numbers of a pass as CSV and JSON, and a program in Python.
import { significant } from "../../digits.mjs";
import { element } from "../../element.mjs";
import { decimal } from "./expressions.mjs";
import { namesOf } from "./names.mjs";

const FULL = significant(17);

// Each quantity of a pass that has digits, {quantity, symbol, words, digits, exact}.
function valuesOf(graph, pass) {
  return pass.run.names.flatMap((name) => {
    const { text, isExact } = pass.digits(name, FULL);
    const { symbol, words } = graph.quantities[name];
    return text ? [{ quantity: name, symbol, words, digits: text, exact: isExact }] : [];
  });
}

export function csvOf(graph, pass) {
  const rows = valuesOf(graph, pass).map(({ quantity, words, digits, exact }) => [quantity, words, digits, exact]);
  const line = (row) => `${row.map((text) => (/,/.test(text) ? `"${text}"` : text)).join(",")}\n`;
  return [["quantity", "words", "digits", "exact"], ...rows].map(line).join("");
}

// The graph in the form in which the data of the examples have it, and the values of a pass.
export function jsonOf(graph, given, pass) {
  const own = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, decimal(text)]));
  const expressions = { ...graph.expressions, ...own };
  const document = { example: "own", step: pass.step, graph: { ...graph, expressions }, values: valuesOf(graph, pass) };
  return `${JSON.stringify(document, null, 1)}\n`;
}

// A program that makes the updates and prints the loss and its derivatives, in Python without any library.
export function pythonOf(shape, step) {
  const names = namesOf(shape);
  return [HEAD, ...literals(shape, names, step), BODY].join("\n");
}

const row = (numbers) => `[${numbers.join(", ")}]`;
const rows = (all) => row(all.map(row));
const quoted = (names) => row(names.map((name) => `"${name}"`));

function literals(shape, names, step) {
  const layers = shape.layers.map(({ weights, activation, bias }, layer) => {
    const biases = weights.map((_, to) => (bias === null ? "0" : Array.isArray(bias) ? bias[to] : bias));
    return `    (${rows(weights)}, ${row(biases)}, "${activation}"),`;
  });
  const parameters = names.weights.map(
    (own, layer) => `    (${row(own.map(quoted))}, ${quoted(names.biases[layer])}),`,
  );
  return [
    `INPUTS = ${rows(shape.inputs)}`,
    `TARGETS = ${rows(shape.targets)}`,
    "# Of each layer the weights, a row for each neuron, the biases and the activation; then what these are called.",
    "LAYERS = [",
    ...layers,
    "]",
    "NAMES = [",
    ...parameters,
    "]",
    `RATE, MOMENTUM, STEPS, BATCH = ${shape.rate}, ${shape.momentum}, ${step}, ${shape.batch}`,
    `LOSS, TOTAL, BIAS, UPDATE = ${quoted([shape.loss, shape.total, shape.bias, shape.update]).slice(1, -1)}`,
  ];
}

const HEAD = `"""A small network: backpropagation gives its loss and the derivatives of that."""

from math import exp, log, tanh
`;
const BODY = `

def activate(name, nets):
    if name == "softmax":
        powers = [exp(net - max(nets)) for net in nets]
        return [power / sum(powers) for power in powers]
    if name == "sigmoid":
        return [1 / (1 + exp(-net)) if net > 0 else exp(net) / (1 + exp(net)) for net in nets]
    return [{"tanh": tanh, "relu": lambda x: max(0.0, x), "linear": float}[name](net) for net in nets]


def back(name, nets, outs, slopes):
    """Return the derivatives with respect to the net inputs, from those to the outputs."""
    if name == "softmax":
        common = sum(slope * out for slope, out in zip(slopes, outs))
        return [out * (slope - common) for slope, out in zip(slopes, outs)]
    local = {
        "sigmoid": lambda net, out: out * (1 - out),
        "tanh": lambda net, out: 1 - out * out,
        "relu": lambda net, out: 1.0 if net > 0 else 0.0,
        "linear": lambda net, out: 1.0,
    }[name]
    return [slope * local(net, out) for slope, net, out in zip(slopes, nets, outs)]


def loss_of(target, out):
    if LOSS == "cross-entropy":
        return -target * log(out), -target / out
    scale = {"half": 0.5, "sum": 1, "mean": 1 / len(TARGETS[0])}[LOSS]
    return scale * (target - out) ** 2, -2 * scale * (target - out)


def run(weights, sample, passed_back):
    """Return the loss of a sample, and of each layer the derivatives along its weights and biases."""
    passes, outs = [], INPUTS[sample]
    for layer, (_, _, name) in zip(weights, LAYERS):
        nets = [sum(w * x for w, x in zip(row, outs)) + bias for row, bias in zip(*layer)]
        passes.append((outs, nets, activate(name, nets)))
        outs = passes[-1][2]
    losses = [loss_of(target, out) for target, out in zip(TARGETS[sample], outs)]
    slopes, gradients = [slope for _, slope in losses], []
    for place in reversed(range(len(LAYERS))):
        entering, nets, outs = passes[place]
        deltas = back(LAYERS[place][2], nets, outs, slopes)
        gradients.insert(0, ([[delta * x for x in entering] for delta in deltas], deltas))
        rows = passed_back(place, gradients[0])
        slopes = [sum(delta * row[k] for delta, row in zip(deltas, rows)) for k in range(len(entering))]
    return sum(loss for loss, _ in losses), gradients


def gradient(weights, samples):
    """Return the loss of some samples, and its derivative along each weight and bias by name."""
    share = 1 / len(samples) if TOTAL == "mean" else 1

    def passed_back(place, own):
        # One weight after another: the error signal goes back through weights that are updated already.
        rows = weights[place][0]
        if UPDATE != "sequential":
            return rows
        names = NAMES[place][0]
        return [[*map(new_value, *three)] for three in zip(names, rows, own[0])]

    total, slopes = 0.0, {}
    for sample in samples:
        loss, layers = run(weights, sample, passed_back)
        total += share * loss
        for (names, biases), (rows, deltas) in zip(NAMES, layers):
            for name, slope in [*zip(sum(names, []), sum(rows, [])), *zip(biases, deltas)]:
                slopes[name] = slopes.get(name, 0.0) + share * slope
    return total, slopes


changes = {}


def new_value(name, value, slope):
    return value + MOMENTUM * changes.get(name, 0.0) - RATE * slope


def updated(weights, slopes):
    """Move everything that is trained down its slope."""
    layers = []
    for (names, bias_names), (rows, biases) in zip(NAMES, weights):
        new_rows = [[new_value(n, w, slopes[n]) for n, w in zip(*pair)] for pair in zip(names, rows)]
        is_trained = BIAS != "fixed" and bias_names
        new_biases = [new_value(n, b, slopes[n]) for n, b in zip(bias_names, biases)] if is_trained else biases
        layers.append((new_rows, new_biases))
    for name, slope in slopes.items():
        changes[name] = MOMENTUM * changes.get(name, 0.0) - RATE * slope
    return layers


weights = [(rows, biases) for rows, biases, _ in LAYERS]
everyone = range(len(INPUTS))
for step in range(STEPS):
    batch = [(step * BATCH + k) % len(INPUTS) for k in range(BATCH)]
    weights = updated(weights, gradient(weights, batch)[1])
loss, slopes = gradient(weights, everyone)
print("E_total", loss)
for name, slope in slopes.items():
    print(f"dE_total/d{name}", slope)
`;

// Give the reader a file.
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
