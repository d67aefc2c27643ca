// A field for a decimal number, with a slider beside it where a range is given, and the sentence about bad input.
import { element } from "../element.mjs";
import { Mistake } from "../key.mjs";
import { announce } from "./announce.mjs";
import { decimalOf } from "./decimal.mjs";
import { nearestRung } from "./rungs.mjs";

let count = 0;

// A group {box, show(text)}. `onnumber(text, { passing })` takes a good decimal; what it refuses with a Mistake, and
// what is no decimal, is told beside the field, and the last good number stays in force. The slider goes over a `range`
// {min, max, step}, or over `rungs`, decimals from small to large.
export function numberField({ label, value, range = null, rungs = null, read = decimalOf, onnumber }) {
  const id = `live-field-${++count}`;
  const problem = element("p", { class: "live-problem", id: `${id}-problem` });
  const input = element("input", {
    id,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    value,
    "aria-describedby": problem.id,
  });
  const slider = sliderOf(`${plainOf(label)}, slider`, range, rungs);
  const take = async (text, waiting) => {
    const sentence = await refusal(() => onnumber(read(text), waiting));
    if (sentence && sentence !== problem.textContent) announce(sentence);
    problem.textContent = sentence;
    input.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  input.addEventListener("input", () => take(input.value, { passing: true }));
  input.addEventListener("change", () => take(input.value, { passing: false }));
  const slide = (waiting) => {
    take((input.value = rungs ? rungs[slider.value] : slider.value), waiting);
    if (rungs) slider.setAttribute("aria-valuetext", input.value);
  };
  slider?.addEventListener("input", () => slide({ passing: true }));
  slider?.addEventListener("change", () => slide({ passing: false }));
  const show = (text) => {
    if (document.activeElement !== input) input.value = text;
    if (slider && document.activeElement !== slider) slider.value = rungs ? nearestRung(rungs, text) : text;
    if (rungs) slider.setAttribute("aria-valuetext", text);
    if (!problem.textContent || input.value === text) problem.textContent = "";
  };
  const name = element("label", { for: id }, ...[label].flat());
  show(value);
  return {
    box: element("div", { class: "live-field" }, name, input, ...(slider ? [slider] : []), problem),
    show,
    input,
  };
}

function sliderOf(name, range, rungs) {
  if (rungs) return element("input", { type: "range", min: 0, max: rungs.length - 1, step: 1, "aria-label": name });
  return range && element("input", { type: "range", ...range, "aria-label": name });
}

const plainOf = (label) =>
  [label]
    .flat()
    .map((part) => part.textContent ?? part)
    .join("");

// The sentence with which an act is refused; empty where it is not.
async function refusal(act) {
  try {
    await act();
    return "";
  } catch (error) {
    if (error instanceof Mistake) return error.message;
    throw error;
  }
}
