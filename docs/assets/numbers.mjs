// Numbers in double precision: which are exact, and how they are rounded.

// Sums, products and powers of such numbers are exact in double precision, as long as they are such a number.
export const isShort = (x) => Math.abs(x) < 2 ** 12 && Number.isInteger(x * 2 ** 20);
export const areShort = (a, b, y) => isShort(a) && isShort(b) && isShort(y);

// The larger of two sizes: a difference has the errors of what it is made from.
export const larger = (a, b) => Math.max(Math.abs(a), Math.abs(b));

export function rounded(x, places) {
  const unit = 10 ** places;
  return (Math.sign(x) * Math.floor(Math.abs(x) * unit + 0.5 + 1e-9)) / unit;
}
