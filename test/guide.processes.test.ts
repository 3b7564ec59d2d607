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
const pages = documentPaths
  .map((path) => ({ path, blocks: blocksOf(readDocument(path)).filter(isRun) }))
  .filter(({ blocks }) => blocks.length > 0);

function isRun({ info }: CodeBlock): boolean {
  return info === "sh run";
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

test("what the documents show as run is more than a few commands", () => {
  expect(pages.flatMap(({ blocks }) => blocks).length).toBeGreaterThan(25);
});

/** In order, since they share the server: what a page switches on it switches off again. */
describe.sequential("the commands of a page run as they stand there", () => {
  test.each(pages)("$path", async ({ blocks }) => {
    expect(await place.run(blocks)).toEqual({ code: 0, said: expect.any(String) });
  });
});

interface Place {
  run(blocks: readonly CodeBlock[]): Promise<{ code: number; said: string }>;
  remove(): void;
}

/** A folder as a reader has it: the release's, in which `npx voicelens` is the product and port 8080 its server. */
function createPlace(url: string): Place {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-guide-"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  symlinkSync(join(root, "docs"), join(folder, "docs"));
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
    async run(blocks) {
      const steps = blocks.map(({ text, line: at }) => `at=${at}\n${text}`);
      const script = [
        "set -euo pipefail",
        `trap 'code=$?; [ $code = 0 ] || echo "in the block of line $at" >&2' EXIT`,
        ...steps,
      ].join("\n");
      const child = spawn("bash", ["-c", script], {
        ...{ cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] },
      });
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
