import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerWithoutSetUp } from "../../../test/live-answers.ts";
import type { CallFacts, CallPatch } from "../../lib/call.ts";
import { type Normalised, NormaliseError } from "../provider.ts";
import { retell } from "./retell.ts";

const startedAt = 1795161605120;
const fixtures = [
  ...["call_started", "transfer_bridged", "call_ended", "call_analyzed"],
  ...["call_ended.dial_no_answer", "function_call", "call_inbound"],
] as const;

test("the start of a call tells who speaks with whom, and no outcome", () => {
  const { eventType, findings } = normalise(fixture("call_started"));
  expect({ eventType, findings }).toEqual({ eventType: "call_started", findings: [] });
  const patch = onlyPatch(fixture("call_started"));
  expect(patch).toMatchObject({
    provider: "retell",
    providerCallId: "call_8d1f3b6c2a904e7fb5c0d9a1e23",
    lifecycle: "in_progress",
    occurredAt: 1795161605190,
    externalIds: [{ kind: "twilio_call_sid", value: "CA0f0e0d0c0b0a09080706050403020100" }],
    facts: {
      direction: "inbound",
      channel: "phone",
      from: "+12025550147",
      to: "+12025550102",
      agentId: "agent_51c7be0d94a2f8836ad017ce42",
      agentName: "Harbour Dental front desk",
      agentVersion: "14",
      startedAt,
      metadata: { tenant: "harbour-dental", crm_contact_id: "c_20418" },
      consent: null,
    },
  });
  expect(patch.facts.disposition).toBeUndefined();
  expect(patch.facts.endStatus).toBeUndefined();
});

test("the end of a call tells times, reason, money and latency", () => {
  expect(normalise(fixture("call_ended")).findings).toEqual([]);
  const patch = onlyPatch(fixture("call_ended"));
  expect(patch).toMatchObject({ lifecycle: "ended", occurredAt: 1795161743015 });
  expect(patch.facts).toMatchObject({
    startedAt,
    endedAt: 1795161742480,
    durationMs: 137_360,
    endReason: "agent_hangup",
    disposition: "completed",
    endedBy: "agent",
    endStatus: "success",
    failureClass: null,
    evaluation: null,
    isVoicemail: null,
    costMicros: 183_200,
    costItems: [
      { component: "tts", product: "elevenlabs_tts", micros: 161_000 },
      { component: "llm", product: "gpt_4_1_mini", micros: 10_350 },
      { component: "telephony", product: "us_telephony", micros: 11_850 },
    ],
    models: [
      { role: "TTS", model: "elevenlabs_tts", micros: 161_000 },
      { role: "LLM", model: "gpt_4_1_mini", micros: 10_350, tokens: 4812 },
    ],
    analysis: { preferred_day: "Thursday" },
    recordingUrl: "https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav",
    logUrl: "https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/public.log",
  });
  expect(patch.facts.latency).toEqual({
    e2e: { p50: 910, p90: 1320, p95: 1410, p99: 1540, n: 4 },
    llm: { p50: 420, p90: 610, p95: 640, p99: 660, n: 4 },
    tts: { p50: 180, p90: 230, p95: 240, p99: 250, n: 4 },
  });
});

test("the transcript has its times in milliseconds, and tools, keys and nodes beside it", () => {
  const patch = onlyPatch(fixture("call_ended"));
  expect(patch.transcript?.kind).toBe("snapshot");
  expect(patch.transcript?.turns).toEqual([
    {
      role: "agent",
      content: "Harbour Dental, this is Mia. How can I help?",
      startMs: 600,
      endMs: 3360,
    },
    {
      role: "user",
      content: "I would like to move my cleaning to Thursday.",
      startMs: 4100,
      endMs: 6860,
    },
    {
      role: "agent",
      content: "Thursday at two in the afternoon is free. Shall I book it?",
      startMs: 12_900,
      endMs: 16_590,
    },
    { role: "user", content: "Yes please.", startMs: 18_200, endMs: 18_790 },
    { role: "agent", content: "Done. See you Thursday at two.", startMs: 20_400, endMs: 22_230 },
  ]);
  expect(patch.toolCalls).toEqual([
    {
      id: "tool_call_3f9a",
      name: "find_slots",
      arguments: '{"day":"Thursday","service":"cleaning"}',
      result: '{"slots":["14:00","16:30"]}',
      isSuccess: true,
    },
  ]);
  expect(patch.timeline).toEqual([
    {
      type: "node_transition",
      label: "Step 1: Offer slots → Confirm",
      at: null,
      offsetMs: null,
    },
    { type: "dtmf", label: "Key press 1: 1", at: null, offsetMs: null },
  ]);
});

