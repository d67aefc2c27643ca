// Which steps of a long run are shown: all of a short one, ever fewer of a long one, and no swing is lost in a curve.

export const EVEN = 100; // steps up to which an axis is even; beyond, it gives the first ones room
const PLACES = 120; // stops on the way of a longer run
const COLUMNS = 280; // pixels that a curve has across

// A scale of steps from 0 on: its place between 0 and 1.
const shareOf = (last) => (last > EVEN ? (step) => Math.log1p(step) / Math.log1p(last) : (step) => step / (last || 1));

// Steps from `first` to `last`, rising, evenly on that scale.
export function stopsBetween(first, last) {
  if (last <= EVEN) return Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const stepAt = (part) => Math.round(Math.expm1(part * Math.log1p(last)));
  const all = Array.from({ length: PLACES + 1 }, (_, place) => stepAt(place / PLACES));
  return [...new Set([first, ...all.filter((step) => step > first), last])];
}

// The steps at which a curve of `values` turns within a pixel, and those between pixels: what its outline needs.
export function outlineSteps(values, last, end = last) {
  if (end <= COLUMNS && last <= EVEN) return Array.from({ length: end + 1 }, (_, step) => step);
  const share = shareOf(last);
  const columns = new Map();
  for (let step = 0; step <= end; step++) {
    const column = Math.floor(share(step) * COLUMNS);
    if (!columns.has(column)) columns.set(column, { low: step, high: step, first: step });
    const place = columns.get(column);
    if (values[step] < values[place.low]) place.low = step;
    if (values[step] > values[place.high]) place.high = step;
    place.final = step;
  }
  const kept = [...columns.values()].flatMap(({ first, low, high, final }) => [
    first,
    ...[low, high].sort((a, b) => a - b),
    final,
  ]);
  return [...new Set(kept)];
}
