// Plain JavaScript on purpose: it runs while the dashboard is built.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** How much JavaScript a browser may load until the start page rests, compressed. */
const maxBytes = 200_000;

/** The start page, by the source of its route. One that is loaded with the entry has no file of its own. */
const startPage = "src/overview/overview-page.tsx";

/** Measures what the start page of a built dashboard loads. @throws where that is more than the budget. */
export function checkJavaScriptBudget(folder, manifest) {
  const source = fileURLToPath(new URL(`../web/${startPage}`, import.meta.url));
  if (!existsSync(source)) throw new Error(`The start page is no longer ${startPage}.`);
  const files = new Set();
  const visit = (name) => {
    const chunk = manifest[name];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  visit("index.html");
  visit(startPage);
  if (files.size === 0) throw new Error("The manifest of the dashboard has no entry.");
  const bytes = [...files, "theme.js"]
    .map((file) => gzipSync(readFileSync(join(folder, file))).length)
    .reduce((sum, size) => sum + size, 0);
  const told = `JavaScript of the start page: ${kilobytes(bytes)} compressed, at most ${kilobytes(maxBytes)}`;
  if (bytes > maxBytes) throw new Error(`${told}. Load lazily what it does not show at once.`);
  return told;
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
