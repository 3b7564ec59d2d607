import { expect, test, vi } from "vitest";
import { shareReads } from "./share-reads.ts";

/** Reads that end when they are told to, and what each was asked for. */
function held() {
  const reads: Array<{ items: string[]; end: (answer: string) => void; fail: () => void }> = [];
  const ask = shareReads(
    (_key: string, items: string[]) =>
      new Promise<string>((end, reject) => {
        reads.push({ items, end, fail: () => reject(new Error("away")) });
      }),
  );
  const begun = (count: number) => vi.waitFor(() => expect(reads).toHaveLength(count));
  return { reads, ask, begun };
}

test("who asks in the same turn, and who asks while a read is under way, shares one read each", async () => {
  const { reads, ask, begun } = held();
  const together = [ask("one", ["a"]), ask("one", ["b", "a"])];
  await begun(1);
  const later = [ask("one", ["c"]), ask("one", ["d"])];
  reads[0]?.end("first");
  expect(await Promise.all(together)).toEqual(["first", "first"]);
  await begun(2);
  expect(reads.map(({ items }) => items)).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  reads[1]?.end("second");
  expect(await Promise.all(later)).toEqual(["second", "second"]);
});

test("a read that fails fails for those who asked for it, and the next begins all the same", async () => {
  const { reads, ask, begun } = held();
  const failing = ask("one", ["a"]);
  await begun(1);
  const next = ask("one", ["b"]);
  reads[0]?.fail();
  await expect(failing).rejects.toThrow("away");
  await begun(2);
  reads[1]?.end("well");
  expect(await next).toBe("well");
});

test("what is asked for under another key does not wait", async () => {
  const { reads, ask, begun } = held();
  const first = ask("one", []);
  const other = ask("two", []);
  await begun(2);
  for (const { end } of reads) end("done");
  expect(await Promise.all([first, other])).toEqual(["done", "done"]);
});
