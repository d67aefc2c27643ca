// Numbers as a page writes them: with a minus sign, a power of ten where they are very long, or counted.
import { significant } from "../digits.mjs";
import { element } from "../element.mjs";

const LONGEST = 12; // digits before the point, and zeros behind it, that are written out
const SHORT = 6; // digits where they are not
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"; // by digit

export const minus = (text) => text.replace(/^-/, "−");
export const updatesOf = (count) => `${count.toLocaleString("en")} update${count === 1 ? "" : "s"}`;

// The digits of a quantity in a pass, {text, isExact, relation}: as pages print them, or few with a power of ten.
export function readable(pass, name) {
  const usual = pass.digits(name);
  return Math.abs(exponentOf(usual.text)) > LONGEST ? withPower(pass.digits(name, significant(SHORT))) : usual;
}

// The same for digits that are few already, after many zeros.
export const withoutZeros = (digits) => (exponentOf(digits.text) < -LONGEST ? withPower(digits) : digits);

// The power of ten of the first digit that is not 0.
export function exponentOf(text) {
  const [units, part = ""] = text.replace("-", "").split(".");
  const first = part.search(/[1-9]/);
  return /[1-9]/.test(units) ? units.length - 1 : first < 0 ? 0 : -1 - first;
}

// `6.15431 · 10¹⁶` for `61543100000000000`.
function withPower({ text, isExact, relation }) {
  const all = text.replace(/[-.]/g, "").replace(/^0+/, "").slice(0, SHORT);
  const [first, ...rest] = isExact ? all.replace(/0+$/, "") : all;
  const power = [...String(exponentOf(text))].map((letter) => RAISED[letter] ?? "⁻").join("");
  const mantissa = [first, rest.join("")].filter(Boolean).join(".");
  return { text: `${text.startsWith("-") ? "-" : ""}${mantissa} · 10${power}`, isExact, relation };
}

// Text with such numbers as nodes, their exponents raised.
export function raised(text) {
  const parts = text.split(/(?<=10)([⁻⁰¹²³⁴-⁹]+)/);
  return parts.map((part, place) => (place % 2 ? element("sup", {}, lowered(part)) : part));
}

const lowered = (power) => [...power].map((letter) => (letter === "⁻" ? "−" : RAISED.indexOf(letter))).join("");
