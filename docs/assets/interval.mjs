// The kernel: numbers that are known exactly, or lie for certain between two whole multiples of 2^-bits.
//
// A value is an `Exact` fraction as long as that is possible, else an `Interval`. Every operation rounds the lower end
// down and the upper end up, so that the true value never leaves. All is done with whole numbers: BigInt `>>` rounds
// down. Nothing here guesses: what cannot be told at this precision throws `Undecided`, and whoever asked comes again
// with twice the bits. The numbers are in `exact.mjs`; the exponential, the logarithm and what they make are in
// `series.mjs`.
import { Exact, Interval, Undecided, ZERO, exact, fraction, isExact } from "./exact.mjs";
import { floored, least, most, raised, shiftedUp, size } from "./exact.mjs";
import { Mistake } from "./key.mjs";
import { expOf, logOf, sigmoidOf, tanhOf } from "./series.mjs";

export { Exact, Interval, Undecided, fraction, lowest } from "./exact.mjs";

const [ONE, HALF] = [new Exact(1n), new Exact(5n, 10n)];
const isZero = (x) => isExact(x) && x.top === 0n;

function exactSum(x, y, bits) {
  if (x.bottom % y.bottom === 0n) return exact(x.top + y.top * (x.bottom / y.bottom), x.bottom, bits);
  if (y.bottom % x.bottom === 0n) return exact(x.top * (y.bottom / x.bottom) + y.top, y.bottom, bits);
  return fraction(x.top * y.bottom + y.top * x.bottom, x.bottom * y.bottom, bits);
}

function add(x, y, bits) {
  if (isExact(x) && isExact(y)) return exactSum(x, y, bits);
  const [a, b] = [x.at(bits), y.at(bits)];
  return new Interval(a.low + b.low, a.high + b.high, bits);
}

function sub(x, y, bits) {
  if (isExact(x) && isExact(y)) return exactSum(x, neg(y), bits);
  const [a, b] = [x.at(bits), y.at(bits)];
  return new Interval(a.low - b.high, a.high - b.low, bits);
}

const neg = (x) => (isExact(x) ? new Exact(-x.top, x.bottom) : new Interval(-x.high, -x.low, x.bits));

// Times an exact 0 is an exact 0, whatever the other factor.
function mul(x, y, bits) {
  if (isExact(x) && isExact(y)) return exact(x.top * y.top, x.bottom * y.bottom, bits);
  if (isZero(x) || isZero(y)) return ZERO;
  const places = BigInt(bits);
  const [low, high] = products(x.at(bits), y.at(bits));
  return new Interval(low >> places, shiftedUp(high, places), bits);
}

// The least and the greatest product of two intervals are products of ends; the signs tell which.
function products({ low: a, high: b }, { low: c, high: d }) {
  if (a >= 0n) return [c >= 0n ? a * c : b * c, d >= 0n ? b * d : a * d];
  if (b <= 0n) return [d >= 0n ? a * d : b * d, c >= 0n ? b * c : a * c];
  return [least(a * d, b * c), most(a * c, b * d)];
}

function div(x, y, bits) {
  if (isZero(y)) throw new Mistake("A divisor is 0.");
  if (isExact(x) && isExact(y)) return fraction(x.top * y.bottom, x.bottom * y.top, bits);
  const b = y.at(bits);
  if (b.high < 0n) return div(neg(x), neg(b), bits);
  if (b.low <= 0n) throw new Undecided("a divisor cannot be told from 0");
  if (isZero(x)) return ZERO;
  const [low, high] = [x.at(bits).low << BigInt(bits), x.at(bits).high << BigInt(bits)];
  return new Interval(floored(low, low < 0n ? b.low : b.high), raised(high, high < 0n ? b.high : b.low), bits);
}

// x^n for a whole n, multiplied out.
function power(x, exponent, bits) {
  const n = wholeOf(exponent);
  let product = ONE;
  for (let count = size(n); count > 0n; count--) product = mul(product, x, bits);
  return n < 0n ? div(ONE, product, bits) : product;
}

// e^0 = 1, ln 1 = 0, σ(0) = 1/2 and tanh 0 = 0 are exact; at any other fraction these are transcendental
// (Lindemann and Weierstrass), so that an interval is all there can be.
const except = (point, image, of) => (x, _, bits) =>
  isExact(x) && x.top === point * x.bottom ? image : of(x.at(bits), bits);

function wholeOf({ top, bottom }) {
  if (bottom !== 1n) throw new Mistake("An exponent is not a whole number.");
  return top;
}

function isPositive(x, bits) {
  if (isExact(x)) return x.top > 0n;
  const { low, high } = x.at(bits);
  if (low <= 0n && high > 0n) throw new Undecided("the sign of a number is not certain");
  return low > 0n;
}

// To so many decimals, a tie away from zero, as calculators round.
function round(x, places, bits) {
  const unit = 10n ** wholeOf(places);
  const [low, high, bottom] = isExact(x) ? [x.top, x.top, x.bottom] : [x.low, x.high, 1n << BigInt(bits)];
  const [down, up] = [low, high].map((end) => nearest(end * unit, bottom));
  if (down !== up) throw new Undecided("how a number is rounded is not certain");
  return fraction(down, unit, bits);
}

const nearest = (a, b) => (a < 0n ? -nearest(-a, b) : (2n * a + b) / (2n * b));

// The operations of graphs by their names; one that takes a single argument is given it twice.
export const OPS = {
  add,
  sub,
  neg,
  mul,
  div,
  power,
  exp: except(0n, ONE, expOf),
  log: except(1n, ZERO, logOf),
  sigmoid: except(0n, HALF, sigmoidOf),
  tanh: except(0n, ZERO, tanhOf),
  relu: (x, _, bits) => (isPositive(x, bits) ? x : ZERO),
  positive: (x, _, bits) => (isPositive(x, bits) ? ONE : ZERO),
  round,
};
