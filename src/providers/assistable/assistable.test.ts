import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerWithoutSetUp } from "../../../test/live-answers.ts";
import type { CallPatch } from "../../lib/call.ts";
import { createRandom } from "../../lib/random.ts";
import { type Delivery, NormaliseError } from "../provider.ts";
import { scenarios } from "../script.ts";
import { writeScript } from "../write-script.ts";
import { qualificationScore } from "./assistable.extractions.ts";
import { readReason } from "./assistable.reason.ts";
import { assistableSimulator } from "./assistable.simulate.ts";
import { assistable } from "./assistable.ts";

const receivedAt = Date.UTC(2026, 10, 20, 16);
const context = { receivedAt, headers: {} };
const secret = "kite-meadow-lantern-4471";

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
}

function delivery(headers: Record<string, string>, url = "/webhook/assistable"): Delivery {
  return { method: "POST", url, publicUrls: [], headers, body: Buffer.from("{}"), receivedAt };
}

function onlyPatch(body: unknown, headers: Record<string, string> = {}): CallPatch {
  const { patches } = assistable.normalise(body, { receivedAt, headers });
  expect(patches).toHaveLength(1);
  const [patch] = patches;
  if (!patch) throw new Error("there is one patch");
  return patch;
}

const verified = { isVerified: true };
const refused = (reason: string) => ({ isVerified: false, reason });

test("the secret is accepted in each of its five places", () => {
  const settings = { secrets: [secret] };
  for (const headers of [
    { authorization: secret },
    { authorization: `Bearer ${secret}` },
    { authorization: `bearer ${secret}` },
    { "x-voicelens-secret": secret },
  ]) {
    expect(assistable.verify(delivery(headers), settings)).toEqual(verified);
  }
  for (const query of [`token=${secret}`, `a=1&secret=${secret}`]) {
    expect(assistable.verify(delivery({}, `/webhook/assistable?${query}`), settings)).toEqual(
      verified,
    );
  }
});

test("a request without secret, with an empty or with another one is refused for that reason", () => {
  const settings = { secrets: [secret] };
  expect(assistable.verify(delivery({}), settings)).toEqual(refused("missing-signature"));
  expect(assistable.verify(delivery({ authorization: "Bearer " }), settings)).toEqual(
    refused("malformed-signature"),
  );
  expect(assistable.verify(delivery({}, "/webhook/assistable?token="), settings)).toEqual(
    refused("malformed-signature"),
  );
  expect(assistable.verify(delivery({ authorization: `Bearer ${secret}x` }), settings)).toEqual(
    refused("wrong-signature"),
  );
  expect(assistable.verify(delivery({}, "/webhook/assistable?token=%zz"), settings)).toEqual(
    refused("wrong-signature"),
  );
});

test("every live secret is accepted, an empty one never", () => {
  const secrets = ["", "older-secret", secret];
  for (const each of ["older-secret", secret]) {
    expect(assistable.verify(delivery({ "x-voicelens-secret": each }), { secrets })).toEqual(
      verified,
    );
  }
  expect(assistable.verify(delivery({ "x-voicelens-secret": "" }), { secrets })).toEqual(
    refused("malformed-signature"),
  );
});

test("a secret with a plus sign works when it is pasted unescaped into the address", () => {
  const url = "/webhook/assistable?token=ab+cd";
  expect(assistable.verify(delivery({}, url), { secrets: ["ab+cd"] })).toEqual(verified);
});

test("whatever is offered is accepted only when it is the secret", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (own, other) => {
      const headers = assistableSimulator.sign({
        body: "",
        contentType: "application/json",
        url: "https://example.com/webhook/assistable",
        at: receivedAt,
        secret: own,
        deliveryId: "1",
      });
      const settings = { secrets: [own] };
      const isReadable = own.trim() !== "";
      expect(assistable.verify(delivery(headers), settings).isVerified).toBe(isReadable);
      const isSame = own === other;
      const header = { "x-voicelens-secret": other };
      expect(assistable.verify(delivery(header), settings).isVerified).toBe(isSame);
      const query = delivery({}, `/x?secret=${encodeURIComponent(own)}`);
      expect(assistable.verify(query, settings).isVerified).toBe(true);
    }),
  );
});

