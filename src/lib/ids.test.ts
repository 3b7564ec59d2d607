import { expect, test } from "vitest";
import { callId, newId, uuidOf, uuidV7 } from "./ids.ts";

test("a call has the same id for ever, and another in another tenant or for another provider", () => {
  const id = callId("ten_a", "retell", "one");
  expect(id).toMatch(/^call_[0-9a-hjkmnp-tv-z]{26}$/);
  expect(callId("ten_a", "retell", "one")).toBe(id);
  const others = [
    callId("ten_b", "retell", "one"),
    callId("ten_a", "vapi", "one"),
    callId("ten_a", "retell", "two"),
  ];
  expect(new Set([id, ...others]).size).toBe(4);
});

test("event ids sort by their instant, and within it by the order in which they were made", () => {
  const ids = [1_000, 1_000, 1_000, 1_001, 2_000].map((at) => uuidV7(at));
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
});

test("fresh ids differ and say what they are of; a name always gives the same one", () => {
  const ids = Array.from({ length: 1_000 }, () => newId("con"));
  expect(new Set(ids).size).toBe(1_000);
  expect(ids[0]).toMatch(/^con_[0-9a-hjkmnp-tv-z]{20}$/);
  expect(uuidOf("one")).toBe(uuidOf("one"));
  expect(uuidOf("one")).not.toBe(uuidOf("two"));
});
