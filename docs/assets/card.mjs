// A card at every number: what its entry on the values page says, without leaving the place.
import { element } from "./element.mjs";
import { copyOf, entryAt, placeOf } from "./entry.mjs";

// Words of a figure with several numbers, and what is done to a quantity, have no entry of their own; the parts of a
// live picture open in their own way.
const KEYED = '[data-key]:not([data-key*=" "]):not([data-then]):not([data-where]):not(.live-picture *)';
const NUMBERS = `article a[href*="#"]:not(.headerlink), article ${KEYED}`;
const REST = 150; // milliseconds that a pointer rests on a number before its card opens
const LINGER = 300; // and that it may be on its way to the card
const GAP = 6;
// What is read together with a number, and therefore stays in sight: its formula, its row, its sentence.
const REPEATED = ".math, tr, p, li, figcaption";

const card = element("div", {
  class: "card md-typeset",
  id: "card",
  popover: "manual",
  role: "dialog",
  "aria-labelledby": "card-name",
  tabindex: "-1",
});

let opener = null; // the number whose card is open
let asked = null; // the number whose card is about to open
let dismissed = null; // the number whose card was closed by Esc and that has the focus again
let timer = 0;
let pointer = "mouse";

const numberAt = (node) => {
  const found = node.closest?.(NUMBERS);
  return found && !card.contains(found) && placeOf(found) ? found : null;
};
const isLink = (number) => number.matches("a");
const later = (wait, act) => {
  clearTimeout(timer);
  timer = setTimeout(act, wait);
};

// Open the card of a number; tell whether it has one.
async function open(number) {
  if (number === opener) return true;
  asked = number;
  const [entry, { tools }] = await Promise.all([entryAt(placeOf(number)), import("./copy.mjs")]);
  if (asked !== number || !entry) return asked !== number;
  close();
  opener = number;
  card.replaceChildren(...contentOf(entry, number, tools(entry)));
  (isLink(number) ? number : outermost(number)).after(card);
  if (isLink(number)) number.setAttribute("aria-describedby", "card-name card-value");
  card.showPopover();
  settle();
  return true;
}

function close() {
  clearTimeout(timer);
  asked = null;
  if (!opener) return;
  opener.removeAttribute("aria-describedby");
  opener = null;
  card.remove();
}

function closeAndReturn() {
  const number = opener;
  if (card.contains(document.activeElement) && isLink(number)) {
    dismissed = number;
    number.focus({ preventScroll: true });
  }
  close();
}

// What screen readers skip may hold nothing that is read, so the card stands after the whole formula or drawing.
const OUTERMOST = [".math", ".katex-display", ".katex", ".drawing"];
const outermost = (number) => OUTERMOST.map((selector) => number.closest(selector)).find(Boolean);

// What the title of a link says of the number, with both values put in: the title only where it names more
// than these, and nothing of a count, which the line of its value gives already.
function claimed({ title, dataset: { claim } }, { digits }) {
  if (!claim || claim === `${digits} = ${digits}`) return [];
  const named = /[a-z]/i.test(title) ? [element("code", {}, title), " "] : [];
  return [element("p", { class: "card-claim" }, ...named, claim)];
}

const contentOf = (entry, number, tools) => [
  element("p", { id: "card-name", class: "card-name" }, copyOf(entry.nodes.symbol), ` ${entry.words}`),
  element("p", { id: "card-value", class: "card-value" }, `${entry.relation} `, element("strong", {}, entry.digits)),
  ...claimed(number, entry),
  ...entry.nodes.formulas.map((formula) => element("p", { class: "card-formula" }, copyOf(formula))),
  element("p", { class: "card-key" }, element("code", {}, entry.key)),
  tools,
  element(
    "p",
    { class: "card-end" },
    element("a", { href: entry.href }, "All about it on the values page"),
    element("button", { type: "button", class: "card-close", onclick: closeAndReturn }, "Close"),
  ),
];

// Put the card below what it repeats, or above where that is nearer to its number or has the only room;
// a phone has it at its lower edge instead.
function settle() {
  const number = opener.getBoundingClientRect();
  const { top, bottom } = opener.closest(REPEATED)?.getBoundingClientRect() ?? number;
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const room = { below: clientHeight - bottom - GAP - height, above: top - GAP - height };
  const isNearerAbove = number.top - top < bottom - number.bottom;
  const isAbove = room.above > 0 && (isNearerAbove || room.below < 0);
  card.style.setProperty("--card-x", `${scrollX + Math.max(GAP, Math.min(number.left, clientWidth - width - GAP))}px`);
  card.style.setProperty("--card-y", `${scrollY + (isAbove ? top - GAP - height : bottom + GAP)}px`);
  if (getComputedStyle(card).position !== "fixed") return;
  const edge = clientHeight - height - GAP;
  reveal(Math.max(Math.min(bottom - edge, top - GAP), number.bottom - edge));
}

// Scroll by what the card at the lower edge hides of what it repeats: all of it where it has room, or the number.
function reveal(hidden) {
  if (hidden <= 0) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: hidden, behavior: isStill ? "instant" : "smooth" });
}

// The focus at the number or in its card keeps the card open, wherever the pointer goes.
const isHeld = () => document.activeElement === opener || card.contains(document.activeElement);

function pointed({ target, pointerType }) {
  if (pointerType !== "mouse") return;
  const number = numberAt(target);
  if (number) later(REST, () => open(number));
  else if (card.contains(target)) clearTimeout(timer);
  else later(LINGER, () => isHeld() || close());
}

function focused({ target }) {
  if (card.contains(target) || target === opener) return;
  const number = numberAt(target);
  if (number !== dismissed) dismissed = null;
  if (number && number !== dismissed && target.matches(":focus-visible")) later(REST, () => open(number));
  else close();
}

// A tap opens the card, and the card leads on; a click of the mouse follows the link as ever.
async function clicked(event) {
  const number = numberAt(event.target);
  if (!number || (isLink(number) && (pointer === "mouse" || event.detail === 0))) return;
  event.preventDefault();
  if (pointer !== "mouse" && number === opener) {
    close();
    return;
  }
  const hasCard = await open(number);
  if (!hasCard && isLink(number)) location.assign(number.href);
  if (opener === number && pointer !== "mouse") card.focus({ preventScroll: true });
}

// Start to watch the whole page; without popovers, numbers stay the links that they are.
export function watch() {
  if (!card.showPopover) return;
  addEventListener("pointerdown", ({ target, pointerType }) => {
    pointer = pointerType;
    if (opener && !card.contains(target) && numberAt(target) !== opener) close();
  });
  addEventListener("pointerover", pointed);
  addEventListener("focusin", focused);
  addEventListener("click", clicked);
  addEventListener("hashchange", close);
  addEventListener("resize", () => opener && settle());
  addEventListener("keydown", (event) => event.key === "Escape" && opener && closeAndReturn());
}