test("a redelivery has the same bytes and no id of its own", () => {
  expect(assistable.deliveryId(delivery({}))).toBeNull();
  const play = () => assistableSimulator.simulate(writeScript(createRandom(7)), createRandom(7), 0);
  expect(play()).toEqual(play());
});

test("a start notice rings under the carrier's id", () => {
  const { eventType, patches, findings } = assistable.normalise(fixture("call_started"), context);
  expect(eventType).toBe("call_started");
  expect(findings).toEqual([]);
  expect(patches).toEqual([
    {
      provider: "assistable",
      providerCallId: "v3:Qk3vL0pXexampleA1",
      lifecycle: "ringing",
      occurredAt: null,
      facts: {
        direction: "inbound",
        channel: "phone",
        from: "+12025550153",
        to: "+12025550107",
        agentId: "asst_9f31ccexample",
        contactId: "gX4cLqexampleContact",
      },
      externalIds: [{ kind: "call_control_id", value: "v3:Qk3vL0pXexampleA1" }],
    },
  ]);
});

test("the older start notice names no call: it is kept as ignored and says why", () => {
  const body = { to: "+12125550180", from: "+12125550101", contactId: "ct_1" };
  const { eventType, patches, findings } = assistable.normalise(body, context);
  expect({ eventType, patches }).toEqual({ eventType: "call_started", patches: [] });
  expect(findings).toMatchObject([{ code: "missing-field", path: "call_control_id" }]);
});

test("a call result becomes the whole call", () => {
  const { eventType, findings } = assistable.normalise(fixture("post-call"), context);
  expect({ eventType, findings }).toEqual({ eventType: "post_call", findings: [] });
  const patch = onlyPatch(fixture("post-call"));
  const endedAt = Date.UTC(2026, 10, 20, 15, 11, 40, 400);
  expect(patch).toMatchObject({
    providerCallId: "v3:Qk3vL0pXexampleA1",
    lifecycle: "analyzed",
    occurredAt: endedAt,
    externalIds: [{ kind: "call_control_id", value: "v3:Qk3vL0pXexampleA1" }],
  });
  expect(patch.facts).toMatchObject({
    direction: "inbound",
    channel: "phone",
    contactId: "gX4cLqexampleContact",
    startedAt: Date.UTC(2026, 10, 20, 15, 10, 4),
    endedAt,
    durationMs: 96_400,
    endReason: "completed",
    disposition: "completed",
    endStatus: "success",
    taskStatus: "success",
    sentiment: "positive",
    satisfactionScore: 0.8,
    satisfactionSource: "sentiment",
    summary: "The caller asked for a roof inspection and picked Tuesday morning.",
    recordingUrl: "https://media.example.com/rec/Qk3vL0pX.mp3",
    metrics: { task_completion: true, assistant_success: true },
    metadata: { contact_id: "gX4cLqexampleContact", location_id: "loc_northgate01" },
    analysis: { service: "inspection", preferred_slot: "2026-11-24T09:00" },
    integrations: null,
  });
  expect(patch.transcript).toEqual({
    kind: "snapshot",
    turns: [
      { role: "agent", content: "Summit Roofing, good morning.", startMs: null, endMs: null },
      { role: "user", content: "I need an inspection.", startMs: null, endMs: null },
      { role: "agent", content: "Tuesday at nine?", startMs: null, endMs: null },
      { role: "user", content: "Yes.", startMs: null, endMs: null },
    ],
  });
});