test("the analysis adds summary, verdict and mood", () => {
  expect(normalise(fixture("call_analyzed")).findings).toEqual([]);
  const patch = onlyPatch(fixture("call_analyzed"));
  expect(patch).toMatchObject({ lifecycle: "analyzed", occurredAt: 1795161761904 });
  expect(patch.facts).toMatchObject({
    disposition: "completed",
    evaluation: "success",
    endStatus: "success",
    summary: "The caller moved a cleaning to Thursday at two and the agent confirmed the new slot.",
    sentiment: "positive",
    satisfactionScore: 0.8,
    satisfactionSource: "sentiment",
    isVoicemail: false,
    analysis: {
      preferred_day: "Thursday",
      appointment_moved: true,
      new_slot: "2026-11-26T14:00:00-05:00",
    },
  });
});

test("a call that nobody answered has an end and no start", () => {
  const patch = onlyPatch(fixture("call_ended.dial_no_answer"));
  expect(patch.lifecycle).toBe("ended");
  expect(patch.transcript).toBeUndefined();
  expect(patch.facts).toMatchObject({
    direction: "outbound",
    from: "+12025550102",
    to: "+12025550189",
    startedAt: null,
    endedAt: null,
    durationMs: 0,
    endReason: "dial_no_answer",
    disposition: "no_answer",
    endStatus: "timeout",
    costMicros: 0,
    costItems: null,
  });
});

test("a ringing time is not taken for the start of a call that never connected", () => {
  const facts = endFacts({
    disconnection_reason: "dial_busy",
    call_status: "ended",
    start_timestamp: startedAt,
    end_timestamp: startedAt + 9000,
  });
  expect(facts.startedAt).toBeNull();
});

test("a bridged transfer is a hand-off of a living call", () => {
  const patch = onlyPatch(fixture("transfer_bridged"));
  expect(patch).toMatchObject({ lifecycle: "in_progress", facts: { isHandoff: true } });
  expect(patch.facts.disposition).toBeUndefined();
  expect(patch.timeline?.at(-1)).toEqual({
    type: "transfer",
    label: "Transfer bridged: +12025550133",
    at: 1795161700411,
    offsetMs: 95_291,
  });
});

test("a custom function request is a tool call of a living call", () => {
  const { eventType } = normalise(fixture("function_call"));
  expect(eventType).toBe("function_call");
  const patch = onlyPatch(fixture("function_call"));
  expect(patch).toMatchObject({ lifecycle: "in_progress", occurredAt: null });
  expect(patch.toolCalls).toMatchObject([
    { name: "find_slots", arguments: '{"day":"Thursday","service":"cleaning"}' },
  ]);
  expect(patch.transcript?.turns.map(({ role }) => role)).toEqual(["agent", "user"]);
  expect(onlyPatch(fixture("function_call")).toolCalls).toEqual(patch.toolCalls);
});

test("a custom function request is one with the open invocation of the transcript", () => {
  const open = { role: "tool_call_invocation", tool_call_id: "tool_7", name: "f", arguments: "{}" };
  const call = { call_id: "call_1", transcript_with_tool_calls: [open] };
  expect(onlyPatch({ name: "f", args: {}, call }).toolCalls).toEqual([
    { id: "tool_7", name: "f", arguments: "{}" },
  ]);
});

test("events before or beside calls are understood and say nothing about a call", () => {
  for (const event of ["call_inbound", "chat_started", "chat_ended", "chat_analyzed"]) {
    expect(normalise({ event, chat: {} })).toEqual({ eventType: event, patches: [], findings: [] });
  }
  expect(normalise(fixture("call_inbound")).patches).toEqual([]);
});

test("an event of a kind we do not know is kept and noted", () => {
  expect(normalise({ event: "call_teleported", call: { call_id: "call_1" } })).toEqual({
    eventType: "call_teleported",
    patches: [],
    findings: [{ code: "unknown-value", path: "event" }],
  });
});

test("the old alias of the call object is read", () => {
  const { call, ...rest } = fixture("call_started");
  expect(onlyPatch({ ...rest, data: call })).toEqual(onlyPatch(fixture("call_started")));
});

