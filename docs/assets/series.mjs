// The functions of the kernel that sum a series, each enclosed; the comments prove how far off it can be.
import { Interval, Undecided, least, most, raised, shiftedUp } from "./exact.mjs";
import { Mistake } from "./key.mjs";

// The largest power of e has about 4,000 digits before the point.
const LARGEST_EXPONENT = 9700n;
const GUARD = 32; // bits that the series of a logarithm carries beyond those asked for

// e^x rises with x. The upper end comes from the lower one where they are close: e^(x + w) = e^x e^w, and
// e^w = 1 + w + w²/2! + … ≤ 1 + w + w² for 0 ≤ w ≤ 1.
export function expOf({ low, high }, bits) {
  const places = BigInt(bits);
  if (low >> places > LARGEST_EXPONENT) throw new Mistake("A power of e has more than 4,000 digits.");
  if (high >> places > LARGEST_EXPONENT) throw new Undecided("a power of e may be too large");
  const first = expAt(low, bits);
  const width = high - low;
  if (width >> places) return new Interval(first.low, expAt(high, bits).high, bits);
  const rise = width && first.high * (width + ((width * width) >> places) + 1n);
  return new Interval(first.low, first.high + shiftedUp(rise, places), bits);
}

// e^x for x > 0 is 1 / e^-x. With n the whole part of x, e^x < 2^(3n/2 + 2), so that an error of 2^-work in e^-x makes
// one of less than 2^(3n + 4 - work).
function expAt(x, bits) {
  if (x <= 0n) return decay(-x, bits);
  const more = 3 * Number(x >> BigInt(bits)) + 4;
  const [extra, square] = [BigInt(more), 1n << BigInt(2 * (bits + more))];
  const { low, high } = decay(x << extra, bits + more);
  return new Interval((square / high) >> extra, shiftedUp(raised(square, low), extra), bits);
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
  for (let count = 0; count < k; count++) s = (s * s) >> BigInt(work);
  const error = 6n << BigInt(k);
  const extra = BigInt(work - bits);
  return new Interval(most(0n, s - error) >> extra, shiftedUp(s + error, extra), bits);
}

// e^-t for 0 ≤ t < 2^-h, as Σ (-t)^n / n! from the last term to the first (Horner's scheme).
//
// Each step is off by less than 1 for its coefficient, 1 for the product that is rounded down, and 2^-h of what the
// step before it is off: less than 3 in all. What is left out is an alternating series of falling terms, so less than
// its first term, which is less than 1.
function series(t, work, h) {
  const terms = coefficients(work, h);
  let sum = 0n;
  for (let n = terms.length - 1; n >= 0; n--) sum = terms[n] - ((sum * t) >> BigInt(work));
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
export function logOf({ low, high }, bits) {
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
  const square = (term * term) >> places;
  for (; term >= 8n; n += 2n) {
    total += term / n;
    term = (term * square) >> places;
  }
  return [total, total + 3n * n + 12n];
}

// σ(x) = 1 / (1 + e^-x) = 1 - σ(-x), so that no power of e is large.
export function sigmoidOf({ low, high }, bits) {
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
export function tanhOf({ low, high }, bits) {
  const one = 1n << BigInt(bits);
  const s = sigmoidOf({ low: 2n * low, high: 2n * high }, bits);
  return new Interval(2n * s.low - one, 2n * s.high - one, bits);
}
