// A box that knows every key: its digits where the values pages have them, else proved on the spot.
import { copying, toolbar, tools } from "./copy.mjs";
import { graphOf } from "./data.mjs";
import { element } from "./element.mjs";
import { copyOf, entryAt, exampleOf, placed, urlOf } from "./entry.mjs";
import { Mistake, fragmentOf, known, nearest, parsed, settled, spelled } from "./key.mjs";

let turns = 0;

// Fill `box` with the field, which shows a key as a sample; look up the one in the address of the page, if there is one.
export function lookingUp(box, sample) {
  const input = element("input", {
    id: "lookup",
    autocapitalize: "off",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: sample,
  });
  const output = element("div", { class: "lookup-found", role: "status" });
  const onsubmit = async (event) => {
    event.preventDefault();
    await show(input.value, output);
    remember(input.value);
  };
  const label = element("label", { for: "lookup" }, "Look up any key");
  const button = element("button", { type: "submit" }, "Look up");
  box.append(element("form", { onsubmit }, label, element("div", {}, input, button)), output);
  const asked = new URLSearchParams(location.search).get("key");
  if (asked) {
    input.value = asked;
    show(asked, output);
  }
}

async function show(text, output) {
  const turn = ++turns;
  output.replaceChildren("Computing…");
  const lines = await answer(text).catch((error) => {
    if (error instanceof Mistake) return [element("p", {}, error.message)];
    output.replaceChildren("This could not be computed.");
    throw error;
  });
  if (turn === turns) output.replaceChildren(...lines);
}

async function answer(text) {
  const typed = parsed(text);
  const graph = await graphOf(knownExample(typed.example));
  const key = settled(typed, graph);
  const { example } = key;
  const { Run } = await import("./graph.mjs"); // here, since most readers look up nothing
  const run = new Run(graph, key);
  known(key, run);
  const entry = await entryAt(placed(example, fragmentOf(spelled(key))));
  return entry ? ofPage(entry) : proved(key, await digitsOf(run, key), await entryAt(placed(example, key.quantity)));
}

async function digitsOf(run, { step, quantity }) {
  const { VALUE_DIGITS, significant } = await import("./digits.mjs");
  const pass = await run.pass(step, { names: [quantity] });
  return pass.digits(quantity, significant(VALUE_DIGITS));
}

const ofPage = (entry) => [
  element("p", { class: "lookup-name" }, copyOf(entry.nodes.symbol), ` ${entry.words}`),
  element("p", { class: "lookup-value" }, `${entry.relation} `, element("strong", {}, entry.digits)),
  element("p", {}, "Every digit is proved; ", element("a", { href: entry.href }, "how it comes about"), "."),
  tools(entry),
];

const PROVED = "Every digit is proved, in your browser. The same by command: ";
const OPEN = "Your browser cannot tell its digits in reasonable time. The command may: ";

// `start` is the entry of the same quantity in the first pass, which has its symbol and its words.
function proved(key, { text, relation }, start) {
  const name = spelled(key);
  const message = element("p", { class: "tools-said", role: "status" });
  const url = new URL(urlOf(key.example));
  url.searchParams.set("key", name);
  const command = `backprop value '${name}'`;
  const buttons = [
    ...(text ? [copying("Number", "Copy the number", text, message)] : []),
    copying("Address", "Copy the address of this look-up", url.href, message),
    copying("Command", "Copy the command", command, message),
  ];
  return [
    element(
      "p",
      { class: "lookup-name" },
      ...(start ? [copyOf(start.nodes.symbol), ` ${start.words}, `] : []),
      element("code", {}, name),
    ),
    ...(text ? [element("p", { class: "lookup-value" }, `${relation} `, element("strong", {}, text))] : []),
    element("p", {}, text ? PROVED : OPEN, element("code", {}, command)),
    element("div", { class: "tools" }, toolbar(name, ...buttons), message),
  ];
}

// Refuse an example whose values pages this page does not link to, as its navigation does to all.
function knownExample(example) {
  const names = [...new Set([...document.links].map(exampleOf).filter(Boolean))];
  if (!names.includes(example)) throw new Mistake(`No example is named ${example}; ${nearest(example, names)}.`);
  return example;
}

function remember(key) {
  const url = new URL(location.href);
  url.searchParams.set("key", key.trim());
  history.replaceState(history.state, "", url);
}
