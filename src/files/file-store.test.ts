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

test("a streamed content is read back in parts, and one that breaks off leaves nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-files-"));
  try {
    const files = createLocalFileStore(folder);
    const content = Buffer.from("0123456789".repeat(1_000));
    async function* parts(breakAt: number) {
      for (let at = 0; at < content.length; at += 999) {
        if (at > breakAt) throw new Error("the other side is gone");
        yield content.subarray(at, at + 999);
      }
    }
    await expect(files.putStream(parts(5_000))).rejects.toThrow("the other side is gone");
    expect(readdirSync(folder)).toEqual([]);
    const ref = await files.putStream(parts(Infinity));
    expect(ref).toBe(await files.put(content));
    const read = async (start: number, end: number) => {
      const found: Uint8Array[] = [];
      for await (const part of files.read(ref, start, end)) found.push(part);
      return Buffer.concat(found).toString();
    };
    expect(await read(3, 15)).toBe("345678901234");
    expect(await read(9_995, 20_000)).toBe("56789");
    expect(await read(4, 4)).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
