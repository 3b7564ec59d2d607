import fc from "fast-check";
import { expect, test } from "vitest";
import placeholder from "./fixtures/v0.4.placeholder-consent.json" with { type: "json" };
import complete from "./fixtures/v0.5.complete.json" with { type: "json" };
import legacySpelling from "./fixtures/v0.5.legacy-spelling.json" with { type: "json" };
import { validateVcp, vcpErrorCodes, vcpWarningCodes } from "./index.ts";

/** The complete example with one member set, or with undefined taken out. Path parts may be positions. */
function changed(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(complete);
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  let at: unknown = copy;
  for (const part of parts) at = Reflect.get(Object(at), part);
  if (value === undefined) Reflect.deleteProperty(Object(at), last);
  else Reflect.set(Object(at), last, value);
  return copy;
}

const call = "vcp_payload.call";
const outcomes = "vcp_payload.outcomes";
const attribution = `${outcomes}.model_outcome_attribution`;

test("the complete example is valid without any warning", () => {
  expect(validateVcp(complete)).toEqual({ errors: [], warnings: [] });
});

test.each([
  ["a required member is missing", `${call}.call_id`, undefined, "VCP_E005", 1],
  ["a whole section is missing", "vcp_payload.hcr", undefined, "VCP_E005", 1],
  ["the audit is missing", "audit", undefined, "VCP_E005", 1],
  ["a type is wrong", `${call}.session_id`, 7, "VCP_E004", 1],
  ["a required member is null", `${call}.session_id`, null, "VCP_E004", 1],
  ["a list is an object", `${outcomes}.perceived`, {}, "VCP_E004", 1],
  ["an object is a list", "vcp_payload.custom", [], "VCP_E004", 1],
  ["a duration is not whole", `${call}.duration_sec`, 1.5, "VCP_E004", 1],
  ["a number is text", `${outcomes}.user_satisfaction_score`, "0.8", "VCP_E004", 1],
  ["a time is a number", `${call}.start_time`, 1_763_654_650, "VCP_E004", 1],
  ["a time is no time", `${call}.start_time`, "yesterday", "VCP_E001", 1],
  ["a day does not exist", `${call}.start_time`, "2026-02-30T10:00:00Z", "VCP_E001", 1],
  ["a status is unknown", `${outcomes}.objective.status`, "completed", "VCP_E001", 1],
  ["a direction is unknown", `${call}.direction`, "sideways", "VCP_E001", 1],
  ["a gap class is unknown", `${outcomes}.perception_gap.gap_class`, "minor", "VCP_E001", 1],
  ["a consent status is unknown", "vcp_payload.consent.status", "maybe", "VCP_E001", 1],
  ["provider data is bare", "vcp_payload.custom.provider_specific.retell", {}, "VCP_E005", 1],
  ["the end is before the start", `${call}.end_time`, "2026-11-20T16:00:00Z", "VCP_E001", 2],
  ["consent was revoked", "vcp_payload.consent.status", "revoked", "VCP_E001", 5],
  ["the version is unknown", "vcp_version", "0.6", "VCP_E003", 6],
  ["the version is a number", "vcp_version", 0.5, "VCP_E004", 6],
  ["satisfaction is a percentage", `${outcomes}.user_satisfaction_score`, 87, "VCP_E001", 7],
  ["confidence is negative", `${outcomes}.objective.confidence`, -3, "VCP_E001", 7],
  ["a gap score is above one", `${outcomes}.perception_gap.gap_score`, 1.2, "VCP_E001", 7],
  ["efficiency is above one", `${attribution}.efficiency_score`, 2, "VCP_E001", 7],
  ["a duration is negative", `${call}.duration_sec`, -1, "VCP_E001", 8],
  ["a cost is negative", `${attribution}.total_cost_usd`, -0.1, "VCP_E001", 8],
  [
    "a cost is infinite",
    `${attribution}.roles.LLM.cost_usd`,
    Number.POSITIVE_INFINITY,
    "VCP_E004",
    1,
  ],
  ["minutes are negative", `${attribution}.roles.LLM.minutes`, -2, "VCP_E001", 8],
  ["the call id is empty", `${call}.call_id`, "", "VCP_E001", 14],
  ["the call id is too long", `${call}.call_id`, "x".repeat(256), "VCP_E001", 14],
  ["the provider is too long", `${call}.provider`, "x".repeat(51), "VCP_E001", 14],
])("an error says so when %s", (_, path, value, code, rule) => {
  const { errors } = validateVcp(changed(path, value));
  const shown = path.replace(/\.\d+(?=\.|$)/g, "[]");
  const at = path.endsWith(".retell") ? `${shown}.data` : shown;
  expect(errors).toMatchObject([{ code, rule, path: at }]);
});

test("an error says so when NUL stands anywhere, in names as in values", () => {
  const deep = changed("vcp_payload.custom.experimental", { a: [{ b: "x\0y" }] });
  expect(validateVcp(deep).errors).toMatchObject([{ rule: 16, path: "vcp_payload.custom" }]);
  const name = changed("vcp_payload.custom.experimental", { "a\0": 1 });
  expect(validateVcp(name).errors).toMatchObject([{ rule: 16, path: "vcp_payload.custom" }]);
  const root = { ...complete, "no\0te": 1 };
  const { errors, warnings } = validateVcp(root);
  expect(errors).toMatchObject([{ rule: 16 }]);
  expect(JSON.stringify([errors, warnings])).not.toContain("\\u0000");
});

