// A number as a reader typed it, and how it agrees with a proved value: the rules of backprop/slips/printed.py.
import { ends, nearestEven, orderOf, significant } from "../../digits.mjs";
import { size, tenTo } from "../../exact.mjs";
import { Undecided } from "../../interval.mjs";
import { Mistake } from "../../key.mjs";

const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;
const MOST_DIGITS = 30;
const MOST_ZEROS = 60; // that an exponent stands for

const few = significant(2);

// The number that a text is, `count` units of 10^exponent each; what is no decimal is refused in one sentence.
export function typed(text) {
  const plain = text.trim().replace(/^[−–]/, "-").replace(",", ".");
  const [, sign, whole, decimals = "", power = "0"] = plain.match(DECIMAL) ?? [];
  if (!plain) throw new Mistake("Type a number first, such as 0.5.");
  if (sign === undefined) throw new Mistake(`Found ${quoted(text)}, expected a decimal number such as 0.5.`);
  const digits = whole + decimals;
  if (digits.length > MOST_DIGITS) throw new Mistake(`Found ${digits.length} digits, expected at most ${MOST_DIGITS}.`);
  if (Math.abs(power) > MOST_ZEROS) {
    throw new Mistake(`The exponent must be between -${MOST_ZEROS} and ${MOST_ZEROS}; yours is ${Number(power)}.`);
  }
  const count = BigInt(digits) * (sign === "-" ? -1n : 1n);
  return {
    text: plain,
    count,
    exponent: Number(power) - decimals.length,
    significant: count ? String(size(count)).length : 0,
  };
}

const quoted = (text) => `“${text.trim().slice(0, 20)}”`;

// How the number comes of a value: it is the value, or rounded or cut off from it, or empty; throws Undecided.
export const agreement = (number, value) =>
  certain(value, (top, bottom) => agreementOf(number.count, ...inUnits(number.exponent, top, bottom)));

function agreementOf(count, top, bottom) {
  if (top === count * bottom) return "exact";
  if (2n * size(top - count * bottom) <= bottom) return "rounded";
  return top / bottom === count ? "truncated" : "";
}

// By how many units of its last digit the number is off; throws Undecided.
export const unitsOff = (number, value) =>
  size(certain(value, (top, bottom) => nearest(...inUnits(number.exponent, top, bottom))) - number.count);

// In how many leading digits number and value agree, rounded or cut off.
export function digitsInCommon(number, value) {
  const [[low, bottom], [high]] = ends(value);
  const [top, under] = inUnits(number.exponent, low + high, 2n * bottom);
  if (!top || !number.count) return 0;
  const first = Math.max(orderOf(size(top), under), number.significant - 1); // place of the first digit, in units
  const isSame = (place) =>
    [cutOff, nearest].some((round) => atPlace(round, place, top, under) === atPlace(round, place, number.count, 1n));
  let count = 0;
  while (count < number.significant && isSame(first - count)) count++;
  return count;
}

// How many times as large as the value the number is, or how many times smaller: {isLarger, text} in two digits; null
// where one of them is 0. Throws Undecided.
export function factor(number, value) {
  const times = certain(value, (top, bottom) =>
    factorOf(size(number.count), ...inUnits(number.exponent, size(top), bottom)),
  );
  return times && { isLarger: times.startsWith(">"), text: times.slice(1) };
}

function factorOf(count, top, bottom) {
  if (!count || !top) return null;
  const [over, under] = [count * bottom, top];
  return over > under ? `>${few(over, under)}` : `<${few(under, over)}`;
}

// What holds at both ends of an enclosure.
function certain(value, of) {
  const [low, high] = ends(value).map((end) => of(...end));
  if (low !== high) throw new Undecided("an enclosure does not settle how a number is printed");
  return low;
}

// top / bottom in units of 10^exponent.
const inUnits = (exponent, top, bottom) =>
  exponent < 0 ? [top * tenTo(-exponent), bottom] : [top, bottom * tenTo(exponent)];

const atPlace = (round, place, top, bottom) => round(...inUnits(place, top, bottom));
const cutOff = (top, bottom) => top / bottom;

const nearest = (top, bottom) => (top < 0n ? -nearestEven(-top, bottom) : nearestEven(top, bottom));
