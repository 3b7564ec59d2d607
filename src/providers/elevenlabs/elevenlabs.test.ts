import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerWithoutSetUp } from "../../../test/live-answers.ts";
import type { CallPatch } from "../../lib/call.ts";
import { createRandom } from "../../lib/random.ts";
import { type Delivery, NormaliseError, type Verdict } from "../provider.ts";
import { type Scenario, scenarios } from "../script.ts";
import { writeScript } from "../write-script.ts";
import { elevenlabsSimulator } from "./elevenlabs.simulate.ts";
import { elevenlabs } from "./elevenlabs.ts";

const secret = "wsec_0123456789abcdef0123456789abcdef";
const receivedAt = Date.UTC(2026, 10, 20, 20, 1, 0);
const sec = receivedAt / 1000;
const context = { receivedAt, headers: {} };

function delivery(body: Uint8Array | string, headers: Record<string, string>): Delivery {
  const url = "/webhook/elevenlabs";
  const publicUrls = [`https://voice.example.com${url}`];
  return { method: "POST", url, publicUrls, headers, body: Buffer.from(body), receivedAt };
}

/** Made with nothing but node:crypto, from the documented rule. */
function documentedSignature(body: Uint8Array | string, timestamp: number, key: string): string {
  const mac = createHmac("sha256", key).update(`${timestamp}.`).update(Buffer.from(body));
  return `t=${timestamp},v0=${mac.digest("hex")}`;
}

function verdictOf(body: Uint8Array | string, header: string, secrets = [secret]): Verdict {
  return elevenlabs.verify(delivery(body, { "elevenlabs-signature": header }), { secrets });
}

function fixture(name: string): Record<string, unknown> & { data: Record<string, unknown> } {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

function patchOf(body: unknown): CallPatch {
  const { patches, findings } = elevenlabs.normalise(body, context);
  expect(findings).toEqual([]);
  const [patch] = patches;
  if (!patch || patches.length > 1) throw new Error("One patch was expected.");
  return patch;
}

/** The transcription fixture, with members of its conversation and metadata replaced. */
function conversation(
  members: Record<string, unknown>,
  metadata: Record<string, unknown> = {},
): Record<string, unknown> {
  const event = fixture("post_call_transcription");
  const original = event.data.metadata as Record<string, unknown>;
  return { ...event, data: { ...event.data, ...members, metadata: { ...original, ...metadata } } };
}

describe("signatures", () => {
  test("any bytes signed as documented are verified, by any of the live secrets", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (bytes, key) => {
        const header = documentedSignature(bytes, sec, key);
        expect(verdictOf(bytes, header, [key])).toEqual({ isVerified: true });
        expect(verdictOf(bytes, header, ["older", key])).toEqual({ isVerified: true });
        expect(verdictOf(bytes, header, [`${key}x`]).isVerified).toBe(false);
      }),
    );
  });

  test("the simulator's signature is the documented one", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const body = Buffer.from(bytes);
        const common = { contentType: "application/json", url: "https://voice.example.com/" };
        const signed = elevenlabsSimulator.sign({
          ...common,
          body,
          at: receivedAt,
          secret,
          deliveryId: "1",
        });
        fc.pre(signed["elevenlabs-signature"] !== undefined);
        expect(signed["elevenlabs-signature"]).toBe(documentedSignature(bytes, sec, secret));
      }),
    );
  });

  test("a single changed byte of the body is refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, seed) => {
        const header = documentedSignature(bytes, sec, secret);
        const changed = Uint8Array.from(bytes);
        const place = seed % bytes.length;
        changed[place] = (changed[place] ?? 0) ^ 1;
        expect(verdictOf(changed, header)).toEqual({
          isVerified: false,
          reason: "wrong-signature",
        });
      }),
    );
  });

  test("any of several signatures in one header may match", () => {
    const good = documentedSignature("{}", sec, secret).split("v0=")[1] ?? "";
    const other = "0".repeat(64);
    for (const list of [`v0=${good},v0=${other}`, `v0=${other}, v0=${good}`, `v0=x,v0=${good}`]) {
      expect(verdictOf("{}", `t=${sec},${list}`)).toEqual({ isVerified: true });
    }
    expect(verdictOf("{}", `t=${sec},v1=${good},v0=${other}`).isVerified).toBe(false);
  });

  test("a header that cannot be read is malformed, an absent one missing", () => {
    const digest = "a".repeat(64);
    const broken = [
      "v0",
      "t=,v0=",
      `t=${sec}`,
      `v0=${digest}`,
      `t=${sec},v0=${digest}a`,
      `t=${sec},v0=${digest.slice(1)}`,
      `t=${sec},v0=${"z".repeat(64)}`,
      `t=-5,v0=${digest}`,
      `t=${sec},t=${sec},v0=${digest}`,
    ];
    for (const header of broken) {
      expect(verdictOf("{}", header)).toEqual({ isVerified: false, reason: "malformed-signature" });
    }
    expect(verdictOf("{}", "")).toEqual({ isVerified: false, reason: "missing-signature" });
  });

  test("a signature is good for thirty minutes back and five minutes ahead", () => {
    const at = (offsetSec: number) =>
      verdictOf("{}", documentedSignature("{}", sec + offsetSec, secret));
    expect(at(-1800)).toEqual({ isVerified: true });
    expect(at(-1801)).toEqual({ isVerified: false, reason: "stale-timestamp" });
    expect(at(300)).toEqual({ isVerified: true });
    expect(at(301)).toEqual({ isVerified: false, reason: "future-timestamp" });
  });

  test("no header text makes verification throw", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(verdictOf("{}", header).isVerified).toBe(false);
      }),
    );
  });

  test("a delivery has no id of its own, so a redelivery is known by its bytes", () => {
    expect(elevenlabs.deliveryId(delivery("{}", { "x-request-id": "7" }))).toBeNull();
  });

  test("an empty secret verifies nothing", () => {
    expect(verdictOf("{}", documentedSignature("{}", sec, ""), [""]).isVerified).toBe(false);
  });
});

