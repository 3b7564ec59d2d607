import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { vconSchema } from "../../test/vcon-schema.ts";
import {
  type CallFacts,
  type CallRecord,
  callStatuses,
  captureSources,
  channels,
  costComponents,
  directions,
  dispositions,
  endedByValues,
  failureClasses,
  lifecycles,
  turnRoles,
} from "../lib/call.ts";
import {
  buildVcon,
  buildVcpMessage,
  cleanJson,
  patchFromVcp,
  type VcpSource,
  validateVcp,
  vcpChecksum,
  vcpJsonSchema,
} from "./index.ts";

/** Text of every kind: any code unit, NUL and lone surrogates among them. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("", "\0", "\ud800", "a\udfffb", "__proto__", "+12125550101", "x".repeat(300)),
);
/** Instants, also those that no calendar has. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
  fc.double({ noNaN: true }),
  fc.constantFrom(-1, 0, 8.64e15, 8.65e15, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, -5, 0.5, 1e300, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 2),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const word = <T extends string>(values: readonly T[]) => fc.constantFrom(...values);
const json = fc
  .dictionary(text, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })
  .map((value) => value as Record<string, unknown>);
const scalars = fc.dictionary(text, fc.oneof(number, text, fc.boolean()), { maxKeys: 4 });
const consent = (statuses: readonly ("granted" | "denied" | "pending" | "expired" | "revoked")[]) =>
  fc.record({
    consentId: text,
    status: word(statuses),
    scope: fc.array(text, { maxLength: 3 }),
    version: text,
    grantedAt: orNull(instant),
    expiresAt: orNull(instant),
  });

/** Every fact of a call, present or not. Typed member by member, so that a new one is missed by the compiler, not in silence. */
const factArbitraries: { [Name in keyof Required<CallFacts>]: fc.Arbitrary<CallFacts[Name]> } = {
  direction: orNull(word(directions)),
  channel: orNull(word(channels)),
  from: orNull(text),
  to: orNull(text),
  agentId: orNull(text),
  agentName: orNull(text),
  agentVersion: orNull(text),
  sessionId: orNull(text),
  parentSessionId: orNull(text),
  correlationId: orNull(text),
  contactId: orNull(text),
  region: orNull(text),
  createdAt: orNull(instant),
  startedAt: orNull(instant),
  endedAt: orNull(instant),
  durationMs: orNull(number),
  maxDurationMs: orNull(number),
  endReason: orNull(text),
  disposition: orNull(word(dispositions)),
  endedBy: orNull(word(endedByValues)),
  failureClass: orNull(word(failureClasses)),
  evaluation: orNull(word(callStatuses)),
  taskStatus: orNull(word(callStatuses)),
  endStatus: orNull(word(callStatuses)),
  isVoicemail: orNull(fc.boolean()),
  isHandoff: orNull(fc.boolean()),
  satisfactionScore: orNull(number),
  satisfactionSource: orNull(word(["sentiment", "survey", "provider_score"] as const)),
  sentiment: orNull(text),
  summary: orNull(text),
  headline: orNull(text),
  recordingUrl: orNull(fc.oneof(text, fc.webUrl())),
  logUrl: orNull(text),
  costMicros: orNull(number),
  costItems: orNull(
    fc.array(
      fc.record({ component: word(costComponents), product: orNull(text), micros: number }),
      { maxLength: 4 },
    ),
  ),
  models: orNull(
    fc.array(
      fc.record({
        role: word(["V2V", "STT", "LLM", "TTS", "VAD", "ASR"]),
        model: text,
        tokens: orNull(number),
        micros: orNull(number),
      }),
      { maxLength: 4 },
    ),
  ),
  latency: orNull(
    fc.dictionary(text, fc.record({ p50: number, n: number }, { requiredKeys: [] }), {
      maxKeys: 3,
    }),
  ),
  criteria: orNull(
    fc.array(
      fc.record({ id: text, isMet: fc.boolean(), score: orNull(number), evidence: orNull(text) }),
      { maxLength: 3 },
    ),
  ),
  analysis: orNull(json),
  metrics: orNull(scalars),
  metadata: orNull(json),
  integrations: orNull(json),
  consent: orNull(consent(["granted", "denied", "pending", "expired", "revoked"])),
};

