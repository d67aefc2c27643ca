// The kernel: numbers that are known exactly, or lie for certain between two whole multiples of 2^-bits.
//
// A value is an `Exact` fraction as long as that is possible, else an `Interval`. Every operation rounds the lower end
// down and the upper end up, so that the true value never leaves. All is done with whole numbers: BigInt `>>` rounds
// down. Nothing here guesses: what cannot be told at this precision throws `Undecided`, and whoever asked comes again
// with twice the bits.
import { Mistake } from "./key.mjs";

export class Undecided extends Error {}

// Exact numbers of more bits become intervals: a run without sigmoids would lengthen them with each step.
const LONGEST = 1n << 2048n;
// The largest power of e has about 4,000 digits before the point.
const LARGEST_EXPONENT = 9700n;
const GUARD = 32; // bits that the series of a logarithm carries beyond those asked for

// top / bottom with bottom > 0: a power of ten where that can be, so that sums and products need no lowest terms.
export class Exact {
  #enclosure = null;

  constructor(top, bottom = 1n) {
    this.top = top;
    this.bottom = bottom;
  }

  // The narrowest interval around it; kept, since constants are asked for it in every step.
  at(bits) {
    if (this.#enclosure?.bits !== bits) {
      const scaled = this.top << BigInt(bits);
      this.#enclosure = new Interval(floored(scaled, this.bottom), raised(scaled, this.bottom), bits);
    }
    return this.#enclosure;
  }
}

// From low to high, in units of 2^-bits.
export class Interval {
  constructor(low, high, bits) {
    this.low = low;
    this.high = high;
    this.bits = bits;
  }

  at() {
    return this;
  }
}

export const ZERO = new Exact(0n);
export const ONE = new Exact(1n);
const HALF = new Exact(1n, 2n);

const isExact = (x) => x instanceof Exact;
const isZero = (x) => isExact(x) && x.top === 0n;

// a / b rounded down and up; BigInt's own division drops the fraction.
const floored = (a, b) => (a < 0n !== b < 0n && a % b !== 0n ? a / b - 1n : a / b);
const raised = (a, b) => -floored(-a, b);
const shiftedUp = (a, places) => -(-a >> places); // a / 2^places rounded up
const size = (a) => (a < 0n ? -a : a);
const least = (...all) => all.reduce((a, b) => (b < a ? b : a));
const most = (...all) => all.reduce((a, b) => (b > a ? b : a));

function divisor(a, b) {
  while (b) [a, b] = [b, a % b];
  return size(a);
}

// A fraction without common tens; an interval where it would be too long.
function exact(top, bottom, bits) {
  if (top === 0n) return ZERO;
  while (bottom > 1n && top % 10n === 0n && bottom % 10n === 0n) [top, bottom] = [top / 10n, bottom / 10n];
  const x = new Exact(top, bottom);
  return bottom < LONGEST && size(top) < LONGEST ? x : x.at(bits);
}

// The top and the bottom in lowest terms.
export function lowest({ top, bottom }) {
  const shared = bottom < 0n ? -divisor(top, bottom) : divisor(top, bottom);
  return [top / shared, bottom / shared];
}

// A fraction over a power of ten, else in lowest terms.
export function fraction(top, bottom, bits) {
  const [over, under] = lowest({ top, bottom });
  const tens = 10n ** BigInt(under.toString(2).length);
  return tens % under ? exact(over, under, bits) : exact(over * (tens / under), tens, bits);
}

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

// e^x rises with x. The upper end comes from the lower one where they are close: e^(x + w) = e^x e^w, and
// e^w = 1 + w + w²/2! + … ≤ 1 + w + w² for 0 ≤ w ≤ 1.
function expOf({ low, high }, bits) {
  const places = BigInt(bits);
  if (low >> places > LARGEST_EXPONENT) throw new Mistake("A power of e has more than 4,000 digits.");
  if (high >> places > LARGEST_EXPONENT) throw new Undecided("a power of e may be too large");
  const first = expAt(low, bits);
  const width = high - low;
  if (width >> places) return new Interval(first.low, expAt(high, bits).high, bits);
  const rise = width && first.high * (width + (width * width >> places) + 1n);
  return new Interval(first.low, first.high + shiftedUp(rise, places), bits);
}

// e^x for x > 0 is 1 / e^-x. With n the whole part of x, e^x < 2^(3n/2 + 2), so that an error of 2^-work in e^-x makes
// one of less than 2^(3n + 4 - work).
function expAt(x, bits) {
  if (x <= 0n) return decay(-x, bits);
  const more = 3 * Number(x >> BigInt(bits)) + 4;
  const [extra, square] = [BigInt(more), 1n << BigInt(2 * (bits + more))];
  const { low, high } = decay(x << extra, bits + more);
  return new Interval(square / high >> extra, shiftedUp(raised(square, low), extra), bits);
}

