// Which known slips give a wrong number, from the reader's own numbers before it.
import { significant } from "../../digits.mjs";
import { pausing } from "../../slices.mjs";
import { provedPass, rangesAt } from "./grading.mjs";
import { OwnPass, isGiven, isTrained } from "./own-pass.mjs";
import { isTouching, rangeOf } from "./ranges.mjs";
import { slipsFor } from "../slips/slips.mjs";

const TELLING = 3; // so many different numbers may fit before digits are too few
const ALIKE = significant(8);

// {words, isTelling} for the first wrong number of a report: what is done otherwise in each slip that gives it, the
// likeliest of each number, whether these are few enough to tell, and whether the number is right but for its sign.
export async function slipsGiving({ first, columns, run }, slips, signal) {
  const isNext = first.step > 0 && isTrained(run, first.name);
  const [name, step] = isNext ? [run.updates[first.name], first.step - 1] : [first.name, first.step];
  const proved = await provedPass(run, step, signal);
  const ranges = rangesAt({ columns, run }, step, {});
  const range = rangeOf(first.cell.number, first.places);
  const fitting = new Map();
  const pause = pausing(signal);
  for (const slip of slipsFor(run, slips, name, 0)) {
    const given = await slipRange(run, slip, { name, step, proved, ranges });
    if (given && isTouching(given, range) && !fitting.has(keyOf(given))) fitting.set(keyOf(given), slip.words);
    await pause();
  }
  const words = [...fitting.values()].slice(0, TELLING);
  return { words, isTelling: fitting.size <= TELLING, isSignOnly: isSignWrong(first, range) };
}

const isSignWrong = ({ truth, from }, [low, high]) =>
  [truth, from].some((due) => due && isTouching(due, [opposite(high), opposite(low)]));
const opposite = ([top, bottom]) => [-top, bottom];

const keyOf = (range) => range.map((end) => ALIKE(...end)).join();

// What the reader would have got by a slip, as far as it changes what they leave out; a given number that it takes
// otherwise is not held to the reader's.
async function slipRange(run, slip, { name, step, proved, ranges }) {
  const edits = slip.edits.filter((edit) => edit.name === name || isGiven(run, edit.name) || !ranges.has(edit.name));
  if (slip.shift || !edits.length) return null;
  const edited = run.edited(Object.fromEntries(edits.map(({ name, expression }) => [name, expression])));
  const held = new Map([...ranges].filter(([other]) => !edits.some((edit) => edit.name === other)));
  return new OwnPass(edited, step ? proved : await provedPass(edited, 0), held).of(name)[0].range;
}
