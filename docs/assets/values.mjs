// The values pages: a filter and the look-up above the entries, tools at each, and addresses that lead on.
import { tools } from "./copy.mjs";
import { element } from "./element.mjs";
import { LISTED, exampleOf, listingPage, pageAt, pageOf, read } from "./entry.mjs";
import { filtering } from "./filter.mjs";
import { decodedFragment, join } from "./key.mjs";
import { lookingUp } from "./lookup.mjs";

// Fill the box of the page about keys, and put box, filter and tools on the values page of an example.
export function equipValues(article, example) {
  addEventListener("hashchange", leadOn);
  leadOn();
  if (example) link(example);
  const heading = article.querySelector("h2:has(~ ul > li > :is(a[id]:first-child, a.listed))");
  const box = article.querySelector("div.lookup:empty");
  if (box) lookingUp(box, sampleKey(article, example));
  if (!example || !heading) return;
  const own = element("div", { class: "lookup" });
  heading.before(element("div", { class: "finding" }, own, filtering(article)));
  lookingUp(own, sampleKey(article, example));
  equip(article, example);
}

// The last key that the page has.
function sampleKey(article, example) {
  const last = [...article.querySelectorAll(example ? `li > a[id], ${LISTED}` : "td > code")].at(-1);
  return example ? join(example, last.id) : last.textContent;
}

// Give each entry of a values page a button that brings its tools, made when first asked for.
function equip(article, example) {
  for (const anchor of article.querySelectorAll("li > a[id]:first-child")) {
    const key = anchor.parentElement.querySelector("code").textContent;
    anchor.after(
      element(
        "button",
        { type: "button", class: "more", "aria-expanded": "false", "aria-label": `Copy or cite ${key}` },
        "⋯",
      ),
    );
  }
  article.addEventListener("click", ({ target }) => {
    if (target.matches("button.more")) toggle(target, example);
  });
}

function toggle(button, example) {
  const item = button.parentElement;
  const made = item.querySelector(":scope > .tools");
  if (made) made.hidden = !made.hidden;
  else item.append(tools(read(item, example)));
  button.setAttribute("aria-expanded", String(!made || !made.hidden));
}

// Make the keys that the first page of an example lists links to their entries.
function link(example) {
  for (const code of document.querySelectorAll(LISTED)) {
    const href = `${pageOf(code, example)}#${code.id}`;
    const leading = element("a", { class: "listed", href, "data-key": join(example, code.id) });
    code.replaceWith(leading);
    leading.append(code);
  }
}

// Lead on to the page that holds the entry that the address asks for, where this one does not.
async function leadOn() {
  const example = exampleOf(location);
  const fragment = decodedFragment(location.hash);
  if (!example || !fragment || document.getElementById(fragment)?.matches(`:not(${LISTED})`)) return;
  const page = await listingPage(example, fragment);
  if (page && page !== pageAt(location)) location.replace(page + location.search + location.hash);
}
