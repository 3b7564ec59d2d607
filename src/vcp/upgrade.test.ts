import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import booked03 from "./fixtures/v0.3.booked.json" with { type: "json" };
import models03 from "./fixtures/v0.3.failed-with-models.json" with { type: "json" };
import screened03 from "./fixtures/v0.3.screened-out.json" with { type: "json" };
import booked04 from "./fixtures/v0.4.booked.json" with { type: "json" };
import placeholder04 from "./fixtures/v0.4.placeholder-consent.json" with { type: "json" };
import complete05 from "./fixtures/v0.5.complete.json" with { type: "json" };
import legacy05 from "./fixtures/v0.5.legacy-spelling.json" with { type: "json" };
import {
  downgradeVcp,
  patchFromVcp,
  upgradeVcp,
  VcpError,
  validateVcp,
  vcpJsonSchema,
} from "./index.ts";

const now = Date.UTC(2026, 10, 21, 10);
const fixtures = [
  ["0.3", "booked", booked03],
  ["0.3", "with models", models03],
  ["0.3", "screened out", screened03],
  ["0.4", "booked", booked04],
  ["0.4", "with placeholder consent", placeholder04],
  ["0.5", "complete", complete05],
  ["0.5", "in legacy spelling", legacy05],
] as const;

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const matchesSchema = ajv.compile(vcpJsonSchema());

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

test.each(fixtures)(
  "a %s message (%s) becomes a valid one of 0.5 and stays itself",
  (version, _, sample) => {
    const given = frozen(structuredClone<unknown>(sample));
    const { message, from } = upgradeVcp(given, now);
    expect(from).toBe(version);
    expect(message.vcp_version).toBe("0.5");
    expect(message.audit.schema_version).toBe("0.5");
    expect(validateVcp(message, now).errors).toEqual([]);
    expect(given).toEqual(sample);
    expect(upgradeVcp(message, now).message).toEqual(message);
  },
);

test("the complete example matches the published schema", () => {
  expect(matchesSchema(complete05), ajv.errorsText(matchesSchema.errors)).toBe(true);
});

