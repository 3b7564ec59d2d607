import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, vcpChecksum } from "./index.ts";

const json = fc.jsonValue({ maxDepth: 5 });

test("the example of RFC 8785 comes out as the RFC prints it", () => {
  const value = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  );
  expect(canonicalJson(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test("members are sorted by UTF-16 code units, as the RFC's own table has it", () => {
  const names = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
  const value = Object.fromEntries(names.map((name) => [name, 0]));
  expect(Object.keys(JSON.parse(canonicalJson(value)))).toEqual([
    "1",
    "\r",
    "\u0080",
    "\u00f6",
    "\u20ac",
    "\ud83d\ude00",
    "\ufb33",
  ]);
});

test("the canonical form is JSON of the same value and does not depend on the order of members", () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).reverse();
    return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]));
  };
  fc.assert(
    fc.property(json, (value) => {
      const canonical = canonicalJson(value);
      expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
      expect(canonicalJson(reversed(value))).toBe(canonical);
    }),
  );
});

test("nesting of any depth is written without exhausting the stack", () => {
  let deep: unknown = 0;
  for (let i = 0; i < 200_000; i++) deep = [deep];
  expect(canonicalJson(deep)).toHaveLength(400_001);
});

test("the checksum ignores itself and nothing else", () => {
  const message = { vcp_payload: { call: { call_id: "c1" } }, audit: { schema_version: "0.5" } };
  const checksum = vcpChecksum(message);
  expect(checksum).toMatch(/^[0-9a-f]{64}$/);
  expect(vcpChecksum({ ...message, audit: { ...message.audit, checksum } })).toBe(checksum);
  expect(vcpChecksum({ ...message, vcp_version: "0.5" })).not.toBe(checksum);
  expect(vcpChecksum({ audit: 7 })).toMatch(/^[0-9a-f]{64}$/);
});