test("a call that a mailbox took has ended without ever being connected", () => {
  const patch = onlyPatch(fixture("post-call.voicemail"));
  expect(patch.lifecycle).toBe("ended");
  expect(patch.facts).toMatchObject({
    direction: "outbound",
    disposition: "voicemail",
    isVoicemail: true,
    endReason: "voicemail_reached",
    endStatus: "timeout",
    taskStatus: "failure",
    durationMs: 7_100,
    createdAt: Date.UTC(2026, 10, 20, 15, 40),
    endedAt: Date.UTC(2026, 10, 20, 15, 40, 7, 100),
  });
  expect(patch.facts).not.toHaveProperty("startedAt");
  expect(patch).not.toHaveProperty("transcript");
});

test("a tool request shows the tool in use and is answered at once", () => {
  const body = fixture("tool-call.request");
  const { eventType, findings } = assistable.normalise(body, context);
  expect({ eventType, findings }).toEqual({ eventType: "tool_call", findings: [] });
  const patch = onlyPatch(body, { call_control_id: "v3:carrier" });
  expect(patch).toMatchObject({
    providerCallId: "v3:Qk3vL0pXexampleA1",
    lifecycle: "in_progress",
    facts: { direction: "inbound", agentId: "asst_9f31ccexample", from: "+12025550153" },
    toolCalls: [
      {
        name: "tool_lookup_order01",
        arguments: '{"order_reference":"SR-20771"}',
      },
    ],
    externalIds: [
      { kind: "call_control_id", value: "v3:Qk3vL0pXexampleA1" },
      { kind: "call_control_id", value: "v3:carrier" },
    ],
  });
  // The request tells no time, and a late delivery must not move the use of the tool behind the call.
  expect(patch.toolCalls?.[0]).not.toHaveProperty("invokedAt");
  expect(answerWithoutSetUp(assistable, body)).toEqual({ error: "This tool is not set up yet." });
  expect(answerWithoutSetUp(assistable, fixture("post-call"))).toBeUndefined();
});

test("a repeated attempt is the same use of the tool, other arguments are another one", () => {
  const body = fixture("tool-call.request");
  const id = (each: unknown) => onlyPatch(each).toolCalls?.[0]?.id;
  expect(id(body)).toBe(id({ ...body }));
  expect(id({ ...body, args: { order_reference: "SR-1" } })).not.toBe(id(body));
});

test("a tool request without call id is found by its header, or kept as ignored", () => {
  const body = { args: {}, meta_data: { tool_id: "tool_1" } };
  expect(onlyPatch(body, { call_control_id: "v3:abc" }).providerCallId).toBe("v3:abc");
  expect(assistable.normalise(body, context).patches).toEqual([]);
});

test.each([
  ["completed", "completed", "success", null],
  ["user_hangup", "completed", "success", "caller"],
  ["agentHangup", "completed", "success", "agent"],
  ["normal_clearing", "completed", "success", null],
  ["not_completed", "completed", "failure", null],
  ["incomplete", "completed", "partial", null],
  ["inactivity", "completed", "timeout", null],
  ["max_duration_reached", "completed", "timeout", null],
  ["voicemail_reached", "voicemail", "timeout", null],
  ["machine_detected", "voicemail", "timeout", null],
  ["dial_no_answer", "no_answer", "timeout", null],
  ["no-answer", "no_answer", "timeout", null],
  ["timeout", "no_answer", "timeout", null],
  ["user_busy", "busy", "timeout", null],
  ["call_transfer", "transferred", "partial", "transfer"],
  ["transfer_cancelled", "completed", "success", null],
  ["user_declined", "declined", "failure", null],
  ["CALL REJECTED", "declined", "failure", null],
  ["canceled", "canceled", "failure", null],
  ["error_llm_websocket_open", "failed", "error", "system"],
  ["connection_lost", "failed", "error", "system"],
  ["no_valid_payment", "failed", "error", "system"],
  ["purple", "completed", "failure", null],
])("the reason %s is %s and %s", (reason, disposition, endStatus, endedBy) => {
  expect(readReason(reason)).toMatchObject({ disposition, endStatus, endedBy });
});