/** Any call record that the types allow, and numbers and text beyond what any provider sends. */
const anyRecord: fc.Arbitrary<CallRecord> = fc.record({
  provider: text,
  providerCallId: text,
  lifecycle: word(lifecycles),
  disposition: orNull(word(dispositions)),
  status: word(callStatuses),
  statusSource: word([
    "provider_evaluation",
    "task_completion",
    "end_reason",
    "deadline",
    "none",
  ] as const),
  facts: fc.record(factArbitraries, { requiredKeys: [] }) as fc.Arbitrary<CallFacts>,
  turns: fc.array(
    fc.record({
      role: word(turnRoles),
      content: text,
      startMs: orNull(number),
      endMs: orNull(number),
    }),
    { maxLength: 3 },
  ),
  toolCalls: fc.array(
    fc.record({
      id: text,
      name: text,
      arguments: orNull(text),
      result: orNull(text),
      isSuccess: orNull(fc.boolean()),
      error: orNull(text),
      offsetMs: orNull(number),
      invokedAt: orNull(instant),
      durationMs: orNull(number),
    }),
    { maxLength: 3 },
  ),
  timeline: fc.constant([]),
  externalIds: fc.array(
    fc.record({ kind: word(["twilio_call_sid", "sip_call_id"] as const), value: text }),
    { maxLength: 2 },
  ),
  firstOccurredAt: orNull(instant),
});

const anySource: fc.Arbitrary<VcpSource> = fc.record({
  record: anyRecord,
  callId: text,
  firstSeenAt: instant,
  receivedAt: instant,
  processedAt: orNull(instant),
  payload: orNull(
    fc.record({ eventId: text, data: fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown> }),
  ),
  capturedBy: word(captureSources),
  findings: fc.array(text, { maxLength: 2 }),
  callerKey: orNull(text),
  now: instant,
});

/** A call as a provider really reports it: the values that a round trip has to keep. */
const id = fc.stringMatching(/^[a-z0-9_-]{4,30}$/);
const words = fc.stringMatching(/^[a-z ]{1,30}[a-z]$/);
const startAt = fc.integer({ min: Date.UTC(2021, 0, 1), max: Date.UTC(2029, 0, 1) });

const plausibleRecord: fc.Arbitrary<CallRecord> = fc
  .record({
    provider: word(["retell", "vapi", "elevenlabs", "openai_realtime", "assistable", "bland"]),
    providerCallId: id,
    startedAt: startAt,
    isConnected: fc.boolean(),
    durationMs: fc.integer({ min: 0, max: 7_200_000 }),
    status: word(callStatuses),
    disposition: word(dispositions.filter((one) => one !== "failed")),
    direction: word(directions),
    channel: word(channels),
    summary: orNull(words),
    satisfactionScore: orNull(fc.constantFrom(0, 0.2, 0.5, 0.8, 1)),
    costMicros: orNull(fc.integer({ min: 0, max: 50_000_000 })),
    sessionId: orNull(id),
    endReason: orNull(id),
    agentId: orNull(id),
    toolCalls: fc.uniqueArray(
      fc.record({
        id,
        name: id,
        arguments: orNull(fc.json()),
        result: orNull(words),
        isSuccess: orNull(fc.boolean()),
        offsetMs: orNull(fc.integer({ min: 0, max: 600_000 })),
        durationMs: orNull(fc.integer({ min: 0, max: 60_000 })),
      }),
      { maxLength: 4, selector: (tool) => tool.id },
    ),
  })
  .map((it) => ({
    provider: it.provider,
    providerCallId: it.providerCallId,
    lifecycle: "analyzed",
    disposition: it.disposition,
    status: it.status,
    statusSource: "provider_evaluation",
    facts: {
      direction: it.direction,
      channel: it.channel,
      from: "+12125550142",
      to: "+12125550100",
      agentId: it.agentId,
      sessionId: it.sessionId,
      createdAt: it.startedAt - 900,
      startedAt: it.isConnected ? it.startedAt : null,
      endedAt: it.startedAt + it.durationMs,
      durationMs: it.durationMs,
      endReason: it.endReason,
      disposition: it.disposition,
      satisfactionScore: it.satisfactionScore,
      satisfactionSource: it.satisfactionScore === null ? null : "sentiment",
      summary: it.summary,
      costMicros: it.costMicros,
    },
    turns: [],
    toolCalls: it.toolCalls,
    timeline: [],
    externalIds: [{ kind: "twilio_call_sid", value: "CA0123456789abcdef0123456789abcdef" }],
    firstOccurredAt: it.startedAt,
  }));

