// The tools of an entry: buttons that copy it in one form or another, and its citations.
import { citations } from "./cite.mjs";
import { element } from "./element.mjs";
import { ROOT } from "./entry.mjs";

const FORMS = [
  ["Number", "Copy the number", ({ digits }) => digits],
  ["TeX", "Copy as TeX", ({ tex }) => tex],
  ["Markdown", "Copy as a Markdown link", ({ digits, url }) => `[${digits}](${url})`],
  ["Address", "Copy the address", ({ url }) => url],
];

// The whole row for an entry; citations stand below it when asked for.
export function tools(entry) {
  const said = element("p", { class: "tools-said", role: "status" });
  const cited = element("div", { class: "tools-cited", hidden: true });
  const cite = element("button", { type: "button", title: "Cite this value", "aria-expanded": "false" }, "Cite");
  cite.addEventListener("click", async () => {
    if (!cited.hasChildNodes()) cited.replaceChildren(...(await citing(entry, said)));
    cited.hidden = !cited.hidden;
    cite.setAttribute("aria-expanded", String(!cited.hidden));
  });
  const buttons = FORMS.map(([name, title, form]) => copying(name, title, form(entry), said));
  return element("div", { class: "tools" }, toolbar(entry.key, ...buttons, cite), cited, said);
}

// A row of buttons that is one stop of the Tab key; arrows lead from one to the next.
export function toolbar(of, ...buttons) {
  buttons.forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  const onkeydown = (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    const place = buttons.indexOf(event.target);
    if (!(event.key in steps) || place < 0) return;
    event.preventDefault();
    const next = buttons[Math.min(Math.max(place + steps[event.key], 0), buttons.length - 1)];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  };
  const name = element("span", { class: "tools-name" }, "Copy");
  return element(
    "div",
    { class: "tools-bar", role: "toolbar", "aria-label": `Copy ${of}`, onkeydown },
    name,
    ...buttons,
  );
}

// A button that copies `text` and says so.
export function copying(name, title, text, said) {
  const onclick = () => copied(text, said);
  return element("button", { type: "button", title, onclick }, name);
}

async function citing(entry, said) {
  const { key, words, symbol, digits, relation, url } = entry;
  const found = await citations({ key, words, symbol, digits, relation, url }, ROOT.href).catch((error) => {
    said.replaceChildren("The citations could not be loaded.");
    throw error;
  });
  const buttons = found.map(({ name, text }) => copying(name, `Copy the citation as ${name}`, text, said));
  const { text } = found.find(({ format }) => format === "text");
  return [element("p", {}, text), toolbar(`the citation of ${entry.key}`, ...buttons)];
}

// Where the browser does not let a page copy, the text is shown, selected, for the reader to do it.
async function copied(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.replaceChildren("Copied: ", element("span", {}, text));
  } catch {
    said.replaceChildren("Not allowed to copy; here it is: ", element("span", {}, text));
    getSelection().selectAllChildren(said.lastChild);
  }
}
