// `node validate.mjs FILE`: prints what AsyncAPI's own parser finds wrong with a document, and what it holds.
import parser from "@asyncapi/parser";

const { Parser, fromFile } = parser;
const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
const faults = diagnostics.map((one) => `${one.path.join("/")}: ${one.message}`);
const ids = (many) => many.all().map((one) => one.id());
const found = document && {
  version: document.version(),
  channels: ids(document.channels()),
  operations: ids(document.operations()),
  headers: document.allMessages().all().map((one) => one.headers()?.json().schema.$id ?? null),
};
console.log(JSON.stringify({ faults, ...found }));
