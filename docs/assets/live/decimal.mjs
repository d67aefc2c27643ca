// Decimals as a reader types them.
import { Mistake } from "../key.mjs";

const DECIMAL = /^([+-]?)0*(\d*)(?:[.,](\d*?)0*)?$/;
const MOST_DIGITS = 30;

// The shortest spelling of a typed decimal; what is none is refused in one sentence.
export function decimalOf(text) {
  const typed = text.trim().replace(/^[−–]/, "-");
  const [, sign, integer = "", decimals = ""] = typed.match(DECIMAL) ?? [];
  if (sign === undefined || !/\d/.test(typed)) throw new Mistake(`Found ${quoted(text)}, expected a decimal number such as 0.5.`);
  if (integer.length + decimals.length > MOST_DIGITS) {
    throw new Mistake(`Found ${integer.length + decimals.length} digits, expected at most ${MOST_DIGITS}.`);
  }
  const size = (integer || "0") + (decimals && `.${decimals}`);
  return size === "0" ? "0" : (sign === "-" ? "-" : "") + size;
}

const quoted = (text) => (text.trim() ? `“${text.trim().slice(0, 20)}”` : "nothing");

// Whether two numbers, each a decimal or a fraction such as 2/5, are the same.
export function isEqual(one, other) {
  const [[a, b], [c, d]] = [one, other].map(ratioOf);
  return a * d === c * b;
}

function ratioOf(number) {
  const [upper, lower = "1"] = number.split("/");
  const [integer, decimals = ""] = upper.split(".");
  return [BigInt(integer + decimals), BigInt(lower) * 10n ** BigInt(decimals.length)];
}

// A decimal with so many hundredths added.
export function addHundredths(text, count) {
  const [integer, decimals = ""] = text.split(".");
  const places = Math.max(2, decimals.length);
  const units = BigInt(integer + decimals.padEnd(places, "0")) + BigInt(count) * 10n ** BigInt(places - 2);
  return decimalOf(scaled(units, places));
}

// A fraction of the graph as a decimal, where it is one; else as it is.
export function decimalOfFraction(number) {
  const [upper, lower] = ratioOf(number);
  for (let places = 0, unit = 1n; places <= MOST_DIGITS; places++, unit *= 10n) {
    if ((upper * unit) % lower === 0n) return addHundredths(scaled((upper * unit) / lower, places), 0);
  }
  return number;
}

function scaled(units, places) {
  const digits = `${units < 0n ? -units : units}`.padStart(places + 1, "0");
  const point = digits.length - places;
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point) || "0"}`;
}
