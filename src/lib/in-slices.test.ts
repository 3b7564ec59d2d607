import { expect, test } from "vitest";
import { mapInSlices } from "./in-slices.ts";

test("others have their turn in the middle of much work, and what is little is done at once", async () => {
  let now = 0;
  const order: string[] = [];
  const work = (name: string) => {
    now += 2;
    order.push(name);
    return name.toUpperCase();
  };
  setImmediate(() => order.push("somebody else"));
  expect(await mapInSlices(["a", "b", "c", "d"], work, () => now)).toEqual(["A", "B", "C", "D"]);
  expect(order).toEqual(["a", "b", "somebody else", "c", "d"]);
});
