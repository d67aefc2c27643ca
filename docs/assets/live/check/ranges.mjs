// Numbers as a reader typed them: the decimal itself, and how far the number that is meant may lie from it.
import { plain } from "../../digits.mjs";
import { size, tenTo } from "../../exact.mjs";
import { Exact, Interval, OPS } from "../../interval.mjs";

const NUMBER = /^([-+−–]?)(\d*)(?:([.,])(\d*))?(?:e([-+−–]?\d{1,3}))?$/i;
const LIKE_NUMBER = /^[-+−–]?(?=[.,]?\d)\d*(?:[.,]\d*)?(?:e[-+−–]?\d+)?$/i;
const MOST_DIGITS = 40;
const LARGEST_EXPONENT = 99;
const FULL = 12; // digits from which on a number counts as one that a program computed in double precision
// What such a program may be off by: a share of the number, and of 1 where larger ones were subtracted.
const NOISE = new Exact(1n, tenTo(13));
const LONG_NOISE = new Exact(1n, tenTo(12)); // over a run of many steps
const FLOOR = new Exact(1n, tenTo(15));

const sizeOf = (x) => new Exact(size(x.top), x.bottom);

// What a text must be to be read as a number: that of one that is too long or too large, or of no number at all.
export const wantedOf = (text) =>
  LIKE_NUMBER.test(text)
    ? `a number of at most ${MOST_DIGITS} digits, with an exponent between -${LARGEST_EXPONENT} and ${LARGEST_EXPONENT}`
    : "a number such as 0.5";

// {value, decimals, digits, point, plain}: an exact fraction, the digits after its point, its significant ones, and
// its spelling without an exponent. Null where the text is no number, or none that a table needs.
export function typedNumber(text) {
  const [, sign, units = "", point = "", part = "", exponent = "0"] = text.trim().match(NUMBER) ?? [];
  const all = units + part;
  const moved = Number(exponent.replace(/[−–]/, "-"));
  if (!all || all.length > MOST_DIGITS || Math.abs(moved) > LARGEST_EXPONENT) return null;
  const decimals = part.length - moved;
  const places = Math.max(0, decimals);
  const top = BigInt(all) * (/[-−–]/.test(sign) ? -1n : 1n) * tenTo(places - decimals);
  const value = new Exact(top, tenTo(places));
  const isWhole = !point && exponent === "0";
  return {
    value,
    decimals: places,
    digits: all.replace(/^0+/, "").length,
    point,
    isWhole,
    plain: plain(value.top, -places),
  };
}

// The least and the greatest number, each [top, bottom], that may be meant by one that shows so many decimals: half a
// unit of the last place to either side, or a unit where the reader `cuts` digits off.
export function rangeOf({ value, digits }, decimals, { cuts = false, isLong = false } = {}) {
  const unit = new Exact(1n, tenTo(decimals) * (cuts ? 1n : 2n));
  const noise = sum(OPS.mul(sizeOf(value), isLong ? LONG_NOISE : NOISE), FLOOR);
  const half = Math.max(digits, decimals) >= FULL && isLess(unit, noise) ? noise : unit;
  return [OPS.sub(value, half), sum(value, half)].map(({ top, bottom }) => [top, bottom]);
}

const sum = (x, y) => OPS.add(x, y);
const isLess = (x, y) => x.top * y.bottom < y.top * x.bottom;

// The range as an interval of the kernel.
export function intervalOf([low, high], bits) {
  return new Interval(new Exact(...low).at(bits).low, new Exact(...high).at(bits).high, bits);
}

// Whether two ranges have a number in common.
export const isTouching = ([low, high], [least, most]) => !isBelow(high, least) && !isBelow(most, low);

const isBelow = ([a, b], [c, d]) => a * d < c * b;

// Whether a range has 0 within it, so that its digits say nothing but that.
export const isVague = ([[low], [high]]) => low < 0n && high > 0n;

// Whether the digits are those of a value in `truth`, cut off instead of rounded.
export function isCutOff({ value }, decimals, truth) {
  const step = new Exact(value.top < 0n ? -1n : 1n, tenTo(decimals));
  const next = sum(value, step);
  const ends = [value, next].map(({ top, bottom }) => [top, bottom]);
  return isTouching(value.top < 0n ? ends.toReversed() : ends, truth);
}

// To how many significant digits a number agrees with a value that lies in `truth`, at most so many.
export function agreeingDigits({ value }, [[low, bottom]], most) {
  const apart = sizeOf(OPS.sub(value, new Exact(low, bottom)));
  const right = sizeOf(new Exact(low, bottom));
  if (right.top === 0n) return apart.top === 0n ? most : 0;
  const unit = tenTo(40);
  const order = String((right.top * unit) / right.bottom).length - 41; // 10^order ≤ right, where it is no tiny number
  let count = most;
  while (count > 0 && !isLess(OPS.mul(new Exact(2n), apart), powerOfTen(order - count + 1))) count--;
  return count;
}

const powerOfTen = (places) => (places < 0 ? new Exact(1n, tenTo(-places)) : new Exact(tenTo(places)));
