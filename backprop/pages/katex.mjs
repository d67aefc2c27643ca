// Renders TeX. Each line of the input is a formula in JSON, {tex, display}; each line of the output is its
// answer, {html} or {message, offset}. The one argument is the folder of KaTeX.
import { Console } from "node:console";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(join(process.argv[2], "dist/katex.mjs")));

// \message prints to the console, and the output belongs to the answers.
globalThis.console = new Console(process.stderr);

const roles = ["role-input", "role-weight", "role-output", "role-error", "role-gradient"];
const allowed = {
  "\\htmlData": ({ attributes }) => Object.keys(attributes).join() === "data-key",
  "\\htmlClass": (context) => roles.includes(context.class),
};

const refuse = (what) => {
  throw new katex.ParseError(
    `${what} is refused, only \\htmlData{key=…} and \\htmlClass with one of ${roles.join(", ")} may stand here`,
  );
};

// What KaTeX refuses by itself, such as an address without a clear protocol, it prints in this colour.
const refused = "#refused";

const options = {
  output: "htmlAndMathml",
  throwOnError: true,
  errorColor: refused,
  strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: (context) => allowed[context.command]?.(context) || refuse(context.command),
  maxExpand: 1000,
  maxSize: 20,
};

// How deep the elements of the MathML nest; those who read it recurse.
const depth = (html) => {
  let [now, most] = [0, 0];
  for (const [, closing, empty] of html.slice(0, html.indexOf("</math>")).matchAll(/<(\/?)[^>]*?(\/?)>/g)) {
    now += empty ? 0 : closing ? -1 : 1;
    most = Math.max(most, now);
  }
  return most;
};

const render = ({ tex, display }) => {
  const html = katex.renderToString(tex, { ...options, displayMode: display });
  // Quotes are escaped in text, so only KaTeX itself can have written this.
  if (html.includes(`mathcolor="${refused}"`)) refuse("an address of this kind");
  if (depth(html) > 100) throw new katex.ParseError("Groups nest too deep, expected fewer than a hundred levels");
  return { html };
};

const preamble = /^LaTeX-incompatible input and strict mode is set to 'error': /;

// One line of sound text. KaTeX counts UTF-16 units, Python counts characters.
const fault = (tex, { message, rawMessage = message, position = 0 }) => ({
  message: rawMessage.replace(preamble, "").replace(/\s+/g, " ").replace(/\p{C}/gu, "\ufffd"),
  offset: [...tex.slice(0, position)].length,
});

const answer = (formula) => {
  try {
    return render(formula);
  } catch (error) {
    return fault(formula.tex, error);
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
