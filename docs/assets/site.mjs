// What the pages do beyond being read: cards everywhere, and what only some pages need, from modules of its own.
import { watch } from "./card.mjs";
import { element } from "./element.mjs";
import { exampleOf } from "./entry.mjs";

// The theme makes a landmark of the button at each listing, and many of one name are none.
function unmark(article) {
  for (const buttons of article.querySelectorAll("nav.md-code__nav")) {
    buttons.replaceWith(element("div", { class: buttons.className }, ...buttons.children));
  }
}

async function start() {
  const article = document.querySelector("article");
  const example = exampleOf(location);
  unmark(article);
  if (example || article.querySelector("div.lookup")) {
    const { equipValues } = await import("./values.mjs");
    equipValues(article, example);
  }
  if (article.querySelector("div.live")) {
    const { startParts } = await import("./live/parts.mjs");
    startParts(article);
  }
}

watch();
if (globalThis.document$)
  document$.subscribe(start); // Material replaces the page where it navigates by itself
else start();
