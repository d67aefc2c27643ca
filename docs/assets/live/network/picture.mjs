// A figure that has come alive: its parts can be chosen, light up, and show the numbers of the present state.
import { parsed } from "../../key.mjs";
import { decimals, significant } from "../../digits.mjs";
import { minus } from "../readable.mjs";

const ONE_KEY = '[data-key]:not([data-key*=" "])';
const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
const MARKS = ["is-chosen", "is-source", "is-user"];
const LONGEST = 8; // letters of a number in a picture
const FAR = 4; // pixels that a pointer moves before it drags

export class Picture {
  #hasDragged = false; // since the pointer went down: what ends in a click then is no choice

  // The drawing `svg`, whose parts show quantities. `on` has `choose(name)`, `point(name)`, and `drag(name, pixels)`,
  // which with 0 pixels tells whether the number can be dragged.
  constructor(svg, on) {
    this.svg = svg;
    this.parts = partsOf(svg); // the elements of each quantity, by name, in the order of the drawing
    this.on = on;
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-labelledby", svg.querySelector("title").id); // its description has the printed numbers
    svg.classList.add("live-picture");
    for (const [name, part] of this.parts) this.#enliven(name, part);
    this.#rove([...this.parts.keys()][0]);
    svg.addEventListener("keydown", (event) => this.#press(event));
  }

  #enliven(name, { handle, numbers, elements }) {
    handle.setAttribute("role", "button");
    for (const text of handle.querySelectorAll("text")) text.before(" "); // so that they are words of their own
    nameAfter(handle, [name, ...new Set(numbers.map((number) => number.textContent))].join(": "));
    if (handle.localName === "line" || handle.localName === "path") widen(handle, elements);
    for (const each of elements) {
      each.classList.add("live-part");
      each.addEventListener("click", () => this.#hasDragged || this.#choose(name));
      each.addEventListener("pointerenter", () => this.on.point(name));
      each.addEventListener("pointerleave", () => this.on.point(""));
      each.addEventListener("pointerdown", (event) => this.#drag(name, event));
    }
    handle.addEventListener("focus", () => this.on.point(name));
  }

  // Tab reaches one part, from which arrows lead on.
  #rove(name) {
    for (const [other, { handle }] of this.parts) handle.setAttribute("tabindex", other === name ? 0 : -1);
  }

  #choose(name) {
    this.#rove(name);
    this.on.choose(name);
  }

  #press(event) {
    const names = [...this.parts.keys()];
    const place = names.findIndex((name) => this.parts.get(name).handle === event.target);
    if (place < 0) return;
    if (event.key === "Enter" || event.key === " ") this.#choose(names[place]);
    else if (event.key in NEXT) this.#go(names[Math.min(Math.max(place + NEXT[event.key], 0), names.length - 1)]);
    else return;
    event.preventDefault();
  }

  #go(name) {
    this.#rove(name);
    this.parts.get(name).handle.focus();
  }

  // A drag sideways changes a given number; `drag` tells whether it takes it.
  #drag(name, down) {
    this.#hasDragged = false;
    if (!this.on.drag(name, 0)) return;
    const move = ({ clientX }) => {
      const pixels = Math.round(clientX - down.clientX);
      this.#hasDragged ||= Math.abs(pixels) > FAR;
      if (this.#hasDragged) this.on.drag(name, pixels);
    };
    const end = () => removeEventListener("pointermove", move);
    addEventListener("pointermove", move);
    for (const type of ["pointerup", "pointercancel"]) addEventListener(type, end, { once: true });
  }

  // Light parts, each as the first of these sets that has it; `chosen` is the quantity whose formula is open.
  light(sets, chosen) {
    for (const [name, { handle, elements }] of this.parts) {
      const own = MARKS.find((mark) => sets[mark]?.has(name));
      for (const mark of MARKS) for (const each of elements) each.classList.toggle(mark, mark === own);
      handle.setAttribute("aria-pressed", String(name === chosen));
    }
  }

  // Show the numbers of a pass; `wordsOf(name, digits)` is what a part is called then.
  show(pass, wordsOf) {
    for (const [name, { handle, numbers, lines }] of this.parts) {
      const digits = shortDigits(pass, name);
      for (const number of numbers) put(number, digits);
      for (const line of lines) line.style.strokeDasharray = digits.startsWith("-") ? "5 4" : "none";
      nameAfter(handle, wordsOf(name, digits));
    }
  }
}

