import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blocksOf, type CodeBlock, documentPaths, readDocument } from "./code-blocks.ts";
import { type CommandLine, createCommandLine } from "./command-line.ts";
import { ownerKey } from "./world.ts";

const root = resolve(import.meta.dirname, "..");
/** A command on a line of its own. Of what many pages begin with, such as `npx voicelens health`, once is enough. */
const simple = /^npx voicelens [\w ,.-]+(?: \|\| test \$\? -eq 1)?(?: +#.*)?$/;
const seen = new Set<string>();
const pages = documentPaths
  .map((path) => ({ path, blocks: blocksOf(readDocument(path)).filter(isRun) }))
  .filter(({ blocks }) => blocks.length > 0)
  .map(({ path, blocks }) => ({ path, script: scriptOf(blocks) }));
/** What it switches concerns all others. */
const switching = pages.filter(({ path }) => path === "docs/operation.md");

function isRun({ info }: CodeBlock): boolean {
  return info === "sh run";
}

function scriptOf(blocks: readonly CodeBlock[]): string {
  const steps = blocks.map(({ text, line: at }) => {
    const lines = text.split("\n").filter((one) => !simple.test(one) || isNew(one));
    return [`at=${at}`, ...lines].join("\n");
  });
  return [
    "set -euo pipefail",
    `trap 'code=$?; [ $code = 0 ] || echo "in the block of line $at" >&2' EXIT`,
    ...steps,
  ].join("\n");
}

function isNew(command: string): boolean {
  const known = command.replace(/ +#.*/, "");
  if (seen.has(known)) return false;
  seen.add(known);
  return true;
}

let line: CommandLine;
let place: Place;
beforeAll(async () => {
  line = createCommandLine({ VOICELENS_OWNER_KEY: ownerKey });
  const { url } = await line.serve();
  place = createPlace(url);
});
afterAll(async () => {
  place?.remove();
  await line?.[Symbol.asyncDispose]();
});

describe.concurrent("the commands of a page run as they stand there", () => {
  test.each(pages.filter((page) => !switching.includes(page)))("$path", async ({ script }) => {
    expect(await place.run(script)).toEqual({ code: 0, said: expect.any(String) });
  });
});

test.each(switching)("$path", async ({ script }) => {
  expect(await place.run(script)).toEqual({ code: 0, said: expect.any(String) });
});

interface Place {
  run(script: string): Promise<{ code: number; said: string }>;
  remove(): void;
}

/** Folders as a reader has one: the release's, in which `npx voicelens` is the product and port 8080 its server. */
function createPlace(url: string): Place {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-guide-"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = `exec "${process.execPath}" "${join(root, "bin", "voicelens.js")}" "$@"`;
  const npx = `[ "$1" = voicelens ] || exit 1\nshift\n${program}`;
  for (const [name, text] of Object.entries({ voicelens: program, npx })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  writeFileSync(
    join(folder, ".curlrc"),
    `silent\nconnect-to = "localhost:8080:127.0.0.1:${new URL(url).port}"\n`,
  );
  const env = {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    HOME: folder,
    CURL_HOME: folder,
    KEY: ownerKey,
    LOG_LEVEL: "silent",
    DATA_DIR: line.dataDir,
  };
  return {
    async run(script) {
      const cwd = mkdtempSync(join(folder, "page-"));
      symlinkSync(join(root, "docs"), join(cwd, "docs"));
      const child = spawn("bash", ["-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (part: string) => {
          said += part;
        });
      }
      const [code] = await once(child, "close");
      return { code: Number(code), said: said.slice(-3_000) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