test("members nobody documented are noted by name", () => {
  const call = { call_id: "call_1", call_mood: "sunny" };
  expect(normalise({ event: "call_started", call, planet: "Earth" }).findings).toEqual([
    { code: "unknown-field", path: "planet" },
    { code: "unknown-field", path: "call.call_mood" },
  ]);
});

test("events that name no call are refused with a reason that quotes nothing", () => {
  const broken: unknown[] = [
    ...[null, 7, "text", [], {}, { event: "call_ended" }, { event: "call_ended", call: [] }],
    ...[
      { event: "call_ended", call: { call_id: "" } },
      { event: {}, call: {} },
    ],
    { event: "call_ended", call: { call_id: "x".repeat(256) } },
  ];
  for (const body of broken) {
    expect(() => normalise(body)).toThrow(NormaliseError);
  }
});

test("every reason has its disposition, its status and its blame", () => {
  const table: Record<string, readonly [string, string, string | null]> = {
    user_hangup: ["completed", "success", null],
    agent_hangup: ["completed", "success", null],
    inactivity: ["completed", "timeout", null],
    max_duration_reached: ["completed", "timeout", null],
    ivr_reached: ["completed", "timeout", null],
    manual_stopped: ["completed", "partial", null],
    call_take_over: ["completed", "partial", null],
    call_transfer: ["transferred", "partial", null],
    transfer_bridged: ["transferred", "partial", null],
    transfer_cancelled: ["completed", "partial", null],
    voicemail_reached: ["voicemail", "timeout", null],
    machine_detected: ["voicemail", "timeout", null],
    dial_no_answer: ["no_answer", "timeout", null],
    dial_busy: ["busy", "timeout", null],
    user_declined: ["declined", "timeout", null],
    marked_as_spam: ["declined", "unknown", null],
    registered_call_timeout: ["canceled", "timeout", null],
    error_user_not_joined: ["canceled", "error", null],
    dial_failed: ["failed", "error", "carrier"],
    invalid_destination: ["failed", "error", "carrier"],
    telephony_provider_permission_denied: ["failed", "error", "carrier"],
    telephony_provider_unavailable: ["failed", "error", "carrier"],
    sip_routing_error: ["failed", "error", "carrier"],
    concurrency_limit_reached: ["failed", "error", "billing"],
    no_concurrency_fallback: ["failed", "error", "billing"],
    no_valid_payment: ["failed", "error", "billing"],
    scam_detected: ["failed", "unknown", "abuse"],
    error_inbound_webhook: ["failed", "error", "our_server"],
    error_llm_websocket_open: ["failed", "error", "our_server"],
    error_llm_websocket_lost_connection: ["failed", "error", "our_server"],
    error_llm_websocket_runtime: ["failed", "error", "our_server"],
    error_llm_websocket_corrupt_payload: ["failed", "error", "our_server"],
    error_no_audio_received: ["failed", "error", "provider"],
    error_asr: ["failed", "error", "provider"],
    error_retell: ["failed", "error", "provider"],
    error_unknown: ["failed", "error", "provider"],
  };
  for (const [reason, expected] of Object.entries(table)) {
    const { disposition, endStatus, failureClass } = endFacts({ disconnection_reason: reason });
    expect([reason, disposition, endStatus, failureClass]).toEqual([reason, ...expected]);
  }
});

test("a failed call ends as failed, and only a failed one", () => {
  const lifecycleOf = (reason: string) => endPatch({ disconnection_reason: reason }).lifecycle;
  expect(lifecycleOf("error_asr")).toBe("failed");
  expect(lifecycleOf("dial_busy")).toBe("ended");
});

test("reasons outside the table are mapped by their shape and noted", () => {
  const read = (call: object) => {
    const { disposition, endStatus, failureClass } = endFacts(call);
    return [disposition, endStatus, failureClass];
  };
  const mars = { disconnection_reason: "error_mars", call_status: "error" };
  expect(read(mars)).toEqual(["failed", "error", "provider"]);
  expect(read({ disconnection_reason: "moved_on", call_status: "ended" })).toEqual([
    "completed",
    "unknown",
    null,
  ]);
  expect(read({ call_status: "error" })).toEqual(["failed", "error", "unknown"]);
  expect(read({ call_status: "not_connected" })).toEqual(["no_answer", "timeout", null]);
  expect(normalise(ended(mars)).findings).toEqual([
    { code: "unknown-value", path: "call.disconnection_reason" },
  ]);
});

test("a mailbox found by the analysis makes the call a voicemail", () => {
  const call = { disconnection_reason: "agent_hangup", call_analysis: { in_voicemail: true } };
  expect(endFacts(call)).toMatchObject({
    disposition: "voicemail",
    isVoicemail: true,
    endStatus: "timeout",
  });
});

