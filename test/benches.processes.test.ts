import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("benchmarks and drills name only what is there", async () => {
  const script = join(import.meta.dirname, "link-benches.js");
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--experimental-vm-modules",
    script,
  ]);
  expect(stdout).toMatch(/^\d+ linked$/m);
});