describe("requests without a signature", () => {
  const verdict = (headers: Record<string, string>) =>
    elevenlabs.verify(delivery("{}", headers), { secrets: ["older", secret] });

  test("the secret in its own header or as a bearer token is accepted", () => {
    expect(verdict({ "x-voicelens-secret": secret })).toEqual({ isVerified: true });
    expect(verdict({ authorization: `Bearer ${secret}` })).toEqual({ isVerified: true });
    expect(verdict({ authorization: "bearer older" })).toEqual({ isVerified: true });
  });

  test("another secret, another scheme and no header at all are told apart", () => {
    const refused = (reason: string) => ({ isVerified: false, reason });
    expect(verdict({ "x-voicelens-secret": "guess" })).toEqual(refused("wrong-signature"));
    expect(verdict({ authorization: "Bearer guess" })).toEqual(refused("wrong-signature"));
    expect(verdict({ authorization: "Basic eDp5" })).toEqual(refused("malformed-signature"));
    expect(verdict({})).toEqual(refused("missing-signature"));
  });

  test("a broken signature is not made good by a secret header", () => {
    const headers = { "elevenlabs-signature": "t=1", "x-voicelens-secret": secret };
    expect(verdict(headers)).toEqual({ isVerified: false, reason: "malformed-signature" });
  });
});

