// Symbols of quantities, from their TeX: `net_{h1}`, `w_5^{+}`, `\frac{\partial E_{total}}{\partial w_5}`.
import { element } from "../element.mjs";

const LETTERS = {
  "\\partial": "∂",
  "\\eta": "η",
  "\\alpha": "α",
  "\\theta": "θ",
  "\\delta": "δ",
  "\\Delta": "Δ",
};
const PIECE = /\\[a-zA-Z]+|[a-zA-Z]+|[0-9]+|[_^{}]|[^\s]/g;

// The nodes of a symbol; it is read out by the words that the view gives it.
export const symbolOf = (tex) => written(group(tex.match(PIECE) ?? []));

// The same in one line of text: `∂E_total/∂w5`.
export const lineOf = (tex) =>
  tex
    .replace(/\\frac\{(.*)\}\{(.*)\}$/, "$1/$2")
    .replace(/\\[a-zA-Z]+ ?/g, (name) => LETTERS[name.trim()] ?? name)
    .replace(/[{}]/g, "")
    .replace(/_(?=[0-9])/g, "");

// A tree of a list of pieces: an array for each group in braces.
function group(pieces) {
  const stack = [[]];
  for (const piece of pieces) {
    if (piece === "{") stack.push([]);
    else if (piece === "}") stack.at(-2).push(stack.pop());
    else stack.at(-1).push(piece);
  }
  return stack[0];
}

function written(pieces) {
  const nodes = [];
  const rest = [...pieces];
  while (rest.length) {
    const piece = rest.shift();
    if (piece === "\\frac") nodes.push(fraction(rest.shift(), rest.shift()));
    else if (piece === "_") nodes.push(element("sub", {}, ...inner(rest.shift())));
    else if (piece === "^") nodes.push(element("sup", {}, ...inner(rest.shift())));
    else nodes.push(...inner(piece));
  }
  return nodes;
}

const inner = (piece) => (Array.isArray(piece) ? written(piece) : [letters(piece)]);

// A name of several letters is upright, so that it does not look like a product.
function letters(piece) {
  const text = LETTERS[piece] ?? piece;
  return /^(.|[a-z]{2})$/.test(text) && /\p{L}/u.test(text) ? element("i", {}, text) : text;
}

export const fraction = (upper, lower) =>
  element("span", { class: "fraction" }, element("span", {}, ...inner(upper)), element("span", {}, ...inner(lower)));