test("0.3: intent, direction, sentiment, tool uses and raw references find their place", () => {
  const { message, warnings } = upgradeVcp(booked03, now);
  const { call, outcomes, hcr, artifacts, custom, provenance, consent } = message.vcp_payload;
  expect(warnings).toEqual([]);
  expect(call).toMatchObject({ channel: "phone", direction: "inbound", duration_sec: 165 });
  expect(call.capabilities_invoked).toMatchObject([
    { capability_id: "calendar_api", success: true, metadata: { inferred: true } },
    { capability_id: "sms_notification", invoked_at: "2025-11-03T15:20:05.000Z" },
  ]);
  expect(outcomes).toMatchObject({
    perceived: ["caller: sentiment 0.84"],
    user_satisfaction_score: 0.84,
    objective: { status: "success", confidence: 0.88 },
    perception_gap: {
      gap_class: "aligned",
      factors: ["clarity"],
      analysis: "slot read back twice",
    },
    business_impact: { declared_intent: "appointment_booking", estimated_value_usd: 240 },
  });
  expect(hcr).toMatchObject({ headline: "booked_service (retell)", outcome_status: "success" });
  expect(artifacts.audio_recording_ref).toMatch(/^https:\/\/example\.com\/rec\//);
  expect(custom.provider_specific).toEqual({ retell: { data: { channel: "inbound" } } });
  expect(custom.experimental?.vcp_legacy).toMatchObject({ outcome_hint: "booked_service" });
  expect(message.audit.processing_duration_ms).toBe(1500);
  expect(provenance).toMatchObject({
    source_system: "retell",
    created_at: "2026-11-21T10:00:00.000Z",
    transformation_history: ["upgraded_from_v0.3"],
  });
  expect(consent).toBeUndefined();
});

test("0.3: a screened-out call has no outcome, a failed tool is no success", () => {
  const screened = upgradeVcp(screened03, now).message.vcp_payload;
  expect(screened.outcomes.objective.status).toBe("unknown");
  expect(screened.custom.experimental?.vcp_legacy).toMatchObject({ status: "filtered" });
  const failed = upgradeVcp(models03, now).message.vcp_payload;
  expect(failed.outcomes.objective.status).toBe("failure");
  expect(failed.outcomes.perception_gap.gap_class).toBe("minor_deviation");
  expect(failed.call.capabilities_invoked).toMatchObject([{ success: false }]);
  expect(failed.hcr.outcome_status).toBe("failure");
});

test("0.4: end reason, extractions, summary, provenance and consent find their place", () => {
  const { message, warnings } = upgradeVcp(booked04, now);
  const { call, outcomes, hcr, custom, provenance, consent } = message.vcp_payload;
  expect(call).toMatchObject({
    provider: "openai_realtime",
    session_id: `sess_openai_realtime_${booked04.call_id}`,
    channel: "phone",
    direction: "inbound",
    from: "+12125550142",
  });
  expect(outcomes.objective.status).toBe("success");
  expect(outcomes.objective.scored_criteria).toHaveLength(1);
  expect(outcomes.perception_gap).toMatchObject({
    gap_class: "minor_deviation",
    factors: ["long hold"],
  });
  expect(hcr.summary).toMatch(/^Mira Holt/);
  expect(custom.provider_specific?.openai_realtime?.data).toMatchObject({
    session: "sess_81",
    extractions: { urgency: "high" },
  });
  expect(custom.experimental?.vcp_legacy).toMatchObject({
    disconnect_reason: "customer_hangup",
    data_quality_score: 0.94,
  });
  expect(provenance).toMatchObject({
    created_at: "2026-02-11T07:19:03Z",
    created_by: "realtime_observer",
    data_retention_policy: "standard_90_days",
    transformation_history: ["observer", "normalizer", "upgraded_from_v0.4"],
  });
  expect(consent).toMatchObject({
    status: "granted",
    granted_at: "2026-02-11T07:15:41Z",
    scope: ["recording", "sharing"],
    version: "0.4",
  });
  expect(warnings.map(({ code }) => code)).toEqual(["VCP_W017", "VCP_W021"]);
});

test("0.4: consent nobody asked for is dropped, and a word nobody knows is unknown", () => {
  const { message, warnings } = upgradeVcp(placeholder04, now);
  expect(message.vcp_payload.consent).toBeUndefined();
  expect(message.vcp_payload.outcomes.objective.status).toBe("unknown");
  expect(message.vcp_payload.outcomes.perception_gap.factors).toEqual(["not_assessed"]);
  expect(warnings.map(({ path }) => path)).toEqual([
    "vcp_payload.outcomes.objective.status",
    "vcp_payload.consent",
  ]);
});

test("0.5: `from_`, legacy channel and provider alias are read, and unknown members are told and left out", () => {
  const { message, warnings } = upgradeVcp(legacy05, now);
  expect(message.vcp_payload.call).toMatchObject({
    provider: "openai_realtime",
    from: "+12125550123",
    channel: "phone",
    direction: "outbound",
  });
  expect(message.vcp_payload.custom.provider_specific).toHaveProperty("openai_realtime");
  expect(JSON.stringify(message)).not.toContain("sunny");
  expect(warnings.map(({ path }) => path)).toEqual([
    "vcp_payload.call.from_",
    "vcp_payload.call.channel",
    "vcp_payload.call.mood",
  ]);
  expect(patchFromVcp(message)).toMatchObject({
    provider: "openai_realtime",
    providerCallId: "sess_c9a1",
    lifecycle: "analyzed",
    facts: {
      startedAt: Date.UTC(2026, 10, 20, 9),
      endedAt: Date.UTC(2026, 10, 20, 9, 1, 10, 500),
      durationMs: 71_000,
      disposition: "completed",
      evaluation: "success",
      satisfactionScore: 0.8,
      costMicros: 288_500,
    },
    toolCalls: [{ id: "lookup_order#0", name: "lookup_order" }],
  });
});

test("an explicit sender and direction win over legacy spellings", () => {
  const message = structuredClone<{ vcp_payload: { call: object } }>(complete05);
  Object.assign(message.vcp_payload.call, { from_: "+12125550177", channel: "outbound" });
  const { message: read, warnings } = upgradeVcp(message, now);
  expect(read.vcp_payload.call).toMatchObject({
    from: "+12125550123",
    channel: "phone",
    direction: "inbound",
  });
  expect(warnings.map(({ message: text }) => text)).toEqual([
    "differs from `from`, which wins",
    "disagrees with the direction, which wins",
  ]);
});

test("a message without a version is recognised by where its audit stands", () => {
  const bare = (sample: { vcp_version: string }) => ({ ...sample, vcp_version: undefined });
  expect(upgradeVcp(bare(booked03), now).from).toBe("0.3");
  expect(upgradeVcp(bare(complete05), now).from).toBe("0.5");
});

test("two call ids that contradict each other are refused", () => {
  const two = { ...booked03, call_id: "5f1b7c0e-0000-4000-8000-0c6a2d9e4411" };
  expect(() => upgradeVcp(two, now)).toThrow(expect.objectContaining({ code: "VCP_E003" }));
});

test.each([booked03, models03, screened03])(
  "a 0.3 message comes back from 0.5 as it was",
  (sample) => {
    const { message } = upgradeVcp(sample, now);
    expect(downgradeVcp(message)).toEqual(sample);
    expect(downgradeVcp(JSON.parse(JSON.stringify(message)))).toEqual(sample);
  },
);

test("what changed after an upgrade is downgraded as it is now, not as it was", () => {
  const { message } = upgradeVcp(booked03, now);
  message.vcp_payload.outcomes.perceived = ["the caller was cross"];
  message.vcp_payload.outcomes.perception_gap.factors = ["tone"];
  message.vcp_payload.outcomes.objective.status = "failure";
  expect(downgradeVcp(message).vcp_payload.outcomes).toMatchObject({
    perceived: [],
    objective: { status: "failed" },
    perception_gap: { drivers: [] },
  });
});

test("a downgrade refuses what 0.3 requires and nobody knows", () => {
  const { message } = upgradeVcp(complete05, now);
  try {
    downgradeVcp(message);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof VcpError)) throw error;
    expect(error.code).toBe("VCP_E003");
    expect(error.findings.map(({ path }) => path)).toEqual([
      "call_id",
      "vcp_payload.call.call_id",
      "vcp_payload.outcomes.objective.metrics.first_contact_resolution",
      "vcp_payload.outcomes.objective.confidence",
    ]);
  }
});

