import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAddressList, createSecretBox, readSecretKey, SecretBoxError } from "./index.ts";

describe("the secret box", () => {
  const box = createSecretBox("k".repeat(32), "bodies");

  test("opens what it sealed, and nothing that was changed in any byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (bytes, place) => {
        const sealed = box.seal(Buffer.from(bytes), "one");
        expect(box.open(sealed, "one").equals(Buffer.from(bytes))).toBe(true);
        const changed = Buffer.from(sealed);
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(() => box.open(changed, "one")).toThrow(SecretBoxError);
      }),
      { numRuns: 300 },
    );
  });

  test("does not open for another context, purpose or key, nor what is too short", () => {
    const sealed = box.seal(Buffer.from("words"), "one");
    expect(() => box.open(sealed, "two")).toThrow(SecretBoxError);
    expect(() => createSecretBox("k".repeat(32), "other").open(sealed, "one")).toThrow(
      SecretBoxError,
    );
    expect(() => createSecretBox("x".repeat(32), "bodies").open(sealed, "one")).toThrow(
      /another SECRET_KEY/,
    );
    for (const length of [0, 1, 20, 32]) {
      expect(() => box.open(sealed.subarray(0, length), "one")).toThrow(SecretBoxError);
    }
  });

  test("never seals the same words to the same bytes", () => {
    const words = Buffer.from("words");
    expect(box.seal(words, "one").equals(box.seal(words, "one"))).toBe(false);
  });
});

test("a generated secret key is kept, readable by its owner alone; a damaged one is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-key-"));
  const key = readSecretKey(folder, undefined);
  expect(key.length).toBeGreaterThan(40);
  expect(readSecretKey(folder, undefined)).toBe(key);
  if (process.platform !== "win32") {
    expect(statSync(join(folder, "secret.key")).mode & 0o077).toBe(0);
  }
  writeFileSync(join(folder, "secret.key"), "short");
  expect(() => readSecretKey(folder, undefined)).toThrow(/damaged/);
  expect(readSecretKey(folder, "given")).toBe("given");
  rmSync(folder, { recursive: true });
});

test("addresses and ranges of both families are recognised, mapped ones too; other entries are refused", () => {
  const isListed = createAddressList(["198.51.100.0/24", "203.0.113.9", "2001:db8::/32"], "X");
  const listed = ["198.51.100.7", "::ffff:198.51.100.7", "203.0.113.9", "2001:db8::1"];
  const unlisted = ["198.51.101.7", "203.0.113.10", "2001:db9::1", "", "nonsense", "::1"];
  expect(listed.map(isListed)).toEqual(listed.map(() => true));
  expect(unlisted.map(isListed)).toEqual(unlisted.map(() => false));
  for (const entry of [
    "nonsense",
    "198.51.100.0/33",
    "198.51.100.0/x",
    "198.51.100.0/-1",
    "1.2.3.4/8/9",
    "1.2.3.4/",
  ]) {
    expect(() => createAddressList([entry], "LIST")).toThrow(/LIST/);
  }
});
