// Compiles JSON Schemas into modules of plain functions: {name: schema, …} on standard input, {file: text, …} on output.
import Ajv from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import formats from "ajv-formats";
import { build } from "esbuild";
import { readFileSync } from "node:fs";

const RUNTIME = "./runtime.js";
const given = readFileSync(0, "utf-8");
const schemas = JSON.parse(given);
const names = Object.keys(schemas);
// Not strict: a document may say what JSON Schema does not know. Patterns are Unicode, as JSON Schema has them.
const ajv = new Ajv.default({ strict: false, unicodeRegExp: true, code: { source: true, esm: true, optimize: 2 } });
formats.default(ajv, { mode: "full" });
// Notes on each function, which keep it from falling away; nothing else reads them.
ajv.opts.unevaluated = given.includes('"unevaluated');
for (const name of names) ajv.addSchema({ ...schemas[name], $id: `contract:${name}` });
const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, `contract:${name}`])));

// What the functions share is a module of its own, which falls away where nothing that is used needs it.
const shared = [];
const functions = code.replace(/const (\w+) = require\(("[^"]+")\)([^;]*);/g, (_, name, from, path) => {
  shared.push(`import * as m_${name} from ${from}; export const ${name} = m_${name}${path};`);
  return `import { ${name} } from "${RUNTIME}";`;
});

const bundled = async (contents) => {
  const done = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "js" },
    external: [RUNTIME],
    bundle: true,
    charset: "utf8",
    format: "esm",
    legalComments: "inline",
    minify: true,
    platform: "neutral",
    target: "es2022",
    write: false,
  });
  return done.outputFiles[0].text;
};
process.stdout.write(
  JSON.stringify({ "validators.js": await bundled(functions), "runtime.js": await bundled(shared.join("\n") || "export {};") }),
);
