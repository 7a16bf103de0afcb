// Makes src/web/style.css of page.css and the design tokens that page.css names.
//
//   npm ci && node build.mjs           writes it
//   npm ci && node build.mjs --check   fails if the committed file isn't what this would write
//
// A token is a custom property of NL Design System's example theme. Each that page.css uses, and nothing else, goes into
// the stylesheet, with its value written out.

import { readFileSync, writeFileSync } from "node:fs";

const here = (path) => new URL(path, import.meta.url);
const PACKAGE = "@nl-design-system-unstable/voorbeeld-design-tokens";
const OUT = here("../src/web/style.css");
const NAME = /var\((--[a-z0-9-]+)\)/g;

const kept = JSON.parse(readFileSync(here(`node_modules/${PACKAGE}/package.json`), "utf8"));
const source = readFileSync(here(`node_modules/${PACKAGE}/dist/variables.css`), "utf8").replace(/\/\*[^]*?\*\//g, "");
const tokens = new Map([...source.matchAll(/^\s*(--[a-z0-9-]+):\s*([^;]+);/gm)].map(([, name, value]) => [name, value.trim()]));

function value(name, from = []) {
  if (!tokens.has(name) || from.includes(name)) throw new Error(`no such token: ${[...from, name].join(" > ")}`);
  return tokens.get(name).replace(NAME, (_, inner) => value(inner, [...from, name]));
}

// A rule on one line, without comments: the file stays readable and its differences small.
const page = readFileSync(here("page.css"), "utf8").replace(/\/\*[^]*?\*\//g, "");
const own = new Set([...page.matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name));
const used = [...new Set([...page.matchAll(NAME)].map(([, name]) => name))].filter((name) => !own.has(name)).sort();
const rules = page.replace(/\s*\n\s*/g, "\n").replace(/\{\n/g, "{ ").replace(/;\n(?!\})/g, "; ").replace(/;\n\}/g, "; }")
  .replace(/,\n/g, ", ").trim();

const style = `/* Made by styles/build.mjs of styles/page.css: change that file, not this one.
   The values under the first :root are design tokens of ${kept.name} ${kept.version} (${kept.license}). */
:root {
${used.map((name) => `${name}: ${value(name)};`).join("\n")}
}
${rules}
`;

if (!process.argv.includes("--check")) {
  writeFileSync(OUT, style);
} else if (readFileSync(OUT, "utf8") !== style) {
  console.error("src/web/style.css is not what styles/build.mjs makes of styles/page.css. Run: node build.mjs");
  process.exit(1);
}
