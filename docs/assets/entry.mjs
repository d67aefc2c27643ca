// Entries of the values pages: where a number's entry stands, and what it says.
import { decodedFragment, fragmentOf, join } from "./key.mjs";

export const ROOT = new URL("../", import.meta.url);

const pages = new Map();

// The example whose values page an address leads to; undefined for any other page.
export function exampleOf(url) {
  const path = url.href.startsWith(ROOT.href) ? url.pathname.slice(ROOT.pathname.length) : "";
  return path.match(/^values\/([a-z0-9-]+)\/(?:index\.html)?$/)?.[1];
}

// The example and the fragment that a link, or a number in a formula, leads to; null for anything else.
export function placeOf(node) {
  const key = node.dataset.key;
  if (key) return { example: key.match(/^[a-z0-9-]+/)[0], fragment: fragmentOf(key) };
  const url = new URL(node.href);
  const example = exampleOf(url);
  return example && url.hash ? { example, fragment: decodedFragment(url.hash) } : null;
}

export const urlOf = (example, fragment = "") =>
  new URL(`values/${example}/${fragment && `#${fragment}`}`, ROOT).href;

// The values page of an example: this one, or fetched once.
export function page(example) {
  if (exampleOf(location) === example) return document;
  if (!pages.has(example)) pages.set(example, fetched(example));
  return pages.get(example);
}

async function fetched(example) {
  try {
    const answer = await fetch(urlOf(example));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch (error) {
    pages.delete(example); // so that the next time asks again
    throw error;
  }
}

// The entry at a place, or null where its page has none.
export async function entryAt({ example, fragment }) {
  const anchor = (await page(example)).getElementById(fragment);
  return anchor?.matches("li > a") ? read(anchor.parentElement, example) : null;
}

// What the list item of an entry says; `nodes` are its symbol and its formulas as they are shown, to be copied.
export function read(item, example) {
  const fragment = item.querySelector("a[id]").id;
  const value = item.querySelector("strong");
  const [symbol, ...others] = [...item.querySelectorAll(".katex")].filter((formula) => !formula.closest("a"));
  const formulas = others.filter((formula) => /^(=|\\approx)/.test(texOf(formula))).slice(0, 2);
  const relation = value.previousSibling.textContent.trim().slice(-1);
  const digits = value.textContent;
  return {
    key: join(example, fragment),
    words: wordsAfter(symbol),
    symbol: texOf(symbol),
    relation,
    digits,
    tex: [symbol, ...formulas].map(texOf).join(" ") + ` ${relation === "=" ? "=" : "\\approx"} ${digits}`,
    url: urlOf(example, fragment),
    nodes: { symbol, formulas },
  };
}

const texOf = (formula) => formula.querySelector("annotation").textContent;

// The text between a symbol and the end of its line.
function wordsAfter(symbol) {
  let node = symbol.closest("bdi") ?? symbol;
  let text = "";
  while ((node = node.nextSibling) && node.nodeName !== "BR") text += node.textContent;
  return text.replace(/\s+/g, " ").trim();
}

const FOREIGN = "script, style, link, iframe, object, embed, img, a";

// A copy of a formula that brings nothing along: no script, no link, no second anchor. It is made where the
// formula stands, in a document in which nothing runs or loads, and comes here clean.
export function copyOf(formula) {
  const copy = formula.cloneNode(true);
  copy.querySelectorAll(FOREIGN).forEach((node) => node.remove());
  for (const node of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...node.attributes]) {
      if (name === "id" || name.startsWith("on") || name.startsWith("data-")) node.removeAttribute(name);
    }
  }
  return copy;
}
