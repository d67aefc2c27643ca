// Small charts in SVG that look like the figures: axes, zones, curves, points, and a handle the reader moves.
import { letters, plainLetters } from "./letters.mjs";
import { labelPlace } from "./line-label.mjs";
import { apart, arrowHead, logTicks, outline, scaleOf, ticks } from "./scale.mjs";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 358; // units, as many pixels as a telephone's column has, so that no letter gets smaller there
const [LEFT, HEADING, FOOT, RIGHT] = [50, 26, 46, 14];
const [LETTER, ASIDE] = [6.6, 14]; // how wide a letter of a label is at the most, and the room around the label
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const SHAPES = {
  dot: [["circle", { r: 4 }]],
  ring: [["circle", { r: 5, class: "hollow" }]],
  diamond: [["path", { d: "M0-5.5L5.5 0L0 5.5L-5.5 0Z" }]],
  small: [["circle", { r: 2.4 }]],
  none: [],
};

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const text = (x, y, words, attributes = {}) => svg("text", { x, y, ...attributes }, ...letters(words));
const longest = (all) => Math.max(0, ...all.map((words) => plainLetters(words).length));
const room = (all) => ASIDE + LETTER * longest(all);

// A chart with a name, empty until `draw(frame)`. A frame has:
//   x, y     {low, high, isLog, name, ticks}: words are texts and symbols {tex}; ticks [{at, words}], usually round ones
//   areas    [{points, color, strength}]: tints within closed outlines, one over the other
//   zones    [{low, high, name, isCurrent}] along x
//   curves   [{points, color, dash, width, label, along, hasArrows}]: a color is a role of the figures such as "error";
//            the label is right of the panel, or along a straight line clear of a curve, where {isAtEnd, curve} says so
//   points   [{at, color, shape, label, side}]
//   handle   {at, text}: where the handle is and what it says; `text` is that of the caller
//   description, in words, for who does not see it
// `handle` {name, step(count), move(at, isPassing)} lets keys and pointers move one point.
export function createChart({ name, height = 200, handle }) {
  const drawing = svg("g", { "aria-hidden": "true" });
  const element = svg("svg", { class: "chart", role: handle ? "group" : "img" }, drawing);
  const chart = { element, drawing, name, height };
  if (handle) chart.grip = gripOf(chart, handle);
  chart.draw = (frame) => draw(chart, frame);
  return chart;
}

function draw(chart, frame) {
  const { element, drawing, name, height, grip } = chart;
  const total = HEADING + height + FOOT;
  chart.panel = panelOf(frame, height);
  element.setAttribute("viewBox", `0 0 ${WIDTH} ${total}`);
  element.setAttribute("aria-label", frame.description ? `${name}. ${frame.description}` : name);
  drawing.replaceChildren(...axes(chart.panel, frame), inside(chart.panel, frame), ...beyond(chart.panel, frame));
  if (grip) moveGrip(grip, chart.panel, frame.handle);
}

const besidePanel = (curves) => curves.filter(({ label, along }) => label && !along);
const ticksOf = (axis) => axis.ticks ?? (axis.isLog ? logTicks : ticks)(axis.low, axis.high);

// The place of the panel and what scales its axes.
function panelOf({ x, y, curves = [] }, height) {
  const left = Math.max(LEFT, room(ticksOf(y).map(({ words }) => words)));
  const labels = besidePanel(curves).map(({ label }) => label);
  const right = WIDTH - (labels.length ? room(labels) : RIGHT);
  const [top, foot] = [HEADING, HEADING + height];
  return { left, right, top, foot, x: scaleOf(x, [left, right]), y: scaleOf(y, [foot, top]) };
}

function axes({ left, right, top, foot, x, y }, frame) {
  const across = ticksOf(frame.x).flatMap(({ at, words }) => {
    const place = x.place(at);
    return [
      svg("path", { class: "grid", d: `M${place} ${foot}V${top}` }),
      text(place, foot + 17, words, { class: "tick" }),
    ];
  });
  const up = ticksOf(frame.y).flatMap(({ at, words }) => {
    const place = y.place(at);
    return [
      svg("path", { class: "grid", d: `M${left} ${place}H${right}` }),
      text(left - 7, place + 4, words, { class: "tick end" }),
    ];
  });
  const names = [
    text((left + right) / 2, foot + 36, frame.x.name ?? []),
    text(left, top - 10, frame.y.name ?? [], { class: "start" }),
  ];
  return [...across, ...up, svg("path", { class: "axis", d: `M${left} ${top}V${foot}H${right}` }), ...names];
}

