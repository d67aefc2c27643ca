// Symbols in TeX as letters of a drawing: variables italic, indices below the line, powers above it.

const SVG = "http://www.w3.org/2000/svg";
const GREEK = { theta: "θ", delta: "δ", eta: "η", alpha: "α", Delta: "Δ" };
const FRACTION = /^\\frac\{\\partial (.+)\}\{\\partial (.+)\}$/;
const SYMBOL = /^\\?([A-Za-z]+)(?:_(?:\{([^{}]*)\}|(\w)))?(?:\^\{([^{}]*)\})?$/;
const POWER = /^(.*\d)\^\{(-?\d+)\}$/;
const DROP = 3;

// The runs of a symbol such as `w_5`, `net_{h1}` or `10^{-5}`: letters, and which kind they are.
export function runsOf(tex) {
  const [, upper, lower] = tex.match(FRACTION) ?? [];
  if (upper) return [{ letters: "∂" }, ...runsOf(upper), { letters: "/∂" }, ...runsOf(lower)];
  const [, digits, exponent] = tex.match(POWER) ?? [];
  if (digits) return [{ letters: digits }, { letters: exponent.replace("-", "−"), kind: "power" }];
  const symbol = tex.match(SYMBOL);
  return symbol ? symbolRuns(symbol) : [{ letters: tex }];
}

function symbolRuns([, name, group, single, above]) {
  const base = GREEK[name] ?? name;
  const index = (group ?? single ?? "").match(/[A-Za-z]+|[^A-Za-z]+/g) ?? [];
  return [
    { letters: base, isItalic: base.length === 1 },
    ...index.map((letters) => ({ letters, isItalic: /^[A-Za-z]$/.test(letters), kind: "index" })),
    ...(above ? [{ letters: above, kind: "power" }] : []),
  ];
}

const runs = (words) =>
  words.flatMap((part) => (part.tex === undefined ? [{ letters: part, isText: true }] : runsOf(part.tex)));

// Words, that is texts and symbols {tex}, in plain letters.
export const plainLetters = (words) =>
  runs([words].flat())
    .map(({ letters }) => letters)
    .join("");

// The same as parts of a text element of SVG.
export function letters(words) {
  let lowered = 0;
  return runs([words].flat()).map(({ letters, isItalic, isText, kind }) => {
    const drop = { index: DROP, power: -DROP - 2 }[kind] ?? 0;
    const part = document.createElementNS(SVG, "tspan");
    part.textContent = letters;
    part.setAttribute("class", [isText ? "words" : isItalic ? "italic" : "upright", kind ?? ""].join(" ").trim());
    if (drop !== lowered) part.setAttribute("dy", drop - lowered);
    lowered = drop;
    return part;
  });
}
