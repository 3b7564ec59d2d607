import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandLine, createCommandLine } from "./command-line.ts";
import { ownerKey } from "./world.ts";

let line: CommandLine;
let folder: string;
beforeAll(() => {
  line = createCommandLine({ VOICELENS_OWNER_KEY: ownerKey });
  folder = mkdtempSync(join(tmpdir(), "voicelens-knowledge-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await line[Symbol.asyncDispose]();
});

test("files are added, listed and read again beside a running server, and failures are told", async () => {
  const server = await line.serve();
  const good = join(folder, "hours.md");
  const bad = join(folder, "broken.pdf");
  writeFileSync(good, "# Hours\n\nWe open at nine.");
  writeFileSync(bad, "no PDF");
  try {
    const added = await line.run(["knowledge", "add", good, "--base", "Help", "--json"]);
    expect(added).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(added.stdout)).toMatchObject({
      data: [{ external_id: good, status: "ready", chunk_count: 1, problem: null }],
    });
    const failed = await line.run(["knowledge", "add", good, bad, "--base", "help"]);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("1 document ready, 1 failed.");
    const list = await line.run(["knowledge", "list", "--json"]);
    expect(JSON.parse(list.stdout)).toMatchObject({
      data: [{ name: "Help", documents: { ready: 1, failed: 1 }, chunks: 1 }],
    });
    const rebuilt = await line.run(["knowledge", "rebuild"]);
    expect(rebuilt).toMatchObject({
      code: 1,
      stdout: "Help: 1 document ready, 1 failed, 1 chunk.\n",
    });
    const missing = await line.run(["knowledge", "add", join(folder, "none.txt")]);
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining("cannot be read")]);
  } finally {
    await server.stop();
  }
});
