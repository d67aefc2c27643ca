// What a reader hears of an answer: whether it is right, to how many digits, or what is known to be wrong with it.
import { tenTo } from "../../exact.mjs";
import { judgement } from "./slips.mjs";
import { factor, typed } from "./typed.mjs";

export const ENOUGH = 6; // digits that are asked for, where the number has so many
const NEAR = 1.2; // times too large or too small; nearer ones are told by their digits

const WORDS = ["no", "one", "two", "three", "four", "five", "six"];
const counted = (count) => `${WORDS[count] ?? count} digit${count === 1 ? "" : "s"}`;

// {isSolved, sentence} for what `judgement` of slips.mjs says of a number. A number that is exact
// and short is asked for as it is, any other to six digits.
export function marked(judged) {
  const { agreement, unitsOff, number, digitsRight } = judged;
  if (agreement === "exact") return solved("Right: that’s the number itself.");
  if (agreement && number.count) return hasEnough(judged) ? solved(rightAsGiven(judged)) : open(goOn(judged));
  if (isOffByOne(judged)) {
    return solved(
      `Right to ${counted(digitsRight)}. Your last one is off by one, as happens when you round on the way.`,
    );
  }
  const start =
    digitsRight > 1 ? `Your first ${counted(digitsRight)} are right, but not the rest. ` : "Not this number. ";
  return open(start + (unitsOff === 1n && number.significant > 1 ? "Your last digit is off by one." : ""));
}

const solved = (sentence) => ({ isSolved: true, sentence });
const open = (sentence) => ({ isSolved: false, sentence: sentence.trim() });

// A search for slips is no use where all digits are right, or all but the last by one.
export const isOffByOne = ({ unitsOff, number }) => unitsOff === 1n && number.significant > ENOUGH;

// Zeros at the end count, given or not: -1 is -1.00000.
function hasEnough({ right, number, sixDigits }) {
  return !right.isExact && (number.significant >= ENOUGH || isSame(number, sixDigits));
}

function isSame({ count, exponent }, text) {
  const other = typed(text);
  const least = Math.min(exponent, other.exponent);
  return count * tenTo(exponent - least) === other.count * tenTo(other.exponent - least);
}

function rightAsGiven({ agreement, number }) {
  const cut = agreement === "truncated" ? ", though the last is cut off where it should be rounded" : "";
  const all = number.significant === 1 ? "the digit" : `all ${counted(number.significant)}`;
  return `Right, to ${all} you gave${cut}.`;
}

function goOn({ right, number, agreement }) {
  const isCut = agreement === "truncated";
  const start = `Right so far, ${isCut ? "but the last digit should be rounded, not cut off" : `to ${counted(number.significant)}`}`;
  if (right.isExact) return `${start}. This one has a finite decimal expansion: give all its digits.`;
  return isCut ? `${start}. Give six digits.` : `${start}; give six digits.`;
}

// How a number that no slip explains differs: in its sign, or how many times too large it is; nothing where that is
// not certain, or hardly.
export function compared(pass, name, { number, digitsRight }) {
  const opposite = { ...number, count: -number.count };
  if (judgement(pass, name, opposite).agreement) return "Only the sign is wrong.";
  const [isNegative, isDue] = [number.text, pass.digits(name).text].map((text) => text.startsWith("-"));
  if (number.count && isNegative !== isDue) return "The sign is wrong.";
  const times = pass.decided(name, (value) => factor(number, value));
  if (!times || Number(times.text) < NEAR || digitsRight > 1) return "";
  return `The sign is right, but the number is about ${Number(times.text)} times too ${times.isLarger ? "large" : "small"}.`;
}