// Name a part after what it shows, so that it can be asked for by what is seen, and then say what it is.
function nameAfter(handle, words) {
  const seen = handle.textContent.replace(/\s+/g, " ").trim();
  handle.setAttribute("aria-label", seen ? `${seen}, ${words}` : words);
}

// Four digits where they are the value itself, else three, as the figures have it.
export function shortDigits(pass, name) {
  const four = pass.digits(name, significant(4));
  const { text } = four.isExact ? four : pass.digits(name, significant(3));
  return shortened(text || pass.digits(name, decimals(3)).text || "?");
}

const shortened = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const printed = new WeakMap(); // what the figure printed at first, by its element

function put(number, digits) {
  if (!printed.has(number)) printed.set(number, number.textContent);
  const text = minus(digits);
  if (number.textContent === text) return;
  number.textContent = text;
  number.classList.toggle("is-changed", text !== printed.get(number));
  const label = number.closest("text");
  if (label.parentNode.localName === "svg") ground(label);
}

// Lay a ground below a label that stands on a line.
function ground(label) {
  const before = label.previousElementSibling;
  const rect = before.matches(".live-ground") ? before : document.createElementNS(label.namespaceURI, "rect");
  rect.setAttribute("class", "live-ground");
  surround(rect, label.getBBox());
  label.before(rect);
}

// The parts of a drawing by quantity: what takes the focus, all that belongs to it, its numbers and its lines.
function partsOf(svg) {
  const parts = new Map();
  for (const each of svg.querySelectorAll(ONE_KEY)) {
    const name = parsed(each.dataset.key).quantity;
    if (!parts.has(name)) parts.set(name, { handle: null, elements: [], numbers: [], lines: [] });
    const part = parts.get(name);
    const own =
      [each.closest("g[id]"), each.closest("text")].find((whole) => whole?.querySelectorAll(ONE_KEY).length === 1) ??
      each;
    if (!part.elements.includes(own)) part.elements.push(own);
    if (isLine(each)) part.lines.push(each);
    if (each.matches("text, tspan")) part.numbers.push(each);
  }
  for (const part of parts.values()) part.handle = handleOf(part.elements);
  return parts;
}

// What takes the focus: a line, or a frame over a box or a text, whose letters would otherwise have to be its name.
function handleOf(elements) {
  const own = elements.find((each) => each.localName === "g") ?? elements[0];
  if (!own.textContent) return own;
  const frame = document.createElementNS(own.namespaceURI, "rect");
  frame.setAttribute("class", "live-frame");
  const box = own.querySelector(":scope > rect");
  surround(frame, (box ?? own).getBBox());
  if (box) return own.appendChild(frame);
  (own.closest("text") ?? own).after(frame);
  elements.push(frame);
  return frame;
}

function surround(frame, { x, y, width, height }) {
  for (const [name, value] of Object.entries({ x, y, width, height })) frame.setAttribute(name, value);
}

const isLine = (each) => each.localName === "line" || each.localName === "path";

// A thin line is hard to hit: a wide one that cannot be seen lies over it.
function widen(line, elements) {
  const wide = line.cloneNode();
  for (const { name } of [...wide.attributes]) if (!/^(x1|x2|y1|y2|d)$/.test(name)) wide.removeAttribute(name);
  wide.setAttribute("class", "live-reach");
  line.after(wide);
  elements.push(wide);
}