/** Of nothing. */
const recordingSha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const ajv = new Ajv2020({ strict: "log", strictRequired: false, allErrors: true, logger: false });
addFormats.default(ajv);
const matchesSchema = ajv.compile(vcpJsonSchema());

function sourceOf(record: CallRecord, change: Partial<VcpSource> = {}): VcpSource {
  return {
    record,
    callId: "call_7q2m",
    firstSeenAt: Date.UTC(2026, 10, 20, 16, 4),
    receivedAt: Date.UTC(2026, 10, 20, 16, 7, 4, 81),
    processedAt: Date.UTC(2026, 10, 20, 16, 7, 4, 126),
    payload: { eventId: "evt_1", data: { event: "call_analyzed" } },
    capturedBy: "webhook",
    findings: [],
    callerKey: "anon_9c2f4be07d1a5830",
    now: Date.UTC(2026, 10, 20, 16, 8),
    ...change,
  };
}

const answered: CallRecord = {
  provider: "retell",
  providerCallId: "call_7f3c1d5e9a2b",
  lifecycle: "analyzed",
  disposition: "completed",
  status: "success",
  statusSource: "provider_evaluation",
  facts: {
    direction: "inbound",
    channel: "phone",
    from: "+12125550142",
    to: "+12125550100",
    agentName: "Front desk",
    startedAt: Date.UTC(2026, 10, 20, 16, 4, 10, 250),
    endedAt: Date.UTC(2026, 10, 20, 16, 6, 52, 910),
    durationMs: 162_660,
    satisfactionScore: 0.8,
    satisfactionSource: "sentiment",
    sentiment: "positive",
    summary: "Mira Holt takes the visit on Saturday. She will be at home.",
    recordingUrl: "https://example.com/rec/7f3c.wav",
    costMicros: 288_500,
    models: [{ role: "LLM", model: "openai/gpt-4.1", tokens: 8420, micros: 98_500 }],
    costItems: [
      { component: "llm", product: "gpt-4.1", micros: 98_500 },
      { component: "telephony", product: "twilio", micros: 190_000 },
    ],
    metrics: { interruptions: 2 },
  },
  turns: [
    { role: "agent", content: "Good morning.", startMs: 400, endMs: 1500 },
    { role: "user", content: "My heating is cold.", startMs: 2000, endMs: 3600 },
  ],
  toolCalls: [
    { id: "tc_1", name: "book_visit", isSuccess: true, offsetMs: 90_770, durationMs: 873 },
  ],
  timeline: [],
  externalIds: [],
  firstOccurredAt: Date.UTC(2026, 10, 20, 16, 4, 9),
};

function withFacts(facts: CallFacts, change: Partial<CallRecord> = {}): CallRecord {
  return { ...answered, ...change, facts: { ...answered.facts, ...facts } };
}

test("whatever a call holds, its message has no errors and matches the published schema", () => {
  fc.assert(
    fc.property(anySource, (source) => {
      const message = buildVcpMessage(source);
      expect(validateVcp(message).errors).toEqual([]);
      expect(matchesSchema(message), ajv.errorsText(matchesSchema.errors)).toBe(true);
      const written = JSON.parse(JSON.stringify(message));
      expect(written).toEqual(message);
      expect(vcpChecksum(written)).toBe(message.audit.checksum);
      expect(validateVcp(written).warnings.map(({ code }) => code)).not.toContain("VCP_W020");
    }),
    { numRuns: 300 },
  );
});