describe("the documented payloads", () => {
  test("a conversation becomes an analyzed call with everything it tells", () => {
    const startedAt = Date.UTC(2026, 10, 20, 20, 0, 0);
    const patch = patchOf(fixture("post_call_transcription"));
    expect(patch).toMatchObject({
      provider: "elevenlabs",
      providerCallId: "conv_5901kc4e7n8tpqr2vwx3yz6ab0cd",
      lifecycle: "analyzed",
      occurredAt: startedAt + 46_000,
      externalIds: [{ kind: "twilio_call_sid", value: "CA11223344556677889900aabbccddeeff" }],
    });
    expect(patch.facts).toMatchObject({
      direction: "inbound",
      channel: "phone",
      from: "+12025550192",
      to: "+12025550104",
      agentId: "agent_7101kb2f4x9zejc8m3tqvr5w6ydn",
      agentName: "Quayside bookings",
      correlationId: "CA11223344556677889900aabbccddeeff",
      createdAt: startedAt,
      startedAt,
      endedAt: startedAt + 31_000,
      durationMs: 31_000,
      endReason: "Call ended by remote party",
      disposition: "completed",
      endedBy: "caller",
      evaluation: "success",
      endStatus: "success",
      summary: "The caller asked for a room on Friday and accepted the offered rate.",
      headline: "Room for Friday",
      costMicros: 40_200,
      costItems: [{ component: "llm", product: null, micros: 1156 }],
      models: [{ role: "LLM", model: "gemini-2.5-flash", tokens: 3208, micros: 1156 }],
      latency: {
        llm: { mean: 410, n: 1 },
        llm_first_sentence: { mean: 620, n: 1 },
        tts: { mean: 140, n: 1 },
        tool: { mean: 412, n: 1 },
      },
      criteria: [{ id: "room_offered", isMet: true, evidence: "A room and a price were offered." }],
      analysis: { arrival_date: "2026-11-27" },
      metrics: { elevenlabs_credits: 402, call_success_score: 1, language: "en" },
      metadata: { guest_tier: "silver" },
    });
  });

  test("a conversation's speech becomes turns, and its tool use one tool call", () => {
    const patch = patchOf(fixture("post_call_transcription"));
    const turns = patch.transcript?.turns ?? [];
    expect(patch.transcript?.kind).toBe("snapshot");
    expect(turns.map((turn) => [turn.role, turn.startMs])).toEqual([
      ["agent", 0],
      ["user", 3000],
      ["agent", 8000],
      ["user", 14_000],
    ]);
    expect(turns[1]).toEqual({
      role: "user",
      content: "I need a room for Friday.",
      startMs: 3000,
      endMs: null,
    });
    expect(patch.toolCalls).toEqual([
      {
        id: "check_rooms_9f2b",
        name: "check_rooms",
        arguments: '{"arrival":"2026-11-27","nights":1}',
        result: '{"available":true,"rate":129}',
        isSuccess: true,
        error: null,
        offsetMs: 6000,
        invokedAt: Date.UTC(2026, 10, 20, 20, 0, 6),
        durationMs: 412,
      },
    ]);
  });

  test("a mailbox that answered an outbound call is a voicemail, named by its SIP call id", () => {
    const patch = patchOf(fixture("post_call_transcription.voicemail"));
    expect(patch.externalIds).toEqual([
      { kind: "sip_call_id", value: "sip-71d0@trunk.example.net" },
    ]);
    expect(patch.facts).toMatchObject({
      direction: "outbound",
      from: "+12025550104",
      to: "+12025550196",
      disposition: "voicemail",
      isVoicemail: true,
      endStatus: "timeout",
      evaluation: "failure",
      endedBy: "agent",
      durationMs: 9000,
    });
  });

  test("a call nobody answered never started and is a time-out", () => {
    const patch = patchOf(fixture("call_initiation_failure.no-answer"));
    expect(patch).toMatchObject({
      providerCallId: "conv_7703kc6g9q0vrst4xyz5ab8cd2ef",
      lifecycle: "ended",
      occurredAt: 1_795_207_200_000,
      facts: {
        direction: "outbound",
        from: "+12025550104",
        to: "+12025550197",
        disposition: "no_answer",
        endStatus: "timeout",
        endReason: "no-answer",
        endedAt: Date.UTC(2026, 10, 20, 20, 39, 58),
        durationMs: 0,
        metrics: { sip_response_code: 487 },
      },
      externalIds: [{ kind: "twilio_call_sid", value: "CA22334455667788990011aabbccddeeff" }],
    });
    expect(patch.facts.startedAt).toBeUndefined();
  });

  test("an audio event proves an end and tells no time, and the audio stays out", () => {
    const patch = patchOf(fixture("post_call_audio"));
    expect(patch).toEqual({
      provider: "elevenlabs",
      providerCallId: "conv_5901kc4e7n8tpqr2vwx3yz6ab0cd",
      lifecycle: "ended",
      occurredAt: null,
      facts: { agentId: "agent_7101kb2f4x9zejc8m3tqvr5w6ydn" },
    });
  });

  test("the request at the start of a call registers it and is answered", () => {
    const body = fixture("conversation_initiation.request");
    expect(elevenlabs.normalise(body, context)).toEqual({
      eventType: "conversation_initiation",
      findings: [],
      patches: [
        {
          provider: "elevenlabs",
          providerCallId: "conv_5901kc4e7n8tpqr2vwx3yz6ab0cd",
          lifecycle: "registered",
          occurredAt: null,
          facts: {
            agentId: "agent_7101kb2f4x9zejc8m3tqvr5w6ydn",
            direction: "inbound",
            channel: "phone",
            from: "+12025550192",
            to: "+12025550104",
            correlationId: "CA11223344556677889900aabbccddeeff",
          },
          externalIds: [{ kind: "twilio_call_sid", value: "CA11223344556677889900aabbccddeeff" }],
        },
      ],
    });
    expect(answerWithoutSetUp(elevenlabs, body)).toEqual({
      type: "conversation_initiation_client_data",
      dynamic_variables: {},
    });
  });

  test("a start request without a conversation says nothing about a call but is answered", () => {
    const { conversation_id: _, ...body } = fixture("conversation_initiation.request");
    const { patches, findings } = elevenlabs.normalise(body, context);
    expect(patches).toEqual([]);
    expect(findings).toEqual([{ code: "missing-field", path: "conversation_id" }]);
    expect(answerWithoutSetUp(elevenlabs, body)).toMatchObject({ dynamic_variables: {} });
  });

  test("a tool's body is ignored and answered with an error the agent can tell", () => {
    const body = fixture("tool-call.request");
    expect(elevenlabs.normalise(body, context)).toEqual({
      eventType: "tool_request",
      patches: [],
      findings: [],
    });
    expect(answerWithoutSetUp(elevenlabs, body)).toEqual({ error: "This tool is not set up yet." });
    expect(answerWithoutSetUp(elevenlabs, { type: "suite", nights: 2 })).toMatchObject({
      error: expect.any(String),
    });
  });

  test("an event is not waited for, so it gets no answer of its own", () => {
    expect(answerWithoutSetUp(elevenlabs, fixture("post_call_transcription"))).toBeUndefined();
  });
});

