// Makes modules small. The input is their texts by path, in JSON; the output is the small texts by path, or {fault}.
// The one argument is the folder of esbuild.
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { default: esbuild } = await import(pathToFileURL(join(process.argv[2], "lib/main.js")));

const options = { minify: true, charset: "utf8", logLevel: "silent" };

async function shrink([sourcefile, module]) {
  const { code } = await esbuild.transform(module, { ...options, sourcefile });
  return [sourcefile, code];
}

const fault = ({ location: { file, line }, text }) => `${file}:${line}: ${text}`;

const modules = Object.entries(JSON.parse(await text(process.stdin)));
const answer = await Promise.all(modules.map(shrink)).then(Object.fromEntries, ({ errors: [first] }) => ({
  fault: fault(first),
}));
process.stdout.write(JSON.stringify(answer));