test("the same source gives the same message, and a message never says what the source did not", () => {
  fc.assert(
    fc.property(anySource, (source) => {
      expect(buildVcpMessage(source)).toEqual(buildVcpMessage(structuredClone(source)));
    }),
    { numRuns: 50 },
  );
});

test("a message reads back as the call it was built from", () => {
  fc.assert(
    fc.property(plausibleRecord, (record) => {
      const patch = patchFromVcp(buildVcpMessage(sourceOf(record)));
      expect(patch).toMatchObject({
        provider: record.provider,
        providerCallId: record.providerCallId,
        lifecycle: record.lifecycle,
        externalIds: record.externalIds,
      });
      const { facts } = record;
      expect(patch.facts).toMatchObject({
        direction: facts.direction,
        channel: facts.channel,
        from: facts.from,
        to: facts.to,
        agentId: facts.agentId,
        sessionId: facts.sessionId,
        startedAt: facts.startedAt,
        createdAt: facts.createdAt,
        endedAt: facts.endedAt,
        durationMs: facts.durationMs,
        disposition: record.disposition,
        endReason: facts.endReason,
        summary: facts.summary,
        satisfactionScore: facts.satisfactionScore,
        satisfactionSource: facts.satisfactionSource,
        costMicros: facts.costMicros,
        evaluation: record.status === "unknown" ? null : record.status,
      });
      expect(
        patch.toolCalls?.map((tool) => ({ ...tool, invokedAt: undefined, error: undefined })),
      ).toEqual(record.toolCalls);
    }),
  );
});

test("a message built from what was read back says the same again", () => {
  fc.assert(
    fc.property(plausibleRecord, (record) => {
      const first = buildVcpMessage(sourceOf(record));
      const patch = patchFromVcp(first);
      const again = buildVcpMessage(
        sourceOf({
          ...record,
          facts: patch.facts,
          toolCalls: patch.toolCalls ?? [],
          externalIds: patch.externalIds ?? [],
          firstOccurredAt: patch.occurredAt,
        }),
      );
      expect(again.vcp_payload.call).toEqual(first.vcp_payload.call);
      expect(again.vcp_payload.outcomes).toEqual({
        ...first.vcp_payload.outcomes,
        objective: {
          ...first.vcp_payload.outcomes.objective,
          metrics: again.vcp_payload.outcomes.objective.metrics,
        },
      });
    }),
  );
});

test("a call is told in the words of VCP", () => {
  const message = buildVcpMessage(sourceOf(answered));
  const { call, outcomes, hcr, artifacts, provenance } = message.vcp_payload;
  expect(call).toMatchObject({
    session_id: "sess_retell_call_7f3c1d5e9a2b",
    start_time: "2026-11-20T16:04:10.250Z",
    end_time: "2026-11-20T16:06:52.910Z",
    duration_sec: 163,
    caller_id: "anon_9c2f4be07d1a5830",
    capabilities_invoked: [
      { capability_id: "book_visit", invoked_at: "2026-11-20T16:05:41.020Z", duration_ms: 873 },
    ],
  });
  expect(outcomes.objective).toMatchObject({
    status: "success",
    metrics: {
      aht_sec: 163,
      interruptions: 2,
      user_sentiment: "positive",
      satisfaction_source: "sentiment",
      status_source: "provider_evaluation",
      start_time_source: "provider_start",
    },
  });
  expect(outcomes.perception_gap.factors).toEqual(["not_assessed"]);
  expect(outcomes.model_outcome_attribution).toEqual({
    roles: {
      LLM: {
        model_id: "openai/gpt-4.1",
        minutes: 2.711,
        errors: 0,
        tokens_processed: 8420,
        cost_usd: 0.0985,
      },
    },
    kpis: { aht_sec: 163, cost_per_call_usd: 0.2885, costs: { telephony: 0.19 } },
    total_cost_usd: 0.2885,
  });
  expect(hcr).toMatchObject({
    headline: "Mira Holt takes the visit on Saturday",
    outcome_status: "success",
  });
  expect(artifacts).toMatchObject({
    provider_raw_payload_ref: "internal://webhook-events/evt_1",
    transcript_ref: "internal://transcripts/call_7q2m",
    audio_recording_ref: "https://example.com/rec/7f3c.wav",
  });
  expect(provenance.source_system).toBe("retell_webhook_api");
  expect(message.audit.processing_duration_ms).toBe(45);
  expect(validateVcp(message).warnings.map(({ code }) => code)).toEqual(["VCP_W018"]);
});

