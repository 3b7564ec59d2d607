import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFolderPlace } from "./folder-place.ts";
import { prune } from "./make-backup.ts";
import { listShelf, outdated, type Receipt, type Shelved } from "./shelf.ts";

const day = 86_400_000;
const now = Date.parse("2026-11-26T08:00:00Z");

function receiptOf(ageDays: number, state: Receipt["state"]): Receipt {
  const taken_at = new Date(now - ageDays * day).toISOString();
  const rest = { version: "1", is_encrypted: false, bytes: 1, sha256: "", counts: {}, files: 0 };
  return { taken_at, state, checked_at: taken_at, ...rest };
}

const shelved = fc.record({
  age: fc.integer({ min: 0, max: 60 }),
  state: fc.constantFrom("whole", "restored", "damaged", null),
});

test("however archives lie there, pruning leaves the last good ones and what is young, and is done after one time", () => {
  fc.assert(
    fc.property(
      fc.array(shelved, { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 40 }),
      (found, keepLast, keepDays) => {
        const shelf = found
          .sort((a, b) => a.age - b.age)
          .map(({ age, state }, place): Shelved & { age: number } => ({
            ...{ name: `${place}.vlbackup`, bytes: 1, age, storedAt: new Date(now - age * day) },
            receipt: state === null ? null : receiptOf(age, state),
          }));
        const gone = outdated(shelf, { keepDays, keepLast }, now);
        const left = shelf.filter((archive) => !gone.includes(archive));
        const isGood = ({ receipt }: Shelved) => receipt !== null && receipt.state !== "damaged";
        const good = shelf.filter(isGood);
        expect(left).toEqual(expect.arrayContaining(good.slice(0, keepLast)));
        expect(
          gone.every((archive) => shelf.some((each) => each === archive && each.age > keepDays)),
        );
        if (good.length === 0) expect(gone).toEqual([]);
        expect(outdated(left, { keepDays, keepLast }, now)).toEqual([]);
      },
    ),
  );
});

test("an archive goes with its receipt; one that was never read back counts for nothing, and a receipt that nobody can read as none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-shelf-"));
  try {
    const place = createFolderPlace(folder);
    const add = (name: string, receipt: unknown, ageDays: number) => {
      writeFileSync(join(folder, name), "x");
      utimesSync(join(folder, name), (now - ageDays * day) / 1000, (now - ageDays * day) / 1000);
      if (receipt !== null) {
        const text = typeof receipt === "string" ? receipt : JSON.stringify(receipt);
        writeFileSync(join(folder, `${name}.json`), text);
      }
    };
    add("new.vlbackup", null, 1);
    add("good.vlbackup", receiptOf(50, "restored"), 50);
    add("older.vlbackup", receiptOf(60, "whole"), 60);
    add("odd.vlbackup", "{", 70);
    add("notes.txt", null, 99);
    const shelf = await listShelf(place);
    expect(shelf.map(({ name, receipt }) => [name, receipt?.state])).toEqual([
      ["new.vlbackup", undefined],
      ["good.vlbackup", "restored"],
      ["older.vlbackup", "whole"],
      ["odd.vlbackup", undefined],
    ]);
    const removed = await prune(place, { keepDays: 30, keepLast: 1 }, now);
    expect(removed.map(({ name }) => name)).toEqual(["older.vlbackup", "odd.vlbackup"]);
    expect(readdirSync(folder).sort()).toEqual(
      [
        "good.vlbackup",
        "good.vlbackup.json",
        "new.vlbackup",
        "notes.txt",
        "odd.vlbackup.json",
      ].sort(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
