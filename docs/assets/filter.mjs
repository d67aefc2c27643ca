// A field above the list of values: what is typed stays, the rest goes.
import { element } from "./element.mjs";
import { decodedFragment } from "./key.mjs";

// Put the field before the first heading of the values in `article`.
export function filtering(article) {
  const parts = partsOf(article);
  const entries = [...new Set(parts.flatMap(({ entries }) => entries))];
  const count = element("p", { class: "filter-count", role: "status" });
  const input = element("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false" });
  const show = () => {
    const shown = choose(entries, input.value);
    for (const { node, entries } of parts) node.hidden = !entries.some(({ item }) => !item.hidden);
    reveal(location.hash);
    count.textContent = shown === entries.length ? `${shown} values` : `${shown} of ${entries.length} values`;
  };
  input.value = new URLSearchParams(location.search).get("filter") ?? "";
  input.addEventListener("input", () => {
    remember(input.value);
    show();
  });
  addEventListener("hashchange", show);
  show();
  const label = element("label", { for: "filter" }, "Filter these values");
  return element("div", { class: "filter" }, label, input, count);
}

// Each heading and each list with the entries it stands for.
function partsOf(article) {
  const parts = new Map();
  let headings = [];
  for (const node of article.querySelectorAll("h2, h3, li > a[id]:first-child, a.listed")) {
    if (node.matches("h2, h3")) {
      headings = [...headings.filter((one) => one.tagName < node.tagName), node];
      continue;
    }
    const item = node.matches(".listed") ? node : node.parentElement;
    const entry = { item, text: item === node ? node.dataset.key.toLowerCase() : textOf(item) };
    for (const part of [...headings, entry.item.parentElement]) {
      parts.set(part, [...(parts.get(part) ?? []), entry]);
    }
  }
  return [...parts].map(([node, entries]) => ({ node, entries }));
}

// What an entry is found by: its key, and its first line with the symbol in plain letters.
function textOf(item) {
  let line = item.querySelector("code").textContent;
  for (const node of item.childNodes) {
    if (node.nodeName === "BR") break;
    if (node.nodeName !== "BDI") line += ` ${node.textContent}`;
  }
  return line.toLowerCase();
}

// Hide the entries that lack one of the words typed; return how many are left.
function choose(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { item, text } of entries) {
    item.hidden = !words.every((word) => text.includes(word));
    shown += item.hidden ? 0 : 1;
  }
  return shown;
}

// The target of an address is never hidden, nor the heading and the list around it.
function reveal(hash) {
  const target = hash && document.getElementById(decodedFragment(hash));
  if (!target) return;
  const isHidden = target.closest("[hidden]");
  for (let node = target; node; node = node.parentElement) node.hidden &&= false;
  if (isHidden) target.scrollIntoView();
}

function remember(typed) {
  const url = new URL(location.href);
  if (typed) url.searchParams.set("filter", typed);
  else url.searchParams.delete("filter");
  history.replaceState(history.state, "", url);
}
