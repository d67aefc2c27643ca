// Decimals of a reader's own, in their one spelling.
import { fractionOf, numberOf } from "../digits.mjs";

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
  const unit = 10n ** BigInt(places);
  return decimalIn((top * unit) / bottom + (BigInt(count) * unit) / 100n, places);
}

// Half of a decimal.
export function halfOf(text) {
  const { top, bottom } = numberOf(text);
  const places = (text.split(".")[1]?.length ?? 0) + 1;
  return decimalIn((top * 10n ** BigInt(places)) / (2n * bottom), places);
}

// A number of the graph as a decimal where it is one; else the fraction that it is.
export function decimalOfFraction(number) {
  const { top, bottom } = numberOf(number);
  for (let places = 0; places <= MOST_PLACES; places++) {
    const whole = top * 10n ** BigInt(places);
    if (whole % bottom === 0n) return decimalIn(whole / bottom, places);
  }
  return number;
}

// units / 10^places as a decimal.
function decimalIn(units, places) {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
  return decimalOf(
    `${units < 0n ? "-" : ""}${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}0`,
  );
}
