// Scales, round ticks and outlines of small charts: floats, for they are pixels; digits are made from whole numbers.

const FAR = 1e5; // pixels beyond which a point is out of any picture, and an outline need not go
const PLAIN = [-4, 6]; // powers of ten between which a tick has plain digits
const STEPS = [1, 2, 5, 10];
const MOST = 6; // ticks of an axis

// What places a value on an axis, and reads the value of a place.
export function scaleOf({ low, high, isLog = false }, [start, end]) {
  const [from, to] = isLog ? [Math.log(low), Math.log(high)] : [low, high];
  const share = (value) => ((isLog ? Math.log(value) : value) - from) / (to - from || 1);
  const back = (part) => from + part * (to - from);
  return {
    place: (value) => start + share(value) * (end - start),
    value: (place) => (isLog ? Math.exp : Number)(back((place - start) / (end - start))),
  };
}

// The digits of `whole` times a power of ten, in TeX where they would be long.
export function roundNumber(whole, exponent) {
  const sign = whole < 0 ? "−" : "";
  const digits = String(Math.abs(whole));
  if (whole === 0) return "0";
  const size = digits.length - 1 + exponent;
  if (size < PLAIN[0] || size >= PLAIN[1]) return powerOf(sign, digits, size);
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const filled = digits.padStart(1 - exponent, "0");
  return sign + `${filled.slice(0, exponent)}.${filled.slice(exponent)}`.replace(/\.?0+$/, "");
}

function powerOf(sign, digits, size) {
  const [first, rest] = [digits[0], digits.slice(1).replace(/0+$/, "")];
  const factor = first === "1" && !rest ? "" : `${first}${rest && `.${rest}`}·`;
  return `${sign}${factor}10^{${size}}`;
}

// The least round step of at least this size: one, two or five times a power of ten.
function roundStep(least) {
  const exponent = Math.floor(Math.log10(least));
  const step = STEPS.find((each) => each * 10 ** exponent >= least * (1 - 1e-9));
  return step === 10 ? [1, exponent + 1] : [step, exponent];
}

// Few round numbers from `low` to `high`, each with its digits.
export function ticks(low, high, most = MOST) {
  if (!(high > low)) return [];
  const [step, exponent] = roundStep((high - low) / most);
  const unit = step * 10 ** exponent;
  const [first, last] = [Math.ceil(low / unit - 1e-9), Math.floor(high / unit + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, place) => tick((first + place) * step, exponent));
}

// The same on a logarithmic axis: powers of ten, on a short one twice and five times these, on a shorter one evenly.
export function logTicks(low, high, most = MOST) {
  if (high < 5 * low) return ticks(low, high, most);
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.ceil((last - first) / most);
  const within = high < 50 * low ? [1, 2, 5] : [1];
  const powers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  return powers
    .filter((exponent) => exponent % every === 0)
    .flatMap((exponent) => within.map((step) => tick(step, exponent)))
    .filter(({ at }) => at >= low * (1 - 1e-9) && at <= high * (1 + 1e-9));
}

const tick = (whole, exponent) => ({
  at: Number(`${whole}e${exponent}`),
  words: [{ tex: roundNumber(whole, exponent) }],
});

// So many values evenly from one to another; on a logarithmic axis evenly there.
export function spread({ low, high, isLog }, count) {
  const { value } = scaleOf({ low, high, isLog }, [0, count - 1]);
  return Array.from({ length: count }, (_, place) => value(place));
}

const near = (pixels) => Math.max(-FAR, Math.min(FAR, pixels));
const short = (pixels) => String(Math.round(near(pixels) * 100) / 100);

// The outline through points, interrupted where one is not a number.
export function outline(points) {
  let isOpen = false;
  const commands = points.map(([x, y]) => {
    const command = isOpen ? "L" : "M";
    isOpen = !Number.isNaN(x + y);
    return isOpen ? `${command}${short(x)} ${short(y)}` : "";
  });
  return commands.join("");
}

// The head of an arrow from one point to another; nothing where these are so near that it would hide them.
export function arrowHead([x1, y1], [x2, y2], length = 7, least = 14) {
  const way = Math.hypot(x2 - x1, y2 - y1);
  if (!(way >= least) || way > FAR) return "";
  const [across, along] = [((x1 - x2) / way) * length, ((y1 - y2) / way) * length];
  const corners = [1, -1].map((side) => [x2 + across - (side * along) / 2, y2 + along + (side * across) / 2]);
  return `${outline([[x2, y2], ...corners])}Z`;
}

// Heights moved as little as keeps them `gap` apart between a top and a foot.
export function apart(heights, top, foot, gap = 13) {
  const order = heights.map((_, place) => place).sort((one, other) => heights[one] - heights[other]);
  const placed = [...heights];
  let least = top;
  for (const place of order) least = (placed[place] = Math.max(heights[place], least)) + gap;
  let most = foot;
  for (const place of order.reverse()) most = (placed[place] = Math.min(placed[place], most)) - gap;
  return placed;
}
