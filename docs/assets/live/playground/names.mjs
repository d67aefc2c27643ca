// What the quantities of a network are called: names, symbols and words, as backprop/networks/layers.py has them.

const LABELS = {
  input: ["i", "input {}"],
  target: ["t", "target of {}"],
  net: ["net", "net input of {}"],
  output: ["out", "output of {}"],
  error: ["E", "loss at {}"],
  gradient: ["delta", "error signal of {}"],
};
// Of one linear neuron with one input, which draws a line.
const ON_LINE = {
  input: ["x", "input of sample {}"],
  target: ["t", "target of sample {}"],
  output: ["out", "output for sample {}"],
  error: ["E", "loss of sample {}"],
};

const subscript = (unit) => unit.replaceAll("_", ",");
const counted = (count, nameOf) => Array.from({ length: count }, (_, place) => nameOf(place + 1));

export function subscripted(letters, index, braces = false) {
  const head = letters === "delta" ? "\\delta" : letters;
  return braces || index.length > 1 ? `${head}_{${index}}` : `${head}_${index}`;
}

// The symbol of a letter with its index: w_5, w_{12}, b_{h1}, w.
export function indexed(name) {
  const index = subscript(name.slice(1).replace(/^_/, ""));
  return index ? subscripted(name[0], index) : name;
}

// The names of inputs and neurons, layer by layer.
function unitsOf({ inputs, layers }) {
  const last = layers.length - 1;
  const prefixes = layers.map((_, place) => (place === last ? "o" : last === 1 ? "h" : `h${place + 1}_`));
  const neurons = layers.map(({ weights }, place) => counted(weights.length, (n) => prefixes[place] + n));
  return [counted(inputs[0].length, (n) => `i${n}`), ...neurons];
}

function biasNames({ bias }, mode, units, place) {
  if (bias === null) return [];
  return units.map((unit) => (Array.isArray(bias) || mode === "each" ? `b_${unit}` : `b${place + 1}`));
}

// Whether it is one linear neuron with one input on several samples.
function drawsLine({ inputs, layers: [{ weights, activation }, ...others] }) {
  const isAlone = !others.length && weights.length === 1 && weights[0].length === 1;
  return inputs.length > 1 && isAlone && activation === "linear";
}

// The names of everything that a shape holds.
export function namesOf(shape) {
  const units = unitsOf(shape);
  const isLine = drawsLine(shape);
  const hasSamples = shape.inputs.length > 1;
  let count = 0;
  const numbered = shape.layers.map(({ weights }) => weights.map((row) => row.map(() => `w${++count}`)));
  const ofUnits = shape.layers.map((layer, place) => biasNames(layer, shape.bias, units[place + 1], place));
  return {
    units,
    hasSamples,
    isLine,
    samples: counted(shape.inputs.length, Number),
    weights: isLine ? [[["w"]]] : numbered,
    biases: isLine ? [ofUnits[0].map(() => "b")] : ofUnits,
    label: (role, unit, sample) => (isLine ? onLine(role, sample) : label(role, unit, hasSamples && sample)),
  };
}

function onLine(role, sample) {
  const [head, words] = ON_LINE[role];
  return { name: `${head}_${sample}`, tex: subscripted(head, `${sample}`), words: words.replace("{}", sample), sample };
}

// What a quantity of that role is called, of one unit, and in one sample where there are several.
function label(role, unit, sample) {
  const [letters, pattern] = LABELS[role];
  const isInput = role === "input";
  const name = isInput ? unit : `${letters}_${unit}`;
  const tex = isInput ? subscripted(unit[0], unit.slice(1)) : subscripted(letters, subscript(unit), true);
  const plain = { name, tex, words: pattern.replace("{}", unit) };
  if (!sample) return plain;
  const words = `${plain.words} in sample ${sample}`;
  return { name: `${name}_s${sample}`, tex: `${tex}^{(${sample})}`, words, sample };
}