describe("how conversations end", () => {
  test("without analysis a normal end is a success", () => {
    const patch = patchOf(conversation({ analysis: null }));
    expect(patch.lifecycle).toBe("ended");
    expect(patch.facts.evaluation).toBeUndefined();
    expect(patch.facts).toMatchObject({ disposition: "completed", endStatus: "success" });
  });

  test.each([
    ["busy", "busy", "ended", "timeout"],
    ["no_answer", "no_answer", "ended", "timeout"],
    ["failed", "failed", "failed", "error"],
    ["voicemail", "voicemail", "ended", "timeout"],
  ])("the network's word %s decides", (callResult, disposition, lifecycle, endStatus) => {
    const phoneCall = { type: "twilio", direction: "outbound", call_result: callResult };
    const event = conversation({ analysis: null, transcript: [] }, { phone_call: phoneCall });
    const patch = patchOf(event);
    expect(patch.lifecycle).toBe(lifecycle);
    expect(patch.facts).toMatchObject({ disposition, endStatus });
  });

  test("a call that the network could not connect tells no start", () => {
    const phoneCall = { type: "twilio", direction: "outbound", call_result: "busy" };
    const { facts } = patchOf(conversation({ transcript: null }, { phone_call: phoneCall }));
    expect(facts.startedAt).toBeNull();
    expect(facts.createdAt).toBe(Date.UTC(2026, 10, 20, 20, 0, 0));
  });

  test("a platform error is a failure of the provider, before any transfer", () => {
    const { facts, lifecycle } = patchOf(
      conversation({ analysis: null, status: "failed" }, { error: { code: 1011, reason: "x" } }),
    );
    expect(lifecycle).toBe("failed");
    expect(facts).toMatchObject({
      disposition: "failed",
      failureClass: "provider",
      endStatus: "error",
      endedBy: "system",
    });
  });

  const toolTurn = (name: string, result: Record<string, unknown>) => [
    {
      role: "agent",
      message: null,
      time_in_call_secs: 20,
      tool_calls: [{ request_id: "t1", tool_name: name, tool_has_been_called: true }],
      tool_results: [{ request_id: "t1", tool_name: name, ...result }],
    },
  ];

  test("a successful transfer to a number is a transfer, a refused one is not", () => {
    const done = patchOf(conversation({ transcript: toolTurn("transfer_to_number", {}) }));
    expect(done.facts).toMatchObject({
      disposition: "transferred",
      endedBy: "transfer",
      endStatus: "partial",
      isHandoff: true,
    });
    expect(done.timeline).toEqual([
      {
        type: "transfer",
        label: "Transfer to a number",
        at: Date.UTC(2026, 10, 20, 20, 0, 20),
        offsetMs: 20_000,
      },
    ]);
    const refusals = [
      { is_error: true },
      { is_error: false, result: { result_type: "transfer_to_number_error" } },
    ];
    for (const refusal of refusals) {
      const event = conversation({ transcript: toolTurn("transfer_to_number", refusal) });
      expect(patchOf(event).facts.disposition).toBe("completed");
    }
  });

  test("a mailbox found by the platform's own tool is a voicemail", () => {
    const event = conversation({ transcript: toolTurn("voicemail_detection", {}) });
    expect(patchOf(event).facts.disposition).toBe("voicemail");
  });

  test.each([
    ["Client disconnected: 1000", "caller", "success"],
    ["end_call tool was called", "agent", "success"],
    ["Call ended by remote party", "caller", "success"],
    ["Conversation ended due to silence", "system", "timeout"],
    ["Maximum duration exceeded", "system", "timeout"],
    ["Exceeded maximum call duration of 600 seconds", "system", "timeout"],
    ["Something new", "unknown", "success"],
  ])("the prose %j tells who ended it", (reason, endedBy, endStatus) => {
    const { facts } = patchOf(conversation({}, { termination_reason: reason }));
    expect(facts).toMatchObject({ endedBy, endStatus, endReason: reason });
  });

  test("the word unknown from the platform's evaluation is kept as its evaluation", () => {
    const event = conversation({ analysis: { call_successful: "unknown" } });
    expect(patchOf(event).facts).toMatchObject({ evaluation: "unknown", endStatus: "success" });
  });

  test("a polled record of a running conversation is live and tells no end", () => {
    const patch = patchOf(conversation({ status: "in-progress", analysis: null }));
    expect(patch.lifecycle).toBe("in_progress");
    expect(patch.facts.disposition).toBeUndefined();
    expect(patch.facts.endStatus).toBeUndefined();
  });

  test.each([
    ["unknown", "twilio", { CallStatus: "canceled" }, "canceled", "error"],
    ["unknown", "twilio", { CallStatus: "failed", SipResponseCode: "404" }, "failed", "error"],
    ["unknown", "sip", { sip_status_code: 603, call_sid: "SCL_1" }, "declined", "error"],
    ["unknown", "sip", { sip_status_code: 486 }, "busy", "timeout"],
    ["unknown", "sip", { sip_status_code: 480 }, "no_answer", "timeout"],
    ["unknown", "sip", { sip_status_code: 408 }, "no_answer", "timeout"],
    ["unknown", "sip", { sip_status_code: 503 }, "failed", "error"],
    ["busy", "sip", { sip_status_code: 486 }, "busy", "timeout"],
  ])("a failed start (%s, %s %o) is %s", (reason, type, body, disposition, endStatus) => {
    const event = fixture("call_initiation_failure.no-answer");
    const failure = { ...event.data, failure_reason: reason, metadata: { type, body } };
    const patch = patchOf({ ...event, data: failure });
    const isFailed = disposition === "failed";
    expect(patch.lifecycle).toBe(isFailed ? "failed" : "ended");
    expect(patch.facts).toMatchObject({ disposition, endStatus });
    expect(patch.facts.failureClass).toBe(isFailed ? "carrier" : null);
  });
});

