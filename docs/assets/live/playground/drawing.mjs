// The picture of a network of any shape: inputs, neurons, outputs and targets, and a line for each weight; every part
// carries the key of its quantity, as in the figures of the pages.
import { letters } from "../charts/letters.mjs";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 358; // units, as many pixels as a telephone's column has
const [BOX, HEIGHT, GAP, TOP] = [50, 38, 72, 44];
const MOST_LETTERS = 7; // that fit into a box
const MANY_LINES = 12; // of a layer, from which on they are thin
const MOST_LABELS = 4; // weights of a layer that have room for their numbers
const MOST_LABELLED = 4; // columns of units between which numbers have room

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const text = (x, y, color, ...children) => svg("text", { x, y, "data-color": color }, ...children);
const number = (key) => svg("tspan", { "data-key": `own:${key}` }, "0.000"); // as wide as most are

// The drawing of a network with `names` as the builder has them, and of one of its samples.
export function drawNetwork(names, sample) {
  const most = Math.max(...names.units.map((units) => units.length));
  const places = placesOf(names.units, most);
  const height = TOP + most * GAP;
  const counts = names.units.map((units) => units.length).join(", ");
  const words = `Network of your own; from inputs to outputs ${counts} units`;
  const unit = (name, layer, at) => unitOf(names, { layer, unit: name, sample, at }, places[layer][at]);
  return svg(
    "svg",
    { class: "own-network", viewBox: `0 0 ${WIDTH} ${height}` },
    svg("title", { id: "own-title" }, words),
    ...headings(names.units),
    ...names.weights.flatMap((rows, layer) => lines(places, rows, layer)),
    ...names.units.flatMap((units, layer) => units.map((name, at) => unit(name, layer, at))),
    ...names.weights.flatMap((rows, layer) => (hasRoom(names, rows) ? labels(places, rows, layer) : [])),
  );
}

const hasRoom = ({ units }, rows) => units.length <= MOST_LABELLED && rows.flat().length <= MOST_LABELS;

// Press longer numbers into their boxes.
export function fitNumbers(drawing) {
  for (const inside of drawing.querySelectorAll("g[id] > text:last-of-type")) {
    if (inside.textContent.length > MOST_LETTERS) inside.setAttribute("textLength", BOX - 4);
    else inside.removeAttribute("textLength");
    inside.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }
}

// The middle of each unit: layers side by side, each in the middle of the height.
function placesOf(units, most) {
  const apart = (WIDTH - BOX - 8) / (units.length - 1);
  return units.map((layer, column) =>
    layer.map((_, row) => ({
      x: BOX / 2 + 4 + column * apart,
      y: TOP + ((most - layer.length) / 2 + row) * GAP + HEIGHT / 2,
    })),
  );
}

function headings(units) {
  const apart = (WIDTH - BOX - 8) / (units.length - 1);
  const last = units.length - 1;
  const hidden = (column) => (last === 2 ? "hidden" : `hidden ${column}`);
  const word = (column) => (column === 0 ? "inputs" : column === last ? "outputs" : hidden(column));
  return units.map((_, column) => text(BOX / 2 + 4 + column * apart, 14, "muted", word(column)));
}

function lines(places, rows, layer) {
  return rows.flatMap((row, to) =>
    row.map((name, from) => {
      const [start, end] = [places[layer][from], places[layer + 1][to]];
      const ends = { x1: start.x + BOX / 2, y1: start.y, x2: end.x - BOX / 2, y2: end.y };
      const kind = rows.flat().length > MANY_LINES ? "weight thin" : "weight";
      return svg("line", { class: kind, "data-key": `own:${name}`, ...ends });
    }),
  );
}

// The numbers of weights, each on its line, nearer to where it comes from so that those of one neuron stay apart.
function labels(places, rows, layer) {
  return rows.flatMap((row, to) =>
    row.map((name, from) => {
      const [start, end] = [places[layer][from], places[layer + 1][to]];
      const share = from === to ? 0.5 : 0.3;
      const at = (axis, shift) => (start[axis] + shift) * (1 - share) + (end[axis] - shift) * share;
      return text(at("x", BOX / 2), at("y", 0) - 4, "weight", number(name));
    }),
  );
}

// An input, or a neuron with its bias above it; an output has its target below.
function unitOf(names, { layer, unit, sample, at }, { x, y }) {
  const isInput = layer === 0;
  const isOutput = layer === names.units.length - 1;
  const { name } = names.label(isInput ? "input" : "output", unit, sample);
  const color = isInput ? "input" : "output";
  const size = { x: x - BOX / 2, y: y - HEIGHT / 2, width: BOX, height: HEIGHT, rx: isInput ? 5 : HEIGHT / 2 };
  const box = svg("rect", { ...size, "data-color": color });
  const symbol = text(x, y - 3.5, "ink", ...letters([{ tex: `${unit[0]}_{${unit.slice(1).replace("_", ",")}}` }]));
  const others = [];
  const bias = isInput ? undefined : names.biases[layer - 1][at];
  if (bias) others.push(labelled(x, y - HEIGHT / 2 - 4, "weight", "b", bias));
  if (isOutput) others.push(labelled(x, y + HEIGHT / 2 + 12, "target", "t", names.label("target", unit, sample).name));
  return svg("g", {}, svg("g", { id: `own-${unit}` }, box, symbol, text(x, y + 12, color, number(name))), ...others);
}

const labelled = (x, y, color, letter, key) => text(x, y, color, ...letters([{ tex: letter }]), " ", number(key));
