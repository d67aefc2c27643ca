// The numbers of the kernel: exact fractions, and intervals between two whole multiples of 2^-bits.

export class Undecided extends Error {}

// Exact numbers of more bits become intervals: a run without sigmoids would lengthen them with each step.
const LONGEST = 1n << 2048n;

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

export const isExact = (x) => x instanceof Exact;

// a / b rounded down and up; BigInt's own division drops the fraction.
export const floored = (a, b) => (a < 0n !== b < 0n && a % b !== 0n ? a / b - 1n : a / b);
export const raised = (a, b) => -floored(-a, b);
export const shiftedUp = (a, places) => -(-a >> places); // a / 2^places rounded up
export const size = (a) => (a < 0n ? -a : a);
export const tenTo = (places) => 10n ** BigInt(places);
export const least = (...all) => all.reduce((a, b) => (b < a ? b : a));
export const most = (...all) => all.reduce((a, b) => (b > a ? b : a));

function divisor(a, b) {
  while (b) [a, b] = [b, a % b];
  return size(a);
}

// A fraction without common tens; an interval where it would be too long.
export function exact(top, bottom, bits) {
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
  const tens = tenTo(under.toString(2).length);
  return tens % under ? exact(over, under, bits) : exact(over * (tens / under), tens, bits);
}