describe("tolerance", () => {
  test("variables named secret__ and the platform's own stay out of the record", () => {
    const variables = { secret__token: "hush", system__call_sid: "CA1", tier: "gold" };
    const event = conversation({
      conversation_initiation_client_data: { dynamic_variables: variables },
    });
    const { facts } = patchOf(event);
    expect(facts.metadata).toEqual({ tier: "gold" });
    expect(JSON.stringify(facts)).not.toContain("hush");
  });

  test("turn metrics are read in their old flat shape too", () => {
    const measured = (seconds: number, isNested: boolean) => {
      const map = { convai_llm_service_ttfb: { elapsed_time: seconds } };
      return {
        role: "agent",
        message: "Hello.",
        conversation_turn_metrics: isNested ? { metrics: map } : map,
      };
    };
    const event = conversation({ transcript: [measured(0.4, true), measured(0.6, false)] });
    expect(patchOf(event).facts.latency).toEqual({ llm: { mean: 500, n: 2 } });
  });

  test("models are read from every shape of the charges", () => {
    const usage = { "model-a": { input: { tokens: 5, price: 0.000001 } } };
    const used = (charging: Record<string, unknown>) =>
      patchOf(conversation({}, { charging })).facts.models;
    const expected = [{ role: "LLM", model: "model-a", tokens: 5, micros: 1 }];
    expect(used({ llm_usage: usage })).toEqual(expected);
    const begun = { irreversible_generation: null, initiated_generation: { model_usage: usage } };
    expect(used({ llm_usage: begun })).toEqual(expected);
    const speech = { asr_usage: { asr_model: "ears" }, tts_usage: { primary_tts_model: "mouth" } };
    expect(used(speech)).toEqual([
      { role: "STT", model: "ears" },
      { role: "TTS", model: "mouth" },
    ]);
    expect(used({})).toBeNull();
  });

  test("credits without a fiat amount are no money", () => {
    const { facts } = patchOf(conversation({}, { cost_fiat: null }));
    expect(facts.costMicros).toBeNull();
    expect(facts.costItems).toBeNull();
    expect(facts.metrics).toMatchObject({ elevenlabs_credits: 402, llm_price_usd: 0.001156 });
  });

  test("a conversation without a telephone was held on the web", () => {
    const event = conversation(
      { conversation_initiation_client_data: {} },
      { phone_call: null, conversation_initiation_source: "widget" },
    );
    expect(patchOf(event).facts.channel).toBe("web");
  });

  test("new members and values are noted and cost nothing", () => {
    const event = conversation(
      { mood: "sunny" },
      { phone_call: { type: "twilio", direction: "sideways", call_result: "eaten" } },
    );
    const { patches, findings } = elevenlabs.normalise(event, context);
    expect(patches[0]?.facts.disposition).toBe("completed");
    expect(findings).toEqual(
      expect.arrayContaining([
        { code: "unknown-field", path: "data.mood" },
        { code: "unknown-value", path: "data.metadata.phone_call.call_result" },
        { code: "unknown-value", path: "data.metadata.phone_call.direction" },
      ]),
    );
  });

  test("an event about a voice is ignored, one that nobody knows is ignored with a finding", () => {
    const event = { type: "voice_removal_notice", event_timestamp: sec, data: { voice: "x" } };
    const expected = { eventType: "voice_removal_notice", patches: [], findings: [] };
    expect(elevenlabs.normalise(event, context)).toEqual(expected);
    expect(elevenlabs.normalise({ ...event, type: "post_call_poem" }, context)).toEqual({
      eventType: "post_call_poem",
      patches: [],
      findings: [{ code: "unknown-value", path: "type" }],
    });
  });

  test("an event without a conversation, or without content, is a dead letter", () => {
    expect(() => elevenlabs.normalise([], context)).toThrow(NormaliseError);
    for (const type of ["post_call_transcription", "post_call_audio", "call_initiation_failure"]) {
      expect(() => elevenlabs.normalise({ type, data: {} }, context)).toThrow(NormaliseError);
      expect(() => elevenlabs.normalise({ type }, context)).toThrow(NormaliseError);
    }
  });

  test("a tool result too deep to be written out is noted", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
    const turn = { role: "agent", tool_results: [{ request_id: "1", result_value: deep }] };
    const { findings } = elevenlabs.normalise(conversation({ transcript: [turn] }), context);
    expect(findings.map((finding) => finding.code)).toContain("unreadable-value");
  });

  test("any JSON gives a result or says why not, and never touches a prototype", () => {
    const anyJson = fc.jsonValue({ maxDepth: 4 });
    const types = fc.constantFrom(
      "post_call_transcription",
      "post_call_audio",
      "call_initiation_failure",
      "answering_machine_detection",
      "other",
    );
    const events = fc.record({ type: types, event_timestamp: anyJson, data: anyJson });
    fc.assert(
      fc.property(fc.oneof(anyJson, events), (body) => {
        expectResultOrRefusal(body);
      }),
    );
  });

  test("a documented payload with one member replaced by anything is still understood or refused", () => {
    const names = readdirSync(new URL("./fixtures", import.meta.url));
    const texts = names.map((name) => JSON.stringify(fixture(name.replace(/\.json$/, ""))));
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom({ ["__proto__"]: { isPolluted: true } }, 1e308, -1, "\u0000", "\ud800"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), odd, (text, place, value) => {
        expectResultOrRefusal(withOneReplaced(text, place, value));
      }),
      { numRuns: 500 },
    );
  });

  test("many brackets and many members are read in a moment", () => {
    const turns = Array.from({ length: 20_000 }, (_, i) => ({
      role: "agent",
      message: "<".repeat(20),
      tool_calls: [{ tool_name: "t", params_as_json: "{}" }],
      tool_results: [{ tool_name: "t", request_id: String(i) }],
    }));
    const event = conversation(
      { transcript: turns },
      { phone_call: { external_number: "<".repeat(1e6) } },
    );
    const before = performance.now();
    elevenlabs.normalise(event, context);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

function expectResultOrRefusal(body: unknown): void {
  try {
    const { eventType, patches } = elevenlabs.normalise(body, context);
    expect(eventType.length).toBeLessThanOrEqual(100);
    for (const patch of patches) expect(patch.providerCallId.length).toBeGreaterThan(0);
    answerWithoutSetUp(elevenlabs, body);
  } catch (error) {
    if (!(error instanceof NormaliseError)) throw error;
  }
  expect("isPolluted" in {}).toBe(false);
}

/** The payload with its nth member, counted depth first, replaced. */
function withOneReplaced(text: string, place: number, value: unknown): unknown {
  const count = [...text.matchAll(/":/g)].length;
  let left = place % count;
  return JSON.parse(text, (key, member) => {
    if (key === "") return member;
    left -= 1;
    return left === -1 ? value : member;
  });
}

describe("simulated calls", () => {
  const seeds = Array.from({ length: 25 }, (_, seed) => seed);

  test.each(scenarios)("every %s call verifies and is understood without a doubt", (scenario) => {
    for (const seed of seeds) playCall(scenario, seed);
  });

  test("the same chance and start give the same bytes", () => {
    const play = () => {
      const random = createRandom(5);
      return elevenlabsSimulator.simulate(writeScript(random), random, receivedAt);
    };
    expect(play()).toEqual(play());
  });
});

function playCall(scenario: Scenario, seed: number): void {
  const random = createRandom(seed);
  const script = writeScript(random, { scenario });
  const call = elevenlabsSimulator.simulate(script, random, receivedAt);
  const patches: CallPatch[] = [];
  for (const { body, at, contentType } of call.deliveries) {
    const url = "https://voice.example.com/webhook/elevenlabs";
    const headers = elevenlabsSimulator.sign({
      body,
      contentType,
      url,
      at,
      secret,
      deliveryId: "msg_1",
    });
    const sent = { ...delivery(body, headers), receivedAt: at };
    expect(elevenlabs.verify(sent, { secrets: [secret] })).toEqual({ isVerified: true });
    patches.push(patchOf(JSON.parse(body)));
  }
  expect(new Set(patches.map((patch) => patch.providerCallId))).toEqual(
    new Set([call.providerCallId]),
  );
  const ends = patches.filter((patch) => patch.facts.disposition);
  expect(ends.map((patch) => patch.facts.disposition)).toEqual([call.expected.disposition]);
  const facts = ends[0]?.facts;
  const isTimeout = ["no_answer", "busy", "voicemail"].includes(call.expected.disposition);
  const status = isTimeout ? "timeout" : (facts?.evaluation ?? facts?.endStatus);
  expect(status).toBe(call.expected.status);
}
