// The first number in which two runs differ, in the order in which a pass computes its numbers.
import { significant, VALUE_DIGITS } from "../../digits.mjs";

const TO_ALL_DIGITS = significant(VALUE_DIGITS);

// The quantity, and its digits in each run as pages print them; null where the first pass is the same in both.
export function firstDifference(usual, other) {
  const [before, after] = [usual.passNow(0), other.passNow(0)];
  for (const name of Object.keys(other.expressions)) {
    const [pass, counterpart] = counterpartOf(name, before, after);
    if (!counterpart || !other.expressions[name]) continue;
    if (pass.digits(counterpart, TO_ALL_DIGITS).text === after.digits(name, TO_ALL_DIGITS).text) continue;
    return { name, usual: pass.digits(counterpart).text, other: after.digits(name).text };
  }
  return null;
}

// Where a quantity stands otherwise: what only one run updates stays as it was, and some are new.
function counterpartOf(name, before, after) {
  if (before.run.expressions[name]) return [before, name];
  return name.endsWith("+") ? [after, name.slice(0, -1)] : [];
}
