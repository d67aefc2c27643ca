// A reader's guess, held to the proved digits of a quantity: by the digits that are given, and by whole numbers alone.
import { decimals, fractionOf, significant } from "../../digits.mjs";
import { size } from "../../exact.mjs";
import { isEqual } from "../decimal.mjs";

export const FEWEST = 3; // digits of a guess at a number that has more
const ENOUGH = 17;

// How a typed decimal compares with the quantity whose digits under a rule are `digitsUnder(rule)`: a sentence, and
// whether it `isRight` or, with too few digits, `isNear`. What is no decimal throws Mistake.
export function judgement(typed, digitsUnder) {
  const text = typed.trim().replace(/^[−–]/, "-").replace(",", ".");
  fractionOf(text);
  const rounded = digitsUnder(decimals((text.split(".")[1] ?? "").length)).text;
  if (!rounded) return near("No one could tell so many digits apart here; give fewer.");
  const exact = digitsUnder(significant(ENOUGH));
  if (exact.isExact && isEqual(text, exact.text)) return right("Right: that is the number itself.");
  const [own, due] = [text, rounded].map(unitsOf);
  const count = due ? String(size(due)).length : 0;
  if (own === due)
    return count < FEWEST ? near(`Right so far; give at least ${FEWEST} digits.`) : right(`Right to ${count} digits.`);
  if (size(own - due) === 1n && count >= FEWEST) return right(`Close enough: to as many digits it is ${rounded}.`);
  return missed(`Not yet: ${reproach(own, due)}.`);
}

const right = (sentence) => ({ isRight: true, isNear: false, sentence });
const near = (sentence) => ({ isRight: false, isNear: true, sentence });
const missed = (sentence) => ({ isRight: false, isNear: false, sentence });

// A decimal in units of its last place.
const unitsOf = (text) => BigInt(text.replace(".", ""));

function reproach(own, due) {
  if (own === -due) return "only the sign is wrong";
  if (own < 0n && due > 0n) return "the number is above zero";
  if (own > 0n && due < 0n) return "the number is below zero";
  if (due < 0n) return own > due ? "the number is further below zero" : "the number is nearer to zero";
  return own > due ? "your number is too large" : "your number is too small";
}
