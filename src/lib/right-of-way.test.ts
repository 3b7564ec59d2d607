import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRightOfWay } from "./right-of-way.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether what gives way goes on, as far as can be told now. */
async function goesOn(given: Promise<void>): Promise<boolean> {
  let isOn = false;
  void given.then(() => {
    isOn = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return isOn;
}

const never = () => new Promise<never>(() => undefined);

test("what can wait goes on when nobody goes before, and when the last of them is served", async () => {
  const way = createRightOfWay();
  expect(await goesOn(way.give())).toBe(true);
  const ends: Array<() => void> = [];
  const taking = [1, 2].map(() =>
    way.take(() => new Promise<void>((resolve) => ends.push(resolve))),
  );
  const given = way.give();
  ends[0]?.();
  expect(await goesOn(given)).toBe(false);
  ends[1]?.();
  expect(await goesOn(given)).toBe(true);
  await Promise.all(taking);
});

test("it waits for 5 ms at most, and not for an answer that takes longer than 50", async () => {
  const way = createRightOfWay();
  void way.take(never);
  const given = way.give();
  await vi.advanceTimersByTimeAsync(4);
  expect(await goesOn(given)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await goesOn(given)).toBe(true);
  await vi.advanceTimersByTimeAsync(45);
  expect(await goesOn(way.give())).toBe(true);
});

test("who fails is told so and goes before nobody any more", async () => {
  const way = createRightOfWay();
  await expect(way.take(() => Promise.reject(new Error("no answer")))).rejects.toThrow("no answer");
  expect(await goesOn(way.give())).toBe(true);
});
