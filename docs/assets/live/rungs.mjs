// The round decimals that a slider stops at, from small ones to large ones.
const FINE = [1, 1.1, 1.2, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
const COARSE = [1, 2, 5];

// A number times a power of ten, as a decimal.
export const decimal = (number, exponent) => {
  const places = Math.max(0, -exponent + (Number.isInteger(number) ? 0 : 1));
  return Number(`${number}e${exponent}`).toFixed(places);
};

const between = (least, most, numbers) =>
  Array.from({ length: most - least }, (_, place) => numbers.map((number) => decimal(number, least + place))).flat();

// From 10^least to 10^most, the latter included: many for each power of ten.
export const fineRungs = (least, most) => [...between(least, most, FINE), decimal(1, most)];

// From -10^most to 10^most, these left out: few for each power of ten, none nearer to 0 than 10^least but 0 itself.
export function signedRungs(least, most) {
  const positive = between(least, most, COARSE);
  return [...positive.map((text) => `-${text}`).reverse(), "0", ...positive];
}

// The place of the rung nearest to a decimal, far ones compared by their size.
export function nearestRung(rungs, text) {
  const size = (decimal) => Math.asinh(Number(decimal) * 1e7);
  const far = rungs.map((rung) => Math.abs(size(rung) - size(text)));
  return far.indexOf(Math.min(...far));
}

// The rung so many places beyond the one nearest to a decimal, or the last one there is.
export const rungBeyond = (rungs, text, count) =>
  rungs[Math.min(Math.max(nearestRung(rungs, text) + count, 0), rungs.length - 1)];