test("the start falls back to creation, then to the earliest event, then to the arrival, and says which", () => {
  const at = Date.UTC(2026, 10, 20, 16, 0);
  const silent = { startedAt: null, endedAt: null, durationMs: null };
  const told = (facts: CallFacts, firstOccurredAt: number | null) => {
    const record = withFacts({ ...silent, ...facts }, { firstOccurredAt });
    const { call, outcomes } = buildVcpMessage(sourceOf(record)).vcp_payload;
    return [outcomes.objective.metrics?.start_time_source, Date.parse(call.start_time)];
  };
  expect(told({ startedAt: at, createdAt: at - 5 }, at - 9)).toEqual(["provider_start", at]);
  expect(told({ createdAt: at - 5 }, at - 9)).toEqual(["provider_created", at - 5]);
  expect(told({}, at - 9)).toEqual(["event_time", at - 9]);
  expect(told({}, null)).toEqual(["received", Date.UTC(2026, 10, 20, 16, 7, 4, 81)]);
  expect(told({ endedAt: at, durationMs: 1000 }, null)).toEqual(["event_time", at - 1000]);
});

test("unknown duration, cost and consent stay unknown instead of becoming zero or granted", () => {
  const record = withFacts({ durationMs: null, costMicros: null, costItems: null, models: null });
  const { call, outcomes, consent } = buildVcpMessage(sourceOf(record)).vcp_payload;
  expect(call.duration_sec).toBeNull();
  expect(outcomes.model_outcome_attribution).toEqual({ roles: {}, kpis: {}, total_cost_usd: null });
  expect(consent).toBeUndefined();
});

test("a live call has no end, no duration and no outcome", () => {
  const record = withFacts(
    { endedAt: null, durationMs: null, summary: null },
    { lifecycle: "in_progress", disposition: null, status: "unknown", statusSource: "none" },
  );
  const message = buildVcpMessage(sourceOf(record));
  expect(message.vcp_payload.call).toMatchObject({ end_time: null, duration_sec: null });
  expect(message.vcp_payload.hcr.headline).toBe("Call in_progress (retell)");
  expect(patchFromVcp(message)).toMatchObject({
    lifecycle: "in_progress",
    facts: { disposition: null },
  });
});

test("of a call whose consent was revoked only ids, times and the status are written", () => {
  const consent = { consentId: "c1", status: "revoked", scope: [], version: "1" } as const;
  const message = buildVcpMessage(sourceOf(withFacts({ consent: { ...consent, scope: [] } })));
  const text = JSON.stringify(message);
  for (const secret of [
    "Mira",
    "12125550142",
    "anon_",
    "example.com",
    "book_visit",
    "call_analyzed",
  ]) {
    expect(text).not.toContain(secret);
  }
  expect(message.vcp_payload.call.duration_sec).toBe(163);
  expect(message.vcp_payload.provenance.compliance_flags).toEqual(["consent_revoked"]);
  expect(validateVcp(message).errors).toEqual([]);
  const vcon = JSON.stringify(
    buildVcon(sourceOf(withFacts({ consent: { ...consent, scope: [] } })), recordingSha256),
  );
  for (const secret of ["Mira", "12125550142", "heating", "example.com", "call_analyzed"]) {
    expect(vcon).not.toContain(secret);
  }
});

