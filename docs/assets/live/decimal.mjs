// Decimals of a reader's own, in their one spelling.
import { fractionOf, numberOf, plain } from "../digits.mjs";
import { tenTo } from "../exact.mjs";

const MOST_PLACES = 60;

// The shortest spelling of a typed decimal, with a point where a comma was typed; what is none throws Mistake.
export function decimalOf(text) {
  const typed = text
    .trim()
    .replace(/^[−–]/, "-")
    .replace(/^([^.,]*),([^.,]*)$/, "$1.$2");
  fractionOf(typed);
  const [, sign, units, places = ""] = typed.match(/^([-+]?)0*(\d*)(?:\.(\d*?)0*)?$/);
  const size = (units || "0") + (places && `.${places}`);
  return size === "0" ? "0" : sign.replace("+", "") + size;
}

// Whether two numbers, each a decimal or a fraction such as 2/5, are the same.
export function isEqual(one, other) {
  const [a, b] = [numberOf(one), numberOf(other)];
  return a.top * b.bottom === b.top * a.bottom;
}

// A decimal with so many hundredths added.
export function addHundredths(text, count) {
  const places = Math.max(2, text.split(".")[1]?.length ?? 0);
  const { top, bottom } = numberOf(text);
  const unit = tenTo(places);
  return decimalOf(plain((top * unit) / bottom + (BigInt(count) * unit) / 100n, -places));
}

// Half of a decimal.
export function halfOf(text) {
  const { top, bottom } = numberOf(text);
  const places = (text.split(".")[1]?.length ?? 0) + 1;
  return decimalOf(plain((top * tenTo(places)) / (2n * bottom), -places));
}

// A number of the graph as a decimal where it is one; else the fraction that it is.
export function decimalOfFraction(number) {
  const { top, bottom } = numberOf(number);
  for (let places = 0; places <= MOST_PLACES; places++) {
    const whole = top * tenTo(places);
    if (whole % bottom === 0n) return decimalOf(plain(whole / bottom, -places));
  }
  return number;
}
