// Renders TeX. Each line of the input is a JSON list of {tex, display}; each line of the output is the
// JSON list of the answers, {html} or {message, offset}. The one argument is the folder of KaTeX.
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(join(process.argv[2], "dist/katex.mjs")));

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

// \char can print what no page may hold; quotes are escaped in text, so only KaTeX itself writes the colour.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/;

const render = ({ tex, display }) => {
  const html = katex.renderToString(tex, { ...options, displayMode: display });
  if (html.includes(`mathcolor="${refused}"`)) refuse("an address of this kind");
  if (unprintable.test(html) || !html.isWellFormed()) {
    throw new katex.ParseError("a control character is printed, expected text");
  }
  return { html };
};

// KaTeX counts UTF-16 units, Python counts characters.
const fault = (tex, error) => ({
  message: error.rawMessage ?? error.message,
  offset: [...tex.slice(0, error.position ?? 0)].length,
});

const answer = (formula) => {
  try {
    return render(formula);
  } catch (error) {
    return fault(formula.tex, error);
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(JSON.parse(line).map(answer))}\n`);
}
