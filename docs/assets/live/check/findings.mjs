// What the results of a column come to: one finding for each, with the pass that decides it.
import { agreeingDigits } from "./ranges.mjs";
import { significant } from "../../digits.mjs";

const MOST_DIGITS = 17;
const PAGE_DIGITS = 9;
const KINDS = ["wrong", "fits", "open", "vague", "cut", "right", "given"]; // the worst first

// {name, head, cell, kind, step, count, digits, right, …}: where a column `fits` the reader's own numbers, the kind is
// `follows` if some of these are wrong, its `causes`; else `rounded`, or `open` where not even one digit is right.
export async function findingsOf(table, results) {
  const wrong = table.columns.flatMap(({ names: [name], head }, place) => {
    const step = results[place].findIndex((result) => result?.kind === "wrong");
    return step < 0 ? [] : [{ name, head: head.text, step }];
  });
  const findings = [];
  for (const [place, column] of table.columns.entries()) {
    findings.push(await findingOf({ ...table, wrong }, column, results[place]));
  }
  return findings;
}

async function findingOf(table, column, results) {
  const [name] = column.names;
  const kinds = results.map((result, step) => kindOf(result, table, name, step));
  const kind = KINDS.find((kind) => kinds.includes(kind));
  const steps = [...kinds.keys()].filter((step) => kinds[step] === kind);
  const since = kind === "fits" ? steps.find((step) => causesOf(table, name, step).length) : undefined;
  const step = since ?? (kind === "right" ? steps.at(-1) : steps[0]);
  const [cell, result] = [column.cells[step], results[step]];
  const causes = since === undefined ? [] : causesOf(table, name, since);
  const finding = { ...result, kind, name, head: column.head.text, cell, step, count: steps.length, causes };
  finding.digits = result.truth
    ? agreeingDigits(cell.number, result.truth, Math.min(cell.number.digits, MOST_DIGITS))
    : null;
  finding.places = column.decimals(cell.number);
  finding.right = await rightDigits(table, finding);
  return { ...finding, kind: finalKind(finding) };
}

// Behind a wrong number, digits that look cut off are more likely those that follow from it.
function kindOf(result, table, name, step) {
  const isCut = result?.kind === "cut" && result.isFollowing;
  return isCut && causesOf(table, name, step).length ? "fits" : result?.kind;
}

function finalKind({ kind, causes, digits }) {
  if (kind !== "fits") return kind;
  if (causes.length) return "follows";
  return digits ? "rounded" : "open";
}

// The names, as the reader writes them, of what is wrong by itself and what `name` in this pass is made of.
function causesOf({ run, wrong }, name, step) {
  const isBefore = (other) => other.step < step || (other.step === step && isMadeOf(run, name, other.name));
  return wrong.filter(isBefore).map(({ head }) => head);
}

function isMadeOf(run, name, other) {
  const { nodes, slots } = run.program;
  const target = slots.get(other);
  const seen = new Set();
  const reaches = (slot) => {
    if (slot === target) return true;
    if (seen.has(slot)) return false;
    seen.add(slot);
    const { of, a, b } = nodes[slot];
    return of ? reaches(a) || reaches(b) : false;
  };
  return name !== other && reaches(slots.get(name));
}

// The proved digits, as pages print them, or more where the reader gives more.
async function rightDigits({ run, drift }, { name, step, cell, kind, truth }) {
  if (kind === "given" || !truth || step >= drift) return "";
  const pass = await run.pass(step, { names: [name] });
  const isLong = cell.number.decimals > PAGE_DIGITS;
  return isLong ? pass.digits(name, significant(MOST_DIGITS)).text : pass.digits(name).text;
}
