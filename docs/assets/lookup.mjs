// A box that knows every key: proved digits where the values pages have them, else computed on the spot.
import { copying, toolbar, tools } from "./copy.mjs";
import { element } from "./element.mjs";
import { ROOT, copyOf, entryAt, exampleOf, placed, urlOf } from "./entry.mjs";
import { computed, variant } from "./graph.mjs";
import { Mistake, fragmentOf, known, nearest, parsed, settled, spelled } from "./key.mjs";

const graphs = new Map();
let turns = 0;

// Fill `box` with the field; look up the key in the address of the page, if there is one.
export function lookingUp(box, example = "mazur") {
  const input = element("input", {
    id: "lookup",
    autocapitalize: "off",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: `${example};rate=0.3@250:${example === "descent" ? "J" : "E_total"}`,
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
  const graph = await graphOf(typed.example);
  const key = settled(typed, graph);
  const { example } = key;
  known(key, variant(graph, key.options));
  const entry = await entryAt(placed(example, fragmentOf(spelled(key))));
  return entry ? proved(entry) : unproved(key, await computed(graph, key), await entryAt(placed(example, key.quantity)));
}

const proved = (entry) => [
  element("p", { class: "lookup-name" }, copyOf(entry.nodes.symbol), ` ${entry.words}`),
  element("p", { class: "lookup-value" }, `${entry.relation} `, element("strong", {}, entry.digits)),
  element("p", {}, "Every digit is proved; ", element("a", { href: entry.href }, "how it comes about"), "."),
  tools(entry),
];

const NOTES = {
  "": "Your browser computes in double precision, which is not enough to tell. ",
  0: "It is zero, or too small for the double precision in which your browser computes. ",
};
const HELD = "Computed in your browser in double precision; only digits that hold are shown. ";

// `start` is the entry of the same quantity in the first pass, which has its symbol and its words.
function unproved(key, digits, start) {
  const name = spelled(key);
  const message = element("p", { class: "tools-said", role: "status" });
  const url = new URL(urlOf(key.example));
  url.searchParams.set("key", name);
  const command = `backprop value '${name}'`;
  const buttons = [
    ...(digits ? [copying("Number", "Copy the number", digits, message)] : []),
    copying("Address", "Copy the address of this look-up", url.href, message),
    copying("Command", "Copy the command", command, message),
  ];
  return [
    element("p", { class: "lookup-name" }, ...(start ? [copyOf(start.nodes.symbol), ` ${start.words}, `] : []), element("code", {}, name)),
    ...(digits ? [element("p", { class: "lookup-value" }, "≈ ", element("strong", {}, digits))] : []),
    element("p", {}, NOTES[digits] ?? HELD, "The proved digits: ", element("code", {}, command)),
    element("div", { class: "tools" }, toolbar(name, ...buttons), message),
  ];
}

// The graph of an example, fetched once.
function graphOf(example) {
  const names = examples();
  if (!names.includes(example)) throw new Mistake(`No example is named ${example}; ${nearest(example, names)}.`);
  if (!graphs.has(example)) graphs.set(example, fetched(example));
  return graphs.get(example);
}

// The examples are those whose values pages this page links to, in its navigation.
function examples() {
  return [...new Set([...document.links].map(exampleOf).filter(Boolean))];
}

async function fetched(example) {
  try {
    const answer = await fetch(new URL(`values/${example}.json`, ROOT));
    if (!answer.ok) throw new Mistake(`The data of ${example} could not be loaded (${answer.status}).`);
    return (await answer.json()).graph;
  } catch (error) {
    graphs.delete(example); // so that the next time asks again
    throw error;
  }
}

function remember(key) {
  const url = new URL(location.href);
  url.searchParams.set("key", key.trim());
  history.replaceState(history.state, "", url);
}
