import { expect, test } from "vitest";
import { createTrialSecrets } from "./trial-secrets.ts";

test("a trial secret holds for a minute and for its connection alone, and the next one takes its place", () => {
  const clock = { now: 0 };
  const trials = createTrialSecrets(() => clock.now);
  const first = trials.lend("con_1");
  expect([trials.of("con_1"), trials.of("con_2")]).toEqual([[first], []]);
  const second = trials.lend("con_1");
  expect(second).not.toBe(first);
  expect(trials.of("con_1")).toEqual([second]);
  clock.now = 60_000;
  expect(trials.of("con_1")).toEqual([]);
});
