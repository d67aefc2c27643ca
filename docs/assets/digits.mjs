// From an enclosure to digits that are certain: rounding half to even, exactness, plain notation.
import { size, tenTo } from "./exact.mjs";
import { Exact, Undecided, fraction } from "./interval.mjs";
import { Mistake } from "./key.mjs";

const PAGE_DECIMALS = 9;
const PAGE_DIGITS = 6;
export const VALUE_DIGITS = 17;
const MOST_TYPED = 40; // digits of a number that a reader gives
const DECIMAL = /^[-+]?(\d+|\d*\.\d+)$/;
const SHARP = 96n; // bits, far more than 17 digits need
const PLACED = 20n; // bits of a value that pixels need
const LARGEST = 14_000n; // bits before the point; longer numbers are no reading

// Rules turn a fraction, top / bottom, into text: this one to so many digits after the point.
export const decimals = kept((places) => (top, bottom) => {
  const whole = nearestEven(size(top) * tenTo(places), bottom);
  return plain(top < 0n ? -whole : whole, -places);
});

// To so many significant digits; an exact value is not padded.
export const significant = kept((count) => (top, bottom) => {
  if (top === 0n) return "0";
  const scale = count - 1 - orderOf(size(top), bottom);
  const [over, under] = scale < 0 ? [size(top), bottom * tenTo(-scale)] : [size(top) * tenTo(scale), bottom];
  let [whole, exponent] = [nearestEven(over, under), -scale];
  if (whole === tenTo(count)) [whole, exponent] = [whole / 10n, exponent + 1];
  for (; over % under === 0n && exponent < 0 && whole % 10n === 0n; exponent++) whole /= 10n;
  return plain(top < 0n ? -whole : whole, exponent);
});

// As pages do: short where exact, else to 9 decimals, or to 6 significant digits of a small value.
export function page(top, bottom) {
  const short = significant(VALUE_DIGITS)(top, bottom);
  if (isValue(short, top, bottom) && (short.split(".")[1] ?? "").length <= PAGE_DECIMALS) return short;
  const isSmall = top !== 0n && size(top) * tenTo(PAGE_DECIMALS - PAGE_DIGITS + 1) < bottom;
  return (isSmall ? significant(PAGE_DIGITS) : decimals(PAGE_DECIMALS))(top, bottom);
}

// The same rule for the same count, so that results can be kept by it.
function kept(ruleOf) {
  const rules = new Map();
  return (count) => rules.get(count) ?? rules.set(count, ruleOf(count)).get(count);
}

// The e with 10^e ≤ top / bottom < 10^(e + 1).
export function orderOf(top, bottom) {
  const order = String(top).length - String(bottom).length;
  const isBelow = order < 0 ? top * tenTo(-order) < bottom : top < bottom * tenTo(order);
  return isBelow ? order - 1 : order;
}

// The nearest whole number to a / b, both positive; of two that are as near, the even one.
export function nearestEven(a, b) {
  const [whole, rest] = [a / b, 2n * (a % b)];
  return rest > b || (rest === b && whole & 1n) ? whole + 1n : whole;
}

// whole · 10^exponent without an exponent.
export function plain(whole, exponent) {
  if (exponent >= 0) return `${whole}${"0".repeat(exponent)}`;
  const text = String(size(whole)).padStart(1 - exponent, "0");
  return `${whole < 0n ? "-" : ""}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}

// Whether a decimal text is the value itself.
function isValue(text, top, bottom) {
  const [units, part = ""] = text.split(".");
  return BigInt(units + part) * bottom === top * tenTo(part.length);
}

// The least and the greatest value that `value` may have, each [top, bottom].
export function ends(value) {
  if (value instanceof Exact) return Array(2).fill([value.top, value.bottom]);
  const unit = 1n << BigInt(value.bits);
  return [
    [value.low, unit],
    [value.high, unit],
  ];
}

const isLong = ([top, bottom]) => (size(top) / bottom) >> LARGEST > 0n;

// The digits of a value under a rule; where they are not certain, throws Undecided.
export function digits(value, rule = page) {
  const [low, high] = ends(value);
  if (isLong(low) || isLong(high)) throw new Mistake("A number is too long to be written out.");
  const text = rule(...low);
  const isOne = low[0] === high[0];
  if (!isOne && text !== rule(...high)) throw new Undecided("an enclosure leaves a digit open");
  const isExact = isOne && isValue(text, ...low);
  return { text, isExact, relation: isExact ? "=" : "≈" };
}

// Whether an enclosure is so narrow that hardly any rounding would be open.
export function isSharp(value) {
  if (value instanceof Exact) return true;
  return (value.high - value.low) << SHARP < size(value.low);
}

// The middle of an enclosure in double precision, for pixels alone; one too wide to place a pixel throws Undecided.
export function approximate(value) {
  const [[low, bottom], [high]] = ends(value);
  const width = high - low;
  if (width << PLACED > bottom && width << PLACED > size(low)) throw new Undecided("an enclosure is too wide");
  return quotient(low + high, 2n * bottom);
}

function quotient(top, bottom) {
  const places = lengthOf(bottom) - lengthOf(top) + 64; // so that about 64 bits are left
  const scaled = places < 0 ? top / (bottom << BigInt(-places)) : (top << BigInt(places)) / bottom;
  const half = Math.trunc(places / 2); // in two parts, since 2^places may leave the range of doubles
  return Number(scaled) / 2 ** half / 2 ** (places - half);
}

const lengthOf = (a) => 4 * size(a).toString(16).length;

// The exact value of a decimal that a reader typed.
export function fractionOf(text) {
  const typed = text.trim().replace(/^[−–]/, "-");
  if (DECIMAL.test(typed) && typed.replace(/[^0-9]/g, "").length <= MOST_TYPED) return numberOf(typed);
  const found = typed.length > MOST_TYPED ? `${typed.slice(0, MOST_TYPED)}…` : typed || "nothing";
  throw new Mistake(`Found ${found}, expected a decimal number such as 0.5, of at most ${MOST_TYPED} digits.`);
}

// The exact value of a number as graphs write it: 2, -1/20, 0.5.
export function numberOf(text) {
  const [decimal, divisor = "1"] = text.split("/");
  const [units, part = ""] = decimal.split(".");
  const top = BigInt(units.replace(/^[-+]/, "") + part);
  return fraction(units.startsWith("-") ? -top : top, tenTo(part.length) * BigInt(divisor), 0);
}
