import { expect, test } from "vitest";
import { maskNumber, maskPersonal } from "./mask.ts";

test.each([
  ["Call me at +1 (212) 555-0147.", "Call me at [number]."],
  ["It is 212.555.0147, or ada@example.com", "It is [number], or [e-mail]"],
  ["4111 1111 1111 1111", "[number]"],
  ["Two pizzas at 12.50, at 7 pm", "Two pizzas at 12.50, at 7 pm"],
  ["", ""],
])("%j is shown as %j", (text, shown) => {
  expect(maskPersonal(text)).toBe(shown);
});

test("of a number the last two digits are told, of a name nothing", () => {
  expect(maskNumber("+12125550147")).toBe("••• 47");
  expect(maskNumber("client:ada")).toBe("•••");
  expect(maskNumber(null)).toBe(null);
});
