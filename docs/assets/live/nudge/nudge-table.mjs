// The numbers of a nudge as lines of a table, as sentences on the page, and as read out.
import { element } from "../../element.mjs";
import { minus, raised, withoutZeros } from "../readable.mjs";
import { symbolOf } from "../symbol.mjs";

// A line for each number that a nudge of `facts` has.
export function tableOf(facts, quantities) {
  const symbol = (name) => element("span", { class: "live-symbol" }, ...symbolOf(quantities[name].symbol));
  const { upper, lower, by, isNone, at, moved, agreement } = facts;
  const sum = by.startsWith("-") ? `− ${by.slice(1)}` : `+ ${by}`;
  const rows = [
    [[symbol(upper), " at ", symbol(lower), ` = ${minus(at.text)}`], facts.loss],
    [[symbol(upper), " at ", symbol(lower), ` ${sum} = ${minus(moved.text)}`], facts.nudgedLoss],
    [["true change"], facts.change],
    [["slope · h, the prediction"], facts.predicted],
    [["prediction − true change"], facts.gap],
    [["true change ÷ h, slope of the secant"], facts.quotient, agreement],
    [[symbol(`d${upper}/d${lower}`), ", slope of the tangent"], facts.slope, agreement],
  ];
  const lines = rows.filter(([, number]) => number && !(isNone && number === facts.nudgedLoss)).map(row);
  const caption = element("caption", { class: "live-proved" }, "Every digit is proved.");
  return element("table", { class: "nudge-table" }, caption, element("tbody", {}, ...lines));
}

const row = ([words, number, agreement]) =>
  element("tr", {}, element("th", { scope: "row" }, ...words), element("td", {}, ...digitsOf(number, agreement)));

// Digits, those up to which two numbers agree set off from the rest.
function digitsOf(digits, agreement) {
  const { text, relation } = withoutZeros(digits);
  if (!text) return ["too near to 0 to tell"];
  const shared = agreement?.count ? agreement.text.length : 0;
  const own = minus(text);
  const same = shared ? [element("strong", {}, own.slice(0, shared))] : [];
  return [`${relation} `, ...same, ...raised(own.slice(shared))];
}

// What is to be seen in the numbers.
export function sentenceOf({ isNone, slope, quotient, agreement }) {
  if (isNone) return `Without a nudge, nothing is left but the tangent. Its slope is ${minus(slope.text)}.`;
  if (!quotient.text) return "The change is too near to 0 to tell its digits.";
  if (quotient.text === slope.text) return "The slopes of secant and tangent agree in all digits shown.";
  if (!agreement.count) return "The slopes of secant and tangent differ from the first digit on.";
  const digits = agreement.count === 1 ? "digit" : `${agreement.count} digits`;
  return `The slopes of secant and tangent agree in their first ${digits}.`;
}

export function spokenOf(facts) {
  const { upper, lower, by, isNone, slope, change, predicted } = facts;
  if (isNone) return `No nudge: the tangent, with the slope ${minus(slope.text)}.`;
  const numbers = `changes ${upper} by ${minus(change.text)}; slope times h is ${minus(predicted.text)}`;
  return `A nudge of ${minus(by)} along ${lower} ${numbers}. ${sentenceOf(facts)}`;
}