// All that ends where the panel does.
function inside(panel, { areas = [], zones = [], curves = [] }) {
  const { left, right, top, foot } = panel;
  const [width, height] = [right - left, foot - top];
  const window = svg("svg", { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}` });
  window.append(
    ...areas.map((area) => areaPart(panel, area)),
    ...zones.flatMap((zone) => zoneParts(panel, zone)),
    ...curves.flatMap((curve) => curveParts(panel, curve)),
    ...curves.filter(({ along }) => along).map((line) => lineLabel(panel, line)),
  );
  return window;
}

function areaPart({ x, y }, { points, color, strength = 0.07 }) {
  const d = outline(points.map(([across, up]) => [x.place(across), y.place(up)]));
  return svg("path", { class: "area", "data-color": color, "fill-opacity": strength, "fill-rule": "evenodd", d });
}

function zoneParts({ left, right, top, foot, x }, { low, high, name, isCurrent }) {
  const [from, to] = [Math.max(left, x.place(low)), Math.min(right, x.place(high))];
  if (!(to > from)) return [];
  const kind = isCurrent ? "zone current" : "zone";
  const area = svg("rect", { class: kind, x: from, y: top, width: to - from, height: foot - top });
  if (to - from < room([name]) - ASIDE) return [area];
  return [area, text((from + to) / 2, top + 15, name, { class: kind })];
}

function curveParts({ x, y }, { points, color, dash = 0, width = 2, hasArrows }) {
  const places = points.map(([across, up]) => [x.place(across), y.place(up)]);
  const line = svg("path", {
    class: `curve dash-${dash}`,
    "data-color": color,
    "stroke-width": width,
    d: outline(places),
  });
  if (!hasArrows) return [line];
  const heads = places
    .slice(1)
    .map((place, before) => arrowHead(places[before], place))
    .join("");
  return [line, svg("path", { class: "filled", "data-color": color, d: heads })];
}

function lineLabel(panel, { points, label, along, color }) {
  const placed = (all) => all.map(([across, up]) => [panel.x.place(across), panel.y.place(up)]);
  const free = { ...along, curve: placed(along.curve) };
  const { x, y, side } = labelPlace(panel, placed(points), room([label]) - ASIDE / 2, free);
  return text(x, y, label, { class: `tick halo ${side}`, "data-color": color });
}

// Points, which may lie on an edge, and the names of curves beside their ends.
function beyond(panel, { points = [], curves = [] }) {
  const ends = besidePanel(curves);
  const places = ends.map((curve) => panel.y.place(curve.points.at(-1)[1]));
  const heights = apart(
    places.map((place) => Math.min(panel.foot, Math.max(panel.top, place))),
    panel.top,
    panel.foot,
  );
  const names = ends.map(({ label, color }, place) =>
    text(panel.right + 5, heights[place] + 4, label, { class: "tick start", "data-color": color }),
  );
  return [...names, ...points.flatMap((point) => pointParts(panel, point))];
}

const contains = ({ left, right, top, foot }, [x, y]) =>
  x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= foot + 1;
const shapeParts = (shape) => SHAPES[shape].map(([tag, attributes]) => svg(tag, { class: "filled", ...attributes }));

function pointParts(panel, { at, color, shape = "dot", label, side = "start" }) {
  const place = [panel.x.place(at[0]), panel.y.place(at[1])];
  if (!contains(panel, place)) return [];
  const mark = svg("g", { "data-color": color, transform: `translate(${place})` }, ...shapeParts(shape));
  const x = side === "start" ? 9 : -9;
  if (label) mark.append(text(x, 4, label, { class: `tick halo ${side}` }));
  return [mark];
}

// What the reader takes hold of: a point that keys and pointers move, and that says where it is.
function gripOf(chart, { name, step, move, color = "weight" }) {
  const grip = svg("g", { class: "grip", role: "slider", tabindex: 0, "aria-label": name, "data-color": color });
  grip.append(svg("circle", { class: "touch", r: 22 }), svg("circle", { class: "filled", r: 6 }));
  grip.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(KEYS[event.key] * (event.shiftKey ? 10 : 1));
  });
  const moved = (event) => move(placeOf(chart, event), event.type === "pointermove");
  grip.addEventListener("pointerdown", (event) => grip.setPointerCapture(event.pointerId));
  for (const type of ["pointermove", "pointerup"]) {
    grip.addEventListener(type, (event) => grip.hasPointerCapture(event.pointerId) && moved(event));
  }
  chart.element.append(grip);
  return grip;
}

// The values of the axes under a pointer.
function placeOf({ element, panel }, { clientX, clientY }) {
  const { left, top, width } = element.getBoundingClientRect();
  const unit = WIDTH / width;
  return [panel.x.value((clientX - left) * unit), panel.y.value((clientY - top) * unit)];
}

function moveGrip(grip, panel, { at, text: words }) {
  const [x, y] = [panel.x.place(at[0]), panel.y.place(at[1])];
  const within = [Math.min(panel.right, Math.max(panel.left, x)), Math.min(panel.foot, Math.max(panel.top, y))];
  grip.setAttribute("transform", `translate(${within})`);
  grip.setAttribute("aria-valuenow", at[0]);
  grip.setAttribute("aria-valuetext", words);
}
