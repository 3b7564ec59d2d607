// For Node with --experimental-vm-modules: links every script of bench/ with what it imports and runs none of them. Fails where a file or an export is not there, also a file that is
// only named (what is put in the place of parts of the product, the benchmarks of run.js).
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SourceTextModule, SyntheticModule } from "node:vm";
import { ensureBuilt } from "../bin/build.js";

const bench = new URL("../bench/", import.meta.url);
/** @type {Map<string, import("node:vm").Module>} */
const linked = new Map();

function moduleAt(url) {
  const source = readFileSync(new URL(url), "utf8");
  for (const [, path] of source.matchAll(/: "(\.\/[\w-]+\.js)"/g)) expectFile(new URL(path, url));
  for (const [path] of source.matchAll(/\bdist\/[\w/-]+\.js/g))
    expectFile(new URL(`../${path}`, bench));
  const initializeImportMeta = (meta) => {
    meta.url = url;
  };
  return new SourceTextModule(source, { identifier: url, initializeImportMeta });
}

function expectFile(url) {
  if (!existsSync(url)) throw new Error(`${fileURLToPath(url)} is not there`);
}

/** What is ours is linked in turn; all else is loaded, which starts nothing. */
async function find(specifier, { identifier }) {
  const url = /^\.{0,2}\//.test(specifier) ? new URL(specifier, identifier).href : specifier;
  const found =
    linked.get(url) ?? (url.startsWith(bench.href) ? moduleAt(url) : await shellOf(url));
  linked.set(url, found);
  return found;
}

async function shellOf(url) {
  const names = Object.keys(await import(url));
  return new SyntheticModule(names, () => undefined, { identifier: url });
}

await ensureBuilt();
for (const file of readdirSync(bench, { recursive: true })) {
  if (!file.endsWith(".js")) continue;
  const module = await find(new URL(file, bench).href, { identifier: bench.href });
  if (module.status === "unlinked") await module.link(find);
}
process.stdout.write(`${linked.size} linked\n`);