test("a failed call says whom to blame and has the stage of a failure", () => {
  const failed = (reason: string) =>
    onlyPatch({ call_id: "c", disconnection_reason: reason, call_time_ms: 0 });
  expect(failed("dial_failed")).toMatchObject({
    lifecycle: "failed",
    facts: { disposition: "failed", failureClass: "carrier" },
  });
  expect(failed("no_valid_payment").facts.failureClass).toBe("billing");
  expect(failed("error").facts.failureClass).toBe("unknown");
});

test("a call said to be completed that lasted no time and holds no word was not answered", () => {
  const empty = { call_id: "c", disconnection_reason: "completed", call_time_ms: 0 };
  expect(onlyPatch({ ...empty, full_transcript: "" })).toMatchObject({
    lifecycle: "ended",
    facts: { disposition: "no_answer", endStatus: "timeout" },
  });
  expect(onlyPatch({ ...empty, full_transcript: "Caller: Hi." }).facts.disposition).toBe(
    "completed",
  );
});

test.each([
  ["complete", "success", "success"],
  [true, true, "success"],
  ["incomplete", "success", "success"],
  ["complete", "failed", "partial"],
  [true, false, "partial"],
  ["incomplete", "failed", "failure"],
  [null, "failed", "failure"],
  ["complete", null, "success"],
  [null, null, null],
])("completion %s and task %s are a task status of %s", (completion, task, status) => {
  const body = { call_id: "c", call_completion: completion, assistant_task_completion: task };
  expect(onlyPatch(body).facts.taskStatus).toBe(status);
});

test("instants are read from seconds too, and a missing duration from both ends", () => {
  const start = Date.UTC(2026, 10, 20, 15) / 1000;
  const body = { call_id: "c", start_timestamp: start, end_timestamp: start + 30 };
  expect(onlyPatch(body).facts).toMatchObject({ startedAt: start * 1000, durationMs: 30_000 });
});

test("every way of naming the speakers is read, and further lines belong to the turn before", () => {
  const text = "Hello?\nAssistant: One\ntwo: 2\n\n Customer: Three\nAI:\nfour\nAgent:";
  expect(onlyPatch({ call_id: "c", full_transcript: text }).transcript?.turns).toMatchObject([
    { role: "other", content: "Hello?" },
    { role: "agent", content: "One\ntwo: 2" },
    { role: "user", content: "Three" },
    { role: "agent", content: "four" },
  ]);
});

test("extractions are sorted into CRM, calendar and sales", () => {
  const extractions = {
    lead_score: 82,
    customer_interest_level: "high",
    contact_email: "ana@example.com",
    next_followup_date: "2026-11-30",
    appointment_day: "Monday",
    decision_maker: true,
    budget_range: "$10k",
    purchase_timeline: "within_30_days",
  };
  const { integrations } = onlyPatch({ call_id: "c", extractions }).facts;
  expect(integrations).toMatchObject({
    crm_system: {
      provider: "assistable_extractions",
      lead_score: 82,
      contact_data: { customer_interest_level: "high", contact_email: "ana@example.com" },
    },
    calendar_system: {
      provider: "assistable_scheduling",
      next_action: "2026-11-30",
      scheduling_data: { appointment_day: "Monday", next_followup_date: "2026-11-30" },
    },
    sales_system: {
      provider: "assistable_sales_intelligence",
      qualification_score: 1,
      qualification_score_basis: "heuristic",
    },
  });
});

test("a lead is scored by what is known of it", () => {
  expect(qualificationScore({})).toBe(0.5);
  expect(qualificationScore({ decision_maker: "true" })).toBe(0.5);
  expect(qualificationScore({ decision_maker: true, purchase_timeline: "next-quarter" })).toBe(0.8);
  expect(qualificationScore({ purchase_timeline: "130 days" })).toBe(0.5);
});

