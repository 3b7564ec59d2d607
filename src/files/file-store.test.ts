import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLocalFileStore } from "./index.ts";

test("a content is kept once under its hash, however often and by how many it is put, and is gone after removal", async () => {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-files-"));
  try {
    const files = createLocalFileStore(folder);
    const content = Buffer.from("audio");
    const refs = await Promise.all(Array.from({ length: 20 }, () => files.put(content)));
    expect(new Set(refs).size).toBe(1);
    const [ref = ""] = refs;
    expect((await files.get(ref)).equals(content)).toBe(true);
    const stored = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) =>
      e.isFile(),
    );
    expect(stored).toHaveLength(1);
    if (process.platform !== "win32") {
      expect(statSync(join(folder, ref.slice(0, 2), ref)).mode & 0o077).toBe(0);
    }
    await files.remove(ref);
    await files.remove(ref);
    await expect(files.get(ref)).rejects.toThrow(/ENOENT/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a ref that is no hash reaches no file", async () => {
  const files = createLocalFileStore(tmpdir());
  for (const ref of ["", "../../etc/passwd", "A".repeat(64), `${"a".repeat(64)}/..`]) {
    expect(() => files.get(ref)).toThrow(RangeError);
    expect(() => files.remove(ref)).toThrow(RangeError);
  }
});