test("a call that came as VCP carries the payload it carried, however often it travels", () => {
  const data = { event: "call_analyzed", call: { agent_id: "agent_42" } };
  let message = buildVcpMessage(sourceOf(answered, { payload: { eventId: "evt_1", data } }));
  for (let i = 0; i < 3; i++) {
    message = buildVcpMessage(sourceOf(answered, { payload: { eventId: "evt_2", data: message } }));
  }
  expect(message.vcp_payload.custom.provider_specific).toEqual({ retell: { data } });
});

test("whatever a call holds, its vCon has the members that the draft requires", () => {
  const matchesVcon = ajv.compile(vconSchema);
  fc.assert(
    fc.property(anySource, fc.constantFrom(null, recordingSha256), (source, sha256) => {
      const vcon = buildVcon(source, sha256);
      expect(matchesVcon(vcon), ajv.errorsText(matchesVcon.errors)).toBe(true);
      expect(cleanJson(vcon)).toEqual(vcon);
      for (const dialog of vcon.dialog) {
        for (const party of [dialog.parties].flat()) expect(vcon.parties[party]).toBeDefined();
        expect(dialog.disposition !== undefined).toBe(dialog.type === "incomplete");
      }
      for (const { dialog } of vcon.analysis) {
        for (const index of [dialog].flat()) expect(vcon.dialog[index]).toBeDefined();
      }
    }),
    { numRuns: 200 },
  );
});

test("a vCon of a recorded call refers to the recording and holds transcript, summary and scores as analysis", () => {
  const vcon = buildVcon(sourceOf(answered), recordingSha256);
  expect(vcon.parties.slice(0, 2)).toEqual([
    { tel: "+12125550142", type: "person" },
    { tel: "+12125550100", name: "Front desk", type: "bot" },
  ]);
  expect(vcon.dialog).toEqual([
    {
      type: "recording",
      start: "2026-11-20T16:04:10.250Z",
      duration: 162.66,
      parties: [0, 1],
      mediatype: "audio/x-wav",
      url: "https://example.com/rec/7f3c.wav",
      content_hash: "sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
    },
  ]);
  expect(vcon.analysis.map(({ type, vendor }) => [type, vendor])).toEqual([
    ["summary", "retell"],
    ["sentiment", "retell"],
    ["transcript", "retell"],
    ["report", "VoiceLens"],
  ]);
  expect(validateVcp(vcon.analysis[3]?.body).errors).toEqual([]);
  expect(vcon.attachments).toMatchObject([
    { purpose: "provider_payload", party: 2, dialog: 0, body: { event: "call_analyzed" } },
  ]);
});

test("without a recording each spoken turn is a text, and a call nobody took is incomplete with the reason", () => {
  const spoken = buildVcon(sourceOf(answered), null);
  expect(spoken.dialog).toMatchObject([
    {
      type: "text",
      start: "2026-11-20T16:04:10.650Z",
      duration: 1.1,
      parties: 1,
      encoding: "none",
    },
    { type: "text", start: "2026-11-20T16:04:12.250Z", parties: 0, body: "My heating is cold." },
  ]);
  const missed = withFacts(
    { recordingUrl: null, startedAt: null, durationMs: 0, direction: "outbound" },
    { turns: [], disposition: "busy" },
  );
  expect(buildVcon(sourceOf(missed), null).dialog).toMatchObject([
    { type: "incomplete", disposition: "busy", parties: [1, 0] },
  ]);
});

test("the id of a vCon depends on our call id alone", () => {
  const first = buildVcon(sourceOf(answered), null);
  const later = buildVcon(sourceOf(withFacts({ summary: "Something else" }), { now: 1 }), null);
  expect(later.uuid).toBe(first.uuid);
  expect(first.uuid).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(buildVcon(sourceOf(answered, { callId: "call_other" }), null).uuid).not.toBe(first.uuid);
});
