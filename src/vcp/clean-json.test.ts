import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanJson, cleanText, elideBinaries } from "./index.ts";

test("a long base64 string gives way to its size, with or without a data URL and line ends", () => {
  const bytes = Buffer.alloc(3000, 7);
  const plain = bytes.toString("base64");
  const lines = plain.replace(/.{76}/g, "$&\r\n");
  const url = `data:audio/mpeg;base64,${plain}`;
  const elided = "[elided: 3000 bytes]";
  expect(elideBinaries({ a: [plain, lines, url], b: bytes.toString("base64url") })).toEqual({
    a: [elided, elided, elided],
    b: elided,
  });
  expect(cleanJson({ a: plain })).toEqual({ a: plain });
});

test("long text that people can read, and short base64, stay", () => {
  const transcript = "Agent: good morning.\nUser: my heating is cold.\n".repeat(100);
  const short = Buffer.alloc(900).toString("base64");
  expect(elideBinaries({ transcript, short })).toEqual({ transcript, short });
});

test("NUL and lone surrogates become the replacement character, in names too", () => {
  expect(cleanText("a\0b\ud800c\udc00\ud83d\ude00")).toBe("a\ufffdb\ufffdc\ufffd\ud83d\ude00");
  expect(cleanJson({ "x\0": ["\udfff"] })).toEqual({ "x\ufffd": ["\ufffd"] });
});

test("a member named __proto__ is left out and changes nothing", () => {
  const copy = elideBinaries(JSON.parse('{"__proto__":{"isAdmin":true},"a":1}'));
  expect(copy).toEqual({ a: 1 });
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  expect(Reflect.get({}, "isAdmin")).toBeUndefined();
});

test("nesting beyond 500 levels is cut off instead of failing", () => {
  let deep: unknown = "end";
  for (let i = 0; i < 100_000; i++) deep = { a: deep };
  expect(JSON.stringify(elideBinaries(deep))).toContain("[elided: nested too deep]");
});

test("any other JSON is copied as it is", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 20 }).map((value) => cleanText(value));
  const { value: json } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(
        text.filter((name) => name !== "__proto__"),
        tie("value"),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      expect(elideBinaries(value)).toEqual(value);
    }),
  );
});
