import { expect, test } from "vitest";
import { chooseTool, fillArguments, type ListedTool } from "./choose-tool.ts";

const tool = (name: string, description: string, properties: object = {}): ListedTool => ({
  ...{ name, description, built_in: name, is_enabled: true },
  parameters: { properties: { ...properties } },
});
const text = { type: "string" };
const tools = [
  tool("opening_hours", "Tells whether the business is open now, and its opening hours.", {
    about: { type: "string", enum: ["now", "week"] },
    location: text,
  }),
  tool("delivery_check", "Tells whether the business delivers to an address, and the fee.", {
    address: text,
    location: text,
  }),
  tool("items_and_prices", "Tells what the business sells, its prices and sizes.", {
    query: text,
    free_of: { type: "array", items: { enum: ["gluten", "milk"] } },
    location: text,
  }),
  tool("knowledge_search", "Looks up what is written down.", { question: text }),
];

test.each([
  ["are you open", "opening_hours", {}],
  ["when do you open tomorrow", "opening_hours", {}],
  ["do you deliver to 12 Elm Street", "delivery_check", "address"],
  ["what is the price of a margherita", "items_and_prices", "query"],
  ["how much is the large one", "items_and_prices", "query"],
  ["what is gluten free", "items_and_prices", { free_of: ["gluten"] }],
  ["how much is delivery to 12 Elm Street", "delivery_check", "address"],
  ["what time do you close", "opening_hours", {}],
  ["may I bring my dog", "knowledge_search", "question"],
])("%s is for %s", (question, name, said) => {
  const chosen = chooseTool(tools, question);
  expect(chosen?.name).toBe(name);
  const expected = typeof said === "string" ? { [said]: question } : said;
  expect(chosen && fillArguments(chosen, question, {})).toEqual(expected);
});

test("what shares no word is for the only tool, or for none", () => {
  const [only, other] = tools;
  expect(only && chooseTool([only], "bonjour")?.name).toBe("opening_hours");
  expect(only && other && chooseTool([only, other], "bonjour")).toBeUndefined();
  expect(other && fillArguments(other, "x", { lat: "1" })).toEqual({ lat: "1" });
});
