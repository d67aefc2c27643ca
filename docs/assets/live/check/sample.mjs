// A list of numbers with one slip in it, computed: something to try the check on.
import { GIVEN, groupsOf } from "./groups.mjs";

const FAMILY = "net for out"; // the slip that many make

// The text for the first slip of the family that changes a number of the list, or else of any.
export function sampleOf(graph, run, { edits, slips, families }) {
  const names = Object.entries(groupsOf(graph, run)).flatMap(([title, names]) => (title === GIVEN ? [] : names));
  const right = digitsOf(run, names);
  const single = slips.filter((slip) => slip.edits.length === 1);
  const preferred = single.filter(({ family }) => family === (families.includes(FAMILY) ? FAMILY : families[0]));
  for (const slip of [...preferred, ...single]) {
    const { name, expression } = edits[slip.edits[0]];
    if (!run.expressions[name] || run.expressions[name].number !== undefined) continue;
    const digits = digitsOf(run.edited({ [name]: expression }), names);
    if (digits.some((text, place) => text && text !== right[place])) return textOf(names, digits);
  }
  return textOf(names, right);
}

const digitsOf = (run, names) => {
  const pass = run.passNow(0);
  return names.map((name) => pass.digits(name).text);
};

const textOf = (names, digits) => names.map((name, place) => `${name}\t${digits[place]}`).join("\n");