test("an unknown event is kept as ignored, a body without any sign of a call is not understood", () => {
  expect(assistable.normalise({ event: "agent_moved" }, context)).toMatchObject({
    eventType: "agent_moved",
    patches: [],
    findings: [{ code: "unknown-value", path: "event" }],
  });
  const named = { ...fixture("post-call"), event: "call_reviewed" };
  expect(assistable.normalise(named, context)).toMatchObject({
    eventType: "call_reviewed",
    findings: [{ code: "unknown-value", path: "event" }],
  });
  for (const body of [null, [], "x", 3, {}, { call_id: "x".repeat(256) }]) {
    expect(() => assistable.normalise(body, context)).toThrow(NormaliseError);
  }
});

const anyObject = fc.dictionary(
  fc.oneof(
    fc.constantFrom("__proto__", "call", "meta_data", "metadata", "event", "call_id", "to"),
    fc.constantFrom("extractions", "full_transcript", "call_time_ms", "start_timestamp"),
    fc.string(),
  ),
  fc.jsonValue(),
);
const names = ["call_started", "post-call", "post-call.voicemail", "tool-call.request"];
const mutated = fc
  .tuple(fc.constantFrom(...names), anyObject, fc.nat(30))
  .map(([name, extra, at]) => {
    const body = fixture(name);
    const keys = Object.keys(body);
    const spoilt = keys[at % keys.length] ?? "call_id";
    return { ...body, ...extra, [spoilt]: Object.values(extra)[0] };
  });

test("any JSON gives a result or says that it cannot be understood", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyObject, mutated), (body) => {
      try {
        const { eventType, patches } = assistable.normalise(body, context);
        expect(eventType.length).toBeLessThanOrEqual(100);
        expect(() => JSON.stringify(patches)).not.toThrow();
      } catch (error) {
        expect(error).toBeInstanceOf(NormaliseError);
      }
      answerWithoutSetUp(assistable, body);
      expect({}).not.toHaveProperty("polluted");
    }),
    { numRuns: 600 },
  );
});

test("hostile bodies are read in a moment", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`);
  const proto = JSON.parse('{"call_id":"c","extractions":{"__proto__":{"polluted":1}}}');
  const long = "<".repeat(1_000_000);
  const bodies = [
    { call_id: "c", extractions: deep, metadata: deep },
    { args: deep, meta_data: { tool_id: "t" }, call: { call_id: "c" } },
    {
      call_id: "c",
      from: long,
      disconnection_reason: `${long}A`,
      full_transcript: "A:\n ".repeat(250_000),
    },
    proto,
  ];
  const startedAt = performance.now();
  for (const body of bodies) {
    try {
      assistable.normalise(body, context);
    } catch (error) {
      expect(error).toBeInstanceOf(NormaliseError);
    }
  }
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect({}).not.toHaveProperty("polluted");
});

test.each(scenarios)("every simulated call of kind %s arrives as what it was", (scenario) => {
  for (let seed = 0; seed < 200; seed += 1) {
    const script = writeScript(createRandom(seed), { scenario });
    const call = assistableSimulator.simulate(script, createRandom(seed + 1), receivedAt);
    for (const { body, contentType, at } of call.deliveries) {
      const url = "https://example.com/webhook/assistable";
      const headers = assistableSimulator.sign({
        ...{ body, contentType, url, at, secret, deliveryId: "1" },
      });
      expect(assistable.verify(delivery(headers), { secrets: [secret] })).toEqual(verified);
      const { patches, findings } = assistable.normalise(JSON.parse(body), context);
      expect(findings).toEqual([]);
      expect(patches[0]?.providerCallId).toBe(call.providerCallId);
    }
    const last = onlyPatch(JSON.parse(call.deliveries.at(-1)?.body ?? ""));
    expect(last.facts.disposition).toBe(call.expected.disposition);
    expect(last.transcript?.turns.length ?? 0).toBe(script.turns.length);
    expect(last.facts.durationMs).toBe(script.durationMs);
  }
});
