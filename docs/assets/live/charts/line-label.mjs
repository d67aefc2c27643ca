// The name of a straight line, written along it near one of its ends.
const [BESIDE, UPON, BENEATH] = [6, -6, 14]; // pixels from the line to the nearest corner of its name
const EDGE = 18; // pixels that a name keeps from the top and the foot

// Where a name `width` wide stands on the line through two points, within a panel: {x, y, side}. It is near the end or the
// start, and on the side that a curve, points as well, leaves free there.
export function labelPlace({ left, right, top, foot }, [[x1, y1], [x2, y2]], width, { isAtEnd, curve }) {
  const fall = (y2 - y1) / (x2 - x1);
  const edges = fall ? [top + EDGE, foot - EDGE].map((y) => x1 + (y - y1) / fall) : [left, right];
  const first = Math.max(left + width, Math.min(...edges));
  const last = Math.min(right - width, Math.max(...edges));
  const x = isAtEnd ? last : first;
  const height = y1 + fall * (x - x1);
  const isAbove = nearest(curve, x)[1] > height;
  const side = isAbove === fall > 0 ? "start" : "end";
  return {
    x: x + (side === "start" ? BESIDE : -BESIDE),
    y: height + (isAbove ? UPON : BENEATH),
    side,
  };
}

const nearest = (points, x) =>
  points.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
