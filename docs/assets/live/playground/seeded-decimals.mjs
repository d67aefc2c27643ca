// Decimals drawn from a seed, in a way that any language can repeat: take the first four bytes of the SHA-256 of a
// text such as `7:i1-h2`, as a whole number with the highest byte first; divide by 201, keep the remainder, take 100
// off. That many hundredths lie between -1 and 1.

const REACH = 100; // hundredths, to either side of 0
const isPrime = (n) => ![2, 3, 5, 7, 11, 13, 17].some((factor) => factor < n && n % factor === 0); // below 19²
const PRIMES = Array.from({ length: 310 }, (_, place) => place + 2).filter(isPrime);
const fractionBits = (x) => Math.floor((x % 1) * 2 ** 32) | 0;
const START = PRIMES.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)));
const ROUNDS = PRIMES.slice(0, 64).map((prime) => fractionBits(Math.cbrt(prime)));

const turned = (x, places) => (x >>> places) | (x << (32 - places));

// The words of the only block of a text of less than 56 letters, and those that follow from them.
function schedule(text) {
  const bytes = [...new TextEncoder().encode(text), 0x80];
  const words = Array(16).fill(0);
  bytes.forEach((byte, place) => (words[place >> 2] |= byte << (24 - 8 * (place % 4))));
  words[15] = 8 * (bytes.length - 1);
  for (let at = 16; at < 64; at++) {
    const [a, b] = [words[at - 15], words[at - 2]];
    const first = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
    const last = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    words.push((words[at - 16] + first + words[at - 7] + last) | 0);
  }
  return words;
}

// The first four bytes of the SHA-256 of a short text, as a whole number.
export function firstWord(text) {
  let [a, b, c, d, e, f, g, h] = START;
  for (const [at, word] of schedule(text).entries()) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const more = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + ROUNDS[at] + word;
    const other = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    [a, b, c, d, e, f, g, h] = [(more + other) | 0, a, b, c, (d + more) | 0, e, f, g];
  }
  return (a + START[0]) >>> 0;
}

// The decimal that a seed gives to a place.
export function seededDecimal(seed, place) {
  const hundredths = (firstWord(`${seed}:${place}`) % (2 * REACH + 1)) - REACH;
  return String(hundredths / 100); // at most two decimals, which doubles print as they are
}
