import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { startDeadline } from "./deadline.ts";

test("work is told when its time is up, and when whoever wants it gives up", async () => {
  const late = startDeadline(1);
  await vi.waitFor(() => expect(late.signal.aborted).toBe(true));
  expect(late.hasPassed()).toBe(true);
  expect(late.signal.reason).toMatchObject({ name: "TimeoutError" });

  const given = new AbortController();
  const left = startDeadline(60_000, given.signal);
  given.abort("enough");
  expect(left.signal.reason).toBe("enough");
  expect(left.hasPassed()).toBe(false);
  expect(startDeadline(60_000, given.signal).signal.reason).toBe("enough");
});

test("work that is done leaves nothing behind at the signal it was given", () => {
  const given = new AbortController();
  const deadline = startDeadline(60_000, given.signal);
  deadline.end();
  expect(getEventListeners(given.signal, "abort")).toEqual([]);
  given.abort();
  expect(deadline.signal.aborted).toBe(false);
});