test("scrubbed variants go before the plain ones", () => {
  const facts = endPatch({
    recording_url: "https://recordings.example.com/plain.wav",
    scrubbed_recording_url: "https://recordings.example.com/scrubbed.wav",
    transcript_object: [{ role: "user", content: "I am Ines Okafor.", words: [] }],
    scrubbed_transcript_with_tool_calls: [{ role: "user", content: "I am [NAME].", words: [] }],
  });
  expect(facts.facts.recordingUrl).toBe("https://recordings.example.com/scrubbed.wav");
  expect(facts.transcript?.turns.map(({ content }) => content)).toEqual(["I am [NAME]."]);
});

test("a refusal of storage becomes a denied consent, anything else is left unsaid", () => {
  const denied = {
    consentId: "retell_optout_call_1",
    status: "denied",
    scope: ["storage"],
    version: "provider",
  };
  expect(endFacts({ opt_out_sensitive_data_storage: true }).consent).toEqual(denied);
  expect(endFacts({ data_storage_setting: "basic_attributes_only" }).consent).toEqual(denied);
  expect(endFacts({ data_storage_setting: "everything_except_pii" }).consent).toBeNull();
  expect(endFacts({ opt_out_sensitive_data_storage: false }).consent).toBeNull();
});

test("an inbound call and a tool get an answer at once, events get none", () => {
  expect(answerWithoutSetUp(retell, fixture("call_inbound"))).toEqual({ call_inbound: {} });
  expect(answerWithoutSetUp(retell, fixture("function_call"))).toEqual({
    error: "This tool is not set up yet.",
  });
  expect(answerWithoutSetUp(retell, fixture("call_ended"))).toBeUndefined();
  expect(answerWithoutSetUp(retell, null)).toBeUndefined();
});

test("any JSON gives a result or says why not", () => {
  const event = fc.constantFrom("call_started", "call_ended", "call_analyzed", undefined);
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), event, (value, name) => {
      understand(value);
      understand({ event: name, call: value });
      understand({ event: name, name: "tool", args: value, call: { call_id: "call_1" } });
    }),
  );
});

test("a fixture with any member replaced by any JSON gives a result or says why not", () => {
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.nat(), fc.jsonValue(), (name, place, value) => {
      understand(mutate(fixture(name), place, value));
    }),
  );
});

test("hostile payloads neither throw nor reach a prototype", () => {
  const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`);
  const hostile = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"polluted":true}}');
  const call = {
    ...{ call_id: "call_1", metadata: hostile, collected_dynamic_variables: hostile },
    ...{ latency: hostile, call_analysis: { custom_analysis_data: hostile } },
    transcript_with_tool_calls: [
      { role: "tool_call_invocation", tool_call_id: "__proto__", name: "\u0000", arguments: deep },
      { role: "user", content: "\ud800", words: [{ start: 1e308, end: -1 }] },
    ],
  };
  expect(onlyPatch({ event: "call_ended", call }).toolCalls?.[0]?.id).toBe("__proto__");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

function fixture(name: (typeof fixtures)[number]): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
}

function normalise(body: unknown): Normalised {
  return retell.normalise(body, { receivedAt: startedAt, headers: {} });
}

function onlyPatch(body: unknown): CallPatch {
  const [patch, ...others] = normalise(body).patches;
  if (!patch || others.length > 0) throw new Error("expected exactly one patch");
  return patch;
}

function ended(call: object): unknown {
  return { event: "call_ended", call: { call_id: "call_1", ...call } };
}

function endPatch(call: object): CallPatch {
  return onlyPatch(ended(call));
}

function endFacts(call: object): CallFacts {
  return endPatch(call).facts;
}

function understand(body: unknown): void {
  try {
    normalise(body);
  } catch (error) {
    expect(error).toBeInstanceOf(NormaliseError);
  }
  answerWithoutSetUp(retell, body);
}

/** Replaces one of all the values in a JSON document, counted depth first. */
function mutate(document: unknown, place: number, value: unknown): unknown {
  const holders: Array<{ holder: Record<string, unknown>; key: string }> = [];
  const visit = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      holders.push({ holder: node as Record<string, unknown>, key });
      visit(child);
    }
  };
  visit(document);
  const chosen = holders[place % holders.length];
  if (chosen) chosen.holder[chosen.key] = value;
  return document;
}
