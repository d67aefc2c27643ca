// The picture of losses over the steps: the reader's own run among others.
const [LOWEST, HIGHEST] = [1e-9, 1e5]; // what is shown, in first losses
const WIDE = 10; // times the least loss: a greatest one beyond asks for a logarithmic scale
const LINES = 6; // colours and line styles of curves

// `own` and each of `others` {label, points} are curves of [step, loss].
export function lossFrame(own, others, count, symbol) {
  const losses = [own, ...others].flatMap(({ points }) => points.map(([, loss]) => loss));
  const y = scaleFor(losses, own.points[0][1]);
  return {
    x: { low: 0, high: count, name: ["step"] },
    y: { ...y, name: [{ tex: symbol }, y.isLog ? ", on a logarithmic scale" : ""] },
    curves: [{ points: seen(own.points, y), color: "error", width: 4.4, label: [own.label] }, ...others.map(curve(y))],
  };
}

// Line styles are those of the printed picture; the reader's own curve is broad and lies below one that coincides.
const curve =
  (y) =>
  ({ label, points }, place) => ({
    points: seen(points, y),
    color: `run-${(place % LINES) + 1}`,
    dash: place % LINES,
    width: 1.6,
    label: points.length ? [label] : undefined,
  });

// On a logarithmic scale 0 has no place: the curve goes down to the edge there.
const seen = (points, { isLog, low }) =>
  isLog ? points.map(([step, loss]) => [step, Math.max(loss, low / WIDE)]) : points;

function scaleFor(losses, first) {
  const [floor, ceiling] = [LOWEST * first, HIGHEST * first];
  const within = losses.map((loss) => Math.min(loss, ceiling)).filter((loss) => loss > floor);
  const [least, most] = [Math.min(...within), Math.max(...within)];
  const margin = (most / least) ** 0.05;
  if (most >= WIDE * least) return { low: least / margin, high: most * margin, isLog: true };
  const room = 0.08 * (most - least || most || 1);
  return { low: Math.max(0, least - room), high: most + room };
}