// e^-x for x ≥ 0: with t = x / 2^k, the series of e^-t, squared k times (Brent and Zimmermann, Modern Computer
// Arithmetic, Cambridge 2010, section 4.3.1).
//
// In units of 2^-work: the series is off by less than 4 (see `series`). For 0 ≤ s ≤ 1, squaring s doubles its error
// and rounding adds less than 2, so that k squarings leave less than 6 · 2^k, a fortieth of a unit of 2^-bits.
function decay(x, bits) {
  const places = BigInt(bits);
  if (x >> places > places) return new Interval(0n, 1n, bits); // e^-x < 2^-x
  const k = 8 + (bits >> 7) + (x >> places).toString(2).length;
  const work = bits + k + 8;
  let s = series(x << 8n, work, 8 + (bits >> 7)); // 2^-k of x in units of 2^-work is x 2^8
  for (let count = 0; count < k; count++) s = s * s >> BigInt(work);
  const error = 6n << BigInt(k);
  const extra = BigInt(work - bits);
  return new Interval(most(0n, s - error) >> extra, shiftedUp(s + error, extra), bits);
}

// e^-t = 1 - t (1 - t/2 (1 - t/3 (…))) for 0 ≤ t < 2^-h, as Σ (-t)^n / n! from the last term to the first (Horner).
//
// Each step is off by less than 1 for its coefficient, 1 for the product that is rounded down, and 2^-h of what the
// step before it is off: less than 3 in all. What is left out is an alternating series of falling terms, so less than
// its first term, which is less than 1.
function series(t, work, h) {
  const terms = coefficients(work, h);
  let sum = 0n;
  for (let n = terms.length - 1; n >= 0; n--) sum = terms[n] - (sum * t >> BigInt(work));
  return sum;
}

// 2^work / n!, up to the last n with 2^work / (2^(h n) n!) ≥ 1.
const coefficients = kept((work, h) => {
  const terms = [];
  for (let n = 1n, term = 1n << BigInt(work); term >> (BigInt(h) * (n - 1n)); n++) {
    terms.push(term);
    term /= n;
  }
  return terms;
});

// What a function of two small numbers gives, computed once.
function kept(of) {
  const results = new Map();
  return (a, b = 0) => {
    const key = a * 2 ** 20 + b;
    if (!results.has(key)) results.set(key, of(a, b));
    return results.get(key);
  };
}

// ln x rises with x; the upper end as ln (x + w) = ln x + ln (1 + w / x) ≤ ln x + w / x.
function logOf({ low, high }, bits) {
  if (high <= 0n) throw new Mistake("A logarithm is taken of a number that is not positive.");
  if (low <= 0n) throw new Undecided("the argument of a logarithm cannot be told from 0");
  const first = logAt(low, bits);
  return new Interval(first.low, first.high + raised((high - low) << BigInt(bits), low), bits);
}

// ln x = k ln 2 + 2 artanh ((m - 1) / (m + 1)) with m = x / 2^k, 1 ≤ m < 2 (the same, section 4.4.2).
function logAt(x, bits) {
  const k = x.toString(2).length - 1;
  const unit = 1n << BigInt(k);
  const [low, high] = artanh(x - unit, x + unit, bits + GUARD);
  const turns = BigInt(k - bits);
  const ends = ln2(bits + GUARD).map((end) => end * turns);
  const guard = BigInt(GUARD);
  return new Interval((least(...ends) + 2n * low) >> guard, shiftedUp(most(...ends) + 2n * high, guard), bits);
}

// ln 2 = 2 artanh 1/3.
const ln2 = kept((work) => artanh(1n, 3n, work).map((end) => 2n * end));

// The ends of artanh z for z = a / b, 0 ≤ z ≤ 1/3: the sum of z^n / n over odd n, in units of 2^-work.
//
// z is short by less than 1, z² by less than 2, and a power by less than 2: a ninth of what the one before it is
// short, 2/3 for z² and 1 for rounding. Dividing takes one more, so no term is short by more than 3. The powers that
// are left out begin below 10, each at most a ninth of the one before, so less than 12 together.
function artanh(a, b, work) {
  const places = BigInt(work);
  let [term, total, n] = [(a << places) / b, 0n, 1n];
  const square = term * term >> places;
  for (; term >= 8n; n += 2n) {
    total += term / n;
    term = term * square >> places;
  }
  return [total, total + 3n * n + 12n];
}

// σ(x) = 1 / (1 + e^-x) = 1 - σ(-x), so that no power of e is large.
function sigmoidOf({ low, high }, bits) {
  const one = 1n << BigInt(bits);
  if (low + high < 0n) {
    const other = sigmoidOf({ low: -high, high: -low }, bits);
    return new Interval(one - other.high, one - other.low, bits);
  }
  const e = expOf({ low: -high, high: -low }, bits);
  const square = one << BigInt(bits);
  return new Interval(square / (one + e.high), raised(square, one + e.low), bits);
}

// tanh x = 2 σ(2x) - 1.
function tanhOf({ low, high }, bits) {
  const one = 1n << BigInt(bits);
  const s = sigmoidOf({ low: 2n * low, high: 2n * high }, bits);
  return new Interval(2n * s.low - one, 2n * s.high - one, bits);
}

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
