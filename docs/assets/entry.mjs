// Entries of the values pages: where a number's entry stands, and what it says.
import { decodedFragment, fragmentOf, join } from "./key.mjs";
import { once } from "./once.mjs";

export const ROOT = new URL("../", import.meta.url);

const pathOf = (url) => (url.href.startsWith(ROOT.href) ? url.pathname.slice(ROOT.pathname.length) : "");

// The example whose values an address leads to, to all or to a page of them; undefined for any other page.
export const exampleOf = (url) => pathOf(url).match(/^values\/([a-z0-9-]+)\/(?:[a-z0-9-]+\/)?(?:index\.html)?$/)?.[1];

// An address without fragment and question.
export const pageAt = (url) => url.origin + url.pathname.replace(/index\.html$/, "");

export const urlOf = (example, fragment = "") => new URL(`values/${example}/${fragment && `#${fragment}`}`, ROOT).href;

// The example, the fragment and the page that a link, or a number in a formula, leads to; null for anything else.
export function placeOf(node) {
  const key = node.dataset.key;
  if (key) return placed(key.match(/^[a-z0-9-]+/)[0], fragmentOf(key));
  const url = new URL(node.href);
  const example = exampleOf(url);
  return example && url.hash ? placed(example, decodedFragment(url.hash), pageAt(url)) : null;
}

export const placed = (example, fragment, page = urlOf(example)) => ({ example, fragment, page });

const fetchedDocument = once(async (page) => {
  const answer = await fetch(page);
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
});

const documentAt = (page) => (pageAt(location) === page ? document : fetchedDocument(page));

// The entry at a place, or on the page that holds it; null where there is none.
export async function entryAt({ example, fragment, page }) {
  const own = await entryOn(page, example, fragment);
  const other = own ? null : await listingPage(example, fragment);
  return other ? entryOn(other, example, fragment) : own;
}

async function entryOn(page, example, fragment) {
  const anchor = (await documentAt(page)).getElementById(fragment);
  return anchor?.matches("li > a") ? read(anchor.parentElement, example, page) : null;
}

// The page that the first page of an example lists a key under; undefined where that lists none, or not this one.
export async function listingPage(example, fragment) {
  const listed = (await documentAt(urlOf(example))).getElementById(fragment);
  return listed?.matches(LISTED) ? pageOf(listed, example) : undefined;
}

// A key in the index of the first page of an example, an anchor behind the link to the page that holds its entry.
export const LISTED = "li code[id]";
export const pageOf = (listed, example) =>
  pageAt(new URL(listed.closest("li").querySelector("a").getAttribute("href"), urlOf(example)));

// What the list item of an entry says; `nodes` are its symbol and its formulas as they are shown, to be copied.
export function read(item, example, page = pageAt(location)) {
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
    url: urlOf(example, fragment), // for ever, wherever the entry stands
    href: `${page}#${fragment}`,
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
