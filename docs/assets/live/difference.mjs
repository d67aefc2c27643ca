// The first number in which two runs differ, in the order in which a pass computes its numbers.
import { significant, VALUE_DIGITS } from "../digits.mjs";

const TO_ALL_DIGITS = significant(VALUE_DIGITS);

// The quantity, and its digits in each run as pages print them; null where the first pass is the same in both.
export function firstDifference(usual, other) {
  const [before, after] = [usual.passNow(0), other.passNow(0)];
  for (const name of Object.keys(other.expressions)) {
    const counterpart = counterpartOf(name, usual);
    if (!counterpart || !other.expressions[name]) continue;
    if (before.digits(counterpart, TO_ALL_DIGITS).text === after.digits(name, TO_ALL_DIGITS).text) continue;
    return { name, usual: before.digits(counterpart).text, other: after.digits(name).text };
  }
  return null;
}

// What a run has for a quantity of another: what it doesn't update stays as it is, and some it has not at all.
function counterpartOf(name, { expressions }) {
  if (expressions[name]) return name;
  const base = name.replace(/\+$/, "");
  return base !== name && expressions[base] ? base : "";
}
