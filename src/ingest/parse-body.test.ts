import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBody, UnreadableBodyError } from "./parse-body.ts";
import { redactBody, redactHeaders } from "./redact.ts";

const json = { "content-type": "application/json" };
const read = (text: string) => parseBody(Buffer.from(text), json).body;

test("any JSON reads as JSON.parse reads it, with replaced characters for those a database refuses", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const { body, findings } = parseBody(Buffer.from(text), json);
      if (findings.length === 0) expect(body).toEqual(JSON.parse(text));
      const written = JSON.stringify(body) ?? "";
      expect(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(written)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("any bytes give a body or a reason, nothing else", () => {
  const encodings = fc.constantFrom("", "gzip", "br", "deflate", "identity", "zstd", "gzip, br");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), encodings, (bytes, encoding) => {
      try {
        parseBody(Buffer.from(bytes), { ...json, "content-encoding": encoding });
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableBodyError);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("five hundred levels are read, one more is too deep, and brackets in text do not count", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(() => read(nested(500))).not.toThrow();
  expect(() => read(nested(501))).toThrow(/deeper than 500/);
  expect(read(JSON.stringify({ a: `"${"[".repeat(9_000)}\\` }))).toBeDefined();
});

test("a member called __proto__ stays a member and pollutes nothing", () => {
  const body = read(
    '{"__proto__":{"polluted":"\\u0000"},"constructor":{"prototype":{"polluted":1}}}',
  );
  expect(Object.hasOwn(body as object, "__proto__")).toBe(true);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("members that hold secrets are blanked when shown, in every spelling, the rest is not", () => {
  const shown = redactBody(
    '{"api_key":"hush","apiKey":"hush","x-secret":"a\\"hush","auth_token" : "hush","from":"+1212"}',
  );
  expect(shown).not.toContain("hush");
  expect(shown).toContain("+1212");
  const headers = redactHeaders({
    authorization: "hush",
    cookie: "hush",
    "x-any": "hush",
    host: "here",
  });
  expect(Object.values(headers)).not.toContain("hush");
  expect(headers.host).toBe("here");
});
