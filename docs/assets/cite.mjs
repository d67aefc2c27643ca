// Fills the templates of citations that the site publishes, as `backprop cite` does: a piece that names an empty
// field is left out, and of a list of pieces the first one counts that is not.
import { once } from "./once.mjs";

const FIELD = /<(\w+)>/g;
// A copy on the reader's own machine has no address that others could follow.
const PUBLIC = /^https?:\/\/(?!localhost\b|127\.|\[::1\])/;

/**
 * Returns the citations of a value in every format, as {format, name, text}.
 * `entry` has key, words, digits, relation and url, if known symbol in TeX; `base` is the address of the first page.
 */
export async function citations(entry, base, accessed = today()) {
  const shared = await templates(base);
  const values = fields({ symbol: "", ...entry, url: located(entry.url, base, shared) }, shared, accessed);
  return shared.formats.map((template) => ({
    format: template.format,
    name: template.name,
    text: filled(template, values),
  }));
}

const templates = once(async (base) => {
  const url = new URL("values/citations.json", base).href;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: found status ${answer.status}, expected the templates of citations`);
  return answer.json();
});

/** Returns the address below the version that the templates belong to: an alias such as "latest" moves on. */
function located(url, base, shared) {
  const root = new URL("./", base).href;
  const whole = url ? new URL(url, root).href : "";
  if (!PUBLIC.test(whole)) return "";
  const fixed = root.replace(new RegExp(shared.aliases), `/${shared.version}/`);
  return whole.startsWith(root) ? fixed + whole.slice(root.length) : whole;
}

function fields(entry, shared, accessed) {
  const [year, month, day] = shared.date.split("-");
  const [accessed_year, accessed_month, accessed_day] = accessed.split("-");
  const { project, author, licence, version, date } = shared;
  return {
    ...{ project, author, licence, version, date, year, month, day },
    ...{ accessed, accessed_year, accessed_month, accessed_day },
    ...entry,
    title: entry.words.slice(0, 1).toUpperCase() + entry.words.slice(1),
    id: entry.key.replace(new RegExp(shared.unnamed, "g"), "-"),
  };
}

function filled({ escapes, own, pieces }, values) {
  const ready = Object.entries(values).map(([name, text]) => [name, escaped(text, own[name] ?? escapes)]);
  return pieces.map((piece) => chosen([piece].flat(), Object.fromEntries(ready))).join("");
}

function chosen(choices, values) {
  const whole = choices.find((choice) => [...choice.matchAll(FIELD)].every(([, name]) => values[name]));
  return (whole ?? "").replace(FIELD, (_, name) => values[name]);
}

function escaped(text, escapes) {
  return [...text].map((character) => escapes[character] ?? character).join("");
}

function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