test.each([
  [
    "a tool was used before the call",
    `${call}.capabilities_invoked.0.invoked_at`,
    "2026-11-20T16:00:00Z",
    "VCP_W003",
  ],
  ["consent has expired", "vcp_payload.consent.status", "expired", "VCP_W004"],
  ["granted consent ran out", "vcp_payload.consent.expires_at", "2026-11-20T00:00:00Z", "VCP_W004"],
  ["the duration does not fit", `${call}.duration_sec`, 170, "VCP_W009"],
  ["the readable outcome differs", "vcp_payload.hcr.outcome_status", "partial", "VCP_W010"],
  ["the total is not the sum", `${attribution}.total_cost_usd`, 0.5, "VCP_W011"],
  ["a time has no zone", "audit.received_at", "2026-11-20T16:07:04.081", "VCP_W012"],
  [
    "a tool's time has no zone",
    `${call}.capabilities_invoked.1.invoked_at`,
    "2026-11-20T16:05:41",
    "VCP_W012",
  ],
  ["a member is unknown", `${call}.mood`, "sunny", "VCP_W015"],
  [
    "a member of a list is unknown",
    `${outcomes}.objective.scored_criteria.0.colour`,
    "red",
    "VCP_W015",
  ],
  [
    "something stands beside the provider's data",
    "vcp_payload.custom.provider_specific.retell.more",
    1,
    "VCP_W015",
  ],
  ["the channel is a direction", `${call}.channel`, "inbound", "VCP_W017"],
  ["`from_` is used", `${call}.from_`, "+12125550142", "VCP_W017"],
  ["nothing is said about consent", "vcp_payload.consent", undefined, "VCP_W018"],
  ["the checksum is wrong", "audit.checksum", "0".repeat(64), "VCP_W020"],
])("a warning says so when %s", (_, path, value, code) => {
  const { errors, warnings } = validateVcp(changed(path, value));
  expect(errors).toEqual([]);
  expect(warnings).toMatchObject([{ code, path: expect.any(String) }]);
});

test.each(["1997-01-01T00:00:00Z", "2026-11-23T00:00:00Z"])(
  "a warning says so when the start is %s",
  (start) => {
    const { warnings } = validateVcp(changed(`${call}.start_time`, start));
    expect(warnings.map(({ code }) => code)).toContain("VCP_W013");
  },
);

test("the clock given decides what has expired and what lies ahead", () => {
  const lapsing = changed("vcp_payload.consent.expires_at", "2026-12-01T00:00:00Z");
  expect(validateVcp(lapsing, Date.UTC(2026, 10, 21)).warnings).toEqual([]);
  expect(validateVcp(lapsing, Date.UTC(2027, 0, 1)).warnings).toMatchObject([{ code: "VCP_W004" }]);
});

test("every other known provider, audience, scope and role is as good as the listed ones", () => {
  for (const [path, value] of [
    [`${call}.provider`, "newcomer"],
    ["vcp_payload.hcr.audience", "auditor"],
    ["vcp_payload.consent.scope", ["dreams"]],
    ["vcp_payload.model_selection.roles.RAG", { chosen: "index-2" }],
  ] as const) {
    expect(validateVcp(changed(path, value))).toEqual({ errors: [], warnings: [] });
  }
});

test("an error in one tool use is told of that tool use, not of the alternative of plain text", () => {
  const bad = changed(`${call}.capabilities_invoked.0.success`, "yes");
  expect(validateVcp(bad).errors).toMatchObject([
    { code: "VCP_E004", path: `${call}.capabilities_invoked[].success` },
  ]);
});

test("older versions are judged by what they become", () => {
  expect(validateVcp(placeholder)).toMatchObject({ errors: [] });
  const broken = structuredClone(placeholder);
  broken.vcp_payload.call.duration_sec = -1;
  expect(validateVcp(broken).errors).toMatchObject([{ rule: 8, path: `${call}.duration_sec` }]);
});

test("findings never quote a value", () => {
  const text = JSON.stringify(validateVcp(legacySpelling));
  for (const value of ["sunny", "12125550123", "sess_c9a1"]) expect(text).not.toContain(value);
  const bad = changed(`${call}.direction`, "secret words");
  expect(JSON.stringify(validateVcp(bad))).not.toContain("secret");
});

test("whatever is thrown at it, the verdict comes back, with codes of the catalogue", () => {
  const codes = new Set([...Object.keys(vcpErrorCodes), ...Object.keys(vcpWarningCodes)]);
  const paths = [
    "vcp_version",
    "vcp_payload",
    "audit",
    call,
    outcomes,
    attribution,
    `${call}.start_time`,
  ];
  const broken = fc
    .tuple(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }))
    .map(([path, value]) => changed(path, value));
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.anything(), broken), (value) => {
      const { errors, warnings } = validateVcp(value);
      for (const { code } of [...errors, ...warnings]) expect(codes).toContain(code);
    }),
    { numRuns: 300 },
  );
});

test("a message with a hundred thousand faults is judged in linear time with few words", () => {
  const bad = changed(
    `${outcomes}.perceived`,
    Array.from({ length: 100_000 }, () => 1),
  );
  expect(validateVcp(bad).errors).toHaveLength(100);
  let deep: unknown = 0;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(validateVcp(changed("vcp_payload.custom.experimental", { deep })).errors).toEqual([]);
});