test("whatever is thrown at it, an upgrade gives a message or a VcpError", () => {
  const samples: unknown[] = fixtures.map(([, , sample]) => sample);
  const sections = [
    "call",
    "outcomes",
    "custom",
    "audit",
    "hcr",
    "provenance",
    "consent",
    "artifacts",
  ];
  const broken = fc
    .tuple(
      fc.constantFrom(...samples),
      fc.constantFrom(...sections),
      fc.string(),
      fc.jsonValue({ maxDepth: 2 }),
      fc.boolean(),
    )
    .map(([sample, section, name, value, isWhole]) => {
      const copy = structuredClone(sample);
      const payload: unknown = Reflect.get(Object(copy), "vcp_payload");
      const target = isWhole ? payload : Reflect.get(Object(payload), section);
      const members = Object.keys(Object(target));
      const at = isWhole ? section : (members[name.length % (members.length || 1)] ?? name);
      Reflect.set(Object(target), at, value);
      return copy;
    });
  fc.assert(
    fc.property(fc.oneof(broken, fc.jsonValue()), (value) => {
      try {
        const { message } = upgradeVcp(value, now);
        patchFromVcp(message);
        downgradeVcp(message);
      } catch (error) {
        expect(error).toBeInstanceOf(VcpError);
      }
    }),
    { numRuns: 500 },
  );
});
