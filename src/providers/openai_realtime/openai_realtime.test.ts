import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import OpenAI from "openai";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import type { CallPatch } from "../../lib/call.ts";
import { createRandom } from "../../lib/random.ts";
import { type Delivery, NormaliseError, type Verdict } from "../provider.ts";
import { type Scenario, scenarios } from "../script.ts";
import { writeScript } from "../write-script.ts";
import { openaiRealtimeSimulator } from "./openai_realtime.simulate.ts";
import { openaiRealtime } from "./openai_realtime.ts";

const secret = `whsec_${Buffer.from("a key of thirty-two bytes, surely").toString("base64")}`;
const receivedAt = Date.UTC(2026, 10, 20, 21, 0, 12);
const context = { receivedAt, headers: {} };
const url = "https://voice.example.com/webhook/openai_realtime";

interface Signing {
  key?: string;
  at?: number;
  id?: string;
}

function signed(
  body: string | Buffer,
  { key = secret, at = receivedAt, id = "wh_1" }: Signing = {},
) {
  const contentType = "application/json";
  return openaiRealtimeSimulator.sign({ body, contentType, url, at, secret: key, deliveryId: id });
}

function delivery(body: string | Uint8Array, headers: Record<string, string>): Delivery {
  const path = "/webhook/openai_realtime";
  return {
    method: "POST",
    url: path,
    publicUrls: [url],
    headers,
    body: Buffer.from(body),
    receivedAt,
  };
}

function verdictOf(
  body: string | Uint8Array,
  headers: Record<string, string>,
  secrets = [secret],
): Verdict {
  return openaiRealtime.verify(delivery(body, headers), { secrets });
}

function fixture(name: string): Record<string, unknown> & { data: Record<string, unknown> } {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

function patchOf(body: unknown): CallPatch {
  const { patches, findings } = openaiRealtime.normalise(body, context);
  expect(findings).toEqual([]);
  const [patch] = patches;
  if (!patch || patches.length > 1) throw new Error("One patch was expected.");
  return patch;
}

describe("signatures", () => {
  test("any bytes signed with a live secret are verified, with any other refused", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (bytes, text) => {
        fc.pre(!text.startsWith("whsec_"));
        const body = Buffer.from(bytes);
        const raw = signed(body, { key: text });
        expect(verdictOf(bytes, raw, [text])).toEqual({ isVerified: true });
        expect(verdictOf(bytes, raw, [secret, text])).toEqual({ isVerified: true });
        expect(verdictOf(bytes, raw, [secret])).toEqual({
          isVerified: false,
          reason: "wrong-signature",
        });
        expect(verdictOf(bytes, signed(body))).toEqual({ isVerified: true });
      }),
    );
  });

  test("a changed byte of the body, the id or the time is refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, seed) => {
        const headers = signed(Buffer.from(bytes));
        const changed = Uint8Array.from(bytes);
        const place = seed % bytes.length;
        changed[place] = (changed[place] ?? 0) ^ 1;
        const refused = { isVerified: false, reason: "wrong-signature" };
        expect(verdictOf(changed, headers)).toEqual(refused);
        expect(verdictOf(bytes, { ...headers, "webhook-id": "wh_2" })).toEqual(refused);
        const later = String(receivedAt / 1000 + 1);
        expect(verdictOf(bytes, { ...headers, "webhook-timestamp": later })).toEqual(refused);
      }),
    );
  });

  test("any v1 signature of the list may match, other versions never", () => {
    const headers = signed("{}");
    const good = headers["webhook-signature"] ?? "";
    const other = `v1,${Buffer.alloc(32).toString("base64")}`;
    const verdict = (list: string) =>
      verdictOf("{}", { ...headers, "webhook-signature": list }).isVerified;
    expect(verdict(`${other} ${good}`)).toBe(true);
    expect(verdict(`v1a,zzz ${good} ${other}`)).toBe(true);
    expect(verdict(good.replace("v1,", "v2,"))).toBe(false);
    expect(verdict(good.replace("v1,", ""))).toBe(false);
  });

  test("headers that are missing and headers that cannot be read are told apart", () => {
    const headers = signed("{}");
    for (const name of Object.keys(headers)) {
      const { [name]: _, ...rest } = headers;
      const missing = { isVerified: false, reason: "missing-signature" };
      expect(verdictOf("{}", rest)).toEqual(missing);
    }
    const malformed = { isVerified: false, reason: "malformed-signature" };
    for (const list of ["v1,", "v1", "v1,short", "nonsense", "v1,===="]) {
      expect(verdictOf("{}", { ...headers, "webhook-signature": list })).toEqual(malformed);
    }
    for (const time of ["now", "-1", "1e9", "1795208412.5"]) {
      expect(verdictOf("{}", { ...headers, "webhook-timestamp": time })).toEqual(malformed);
    }
  });

  test("a signature is good for five minutes either way", () => {
    const at = (offsetSec: number) =>
      verdictOf("{}", signed("{}", { at: receivedAt + offsetSec * 1000 }));
    expect(at(-300)).toEqual({ isVerified: true });
    expect(at(-301)).toEqual({ isVerified: false, reason: "stale-timestamp" });
    expect(at(300)).toEqual({ isVerified: true });
    expect(at(301)).toEqual({ isVerified: false, reason: "future-timestamp" });
  });

  test("an empty secret verifies nothing", () => {
    for (const key of ["", "whsec_"]) {
      const headers = { ...signed("{}"), "webhook-signature": `v1,${"A".repeat(43)}=` };
      expect(verdictOf("{}", headers, [key]).isVerified).toBe(false);
    }
  });

  test("a redelivery has the id of the first delivery", () => {
    const id = (headers: Record<string, string>) =>
      openaiRealtime.deliveryId(delivery("{}", headers));
    expect(id(signed("{}"))).toBe("wh_1");
    expect(id(signed("{}", { at: receivedAt + 60_000 }))).toBe("wh_1");
    expect(id({})).toBeNull();
  });

  test("no header texts make verification throw", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (id, timestamp, list) => {
        const headers = {
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": list,
        };
        expect(verdictOf("{}", headers).isVerified).toBe(false);
      }),
    );
  });
});

describe("the same verdict as published libraries", () => {
  const changes = fc.record({
    text: fc.string({ unit: "grapheme" }),
    signedText: fc.option(fc.string({ unit: "grapheme" }), { nil: null }),
    offsetSec: fc.constantFrom(0, -60, 290, -290, 600, -600),
    hasOtherSecret: fc.boolean(),
    lead: fc.constantFrom("", "v1,AAAA ", `v1,${Buffer.alloc(32).toString("base64")} `, "v2,x "),
  });
  const otherSecret = `whsec_${Buffer.from("another key").toString("base64")}`;
  const now = Date.now();

  function sent(change: typeof changes extends fc.Arbitrary<infer T> ? T : never) {
    const at = now + change.offsetSec * 1000;
    const key = change.hasOtherSecret ? otherSecret : secret;
    const headers = signed(change.signedText ?? change.text, { key, at });
    const list = `${change.lead}${headers["webhook-signature"]}`;
    return { body: change.text, headers: { ...headers, "webhook-signature": list } };
  }

  function ours(body: string, headers: Record<string, string>): boolean {
    const asOfNow = { ...delivery(body, headers), receivedAt: Date.now() };
    return openaiRealtime.verify(asOfNow, { secrets: [secret] }).isVerified;
  }

  test("standardwebhooks agrees on every generated delivery", () => {
    const library = new Webhook(secret);
    fc.assert(
      fc.property(changes, (change) => {
        const { body, headers } = sent(change);
        let isAccepted = true;
        try {
          library.verify(body, headers, { jsonParse: false });
        } catch {
          isAccepted = false;
        }
        expect(ours(body, headers)).toBe(isAccepted);
      }),
    );
  });

  test("openai agrees on every generated delivery, with both kinds of secret", async () => {
    const client = new OpenAI({ apiKey: "sk-example" });
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const { body, headers } = sent(change);
        const isAccepted = await client.webhooks.verifySignature(body, headers, secret).then(
          () => true,
          () => false,
        );
        expect(ours(body, headers)).toBe(isAccepted);
      }),
    );
    const plain = signed("{}", { key: "plain secret", at: now });
    await client.webhooks.verifySignature("{}", plain, "plain secret");
  });
});

describe("the documented payloads", () => {
  test("an incoming call rings, with its numbers and the name the telephone network gives it", () => {
    expect(patchOf(fixture("realtime.call.incoming"))).toEqual({
      provider: "openai_realtime",
      providerCallId: "rtc_u1_9b0d4f7a1c2e4e8fa5d6c3b2a1908f7e",
      lifecycle: "ringing",
      occurredAt: 1_795_208_412_000,
      facts: {
        direction: "inbound",
        channel: "phone",
        from: "+12025550147",
        to: "sip:proj_EXAMPLE@sip.api.openai.com;transport=tls",
        sessionId: null,
        correlationId: "c0a8-7d1@carrier.example.net",
        createdAt: 1_795_208_412_000,
        metadata: { "x-account": "gold" },
      },
      externalIds: [{ kind: "sip_call_id", value: "c0a8-7d1@carrier.example.net" }],
    });
  });

  test("an incoming live session is a call under its session's id", () => {
    const patch = patchOf(fixture("live.transport.incoming"));
    const id = "live_u1_2f6c8e0a4b1d4c7f9e3a5d7b90c1e2f3";
    expect(patch).toMatchObject({ providerCallId: id, lifecycle: "ringing", externalIds: [] });
    expect(patch.facts).toMatchObject({ sessionId: id, from: "+12025550147" });
    const older = { ...fixture("live.transport.incoming"), type: "live.call.incoming" };
    expect(patchOf(older).providerCallId).toBe(id);
  });

  test("an incoming call sent again is the same call", () => {
    const first = fixture("realtime.call.incoming");
    const again = { ...first, id: "evt_other", created_at: 1_795_208_472 };
    expect(patchOf(again).providerCallId).toBe(patchOf(first).providerCallId);
  });

  test.each([
    ["tel:+12025550147", "+12025550147"],
    ['"Ines" <sip:+12025550147;user=phone@carrier.example.net>;tag=1', "+12025550147"],
    ["<sip:anonymous@anonymous.invalid>", "sip:anonymous@anonymous.invalid"],
    ["+1 (202) 555-0147", "+12025550147"],
  ])("the From header %j is read as %j", (value, from) => {
    const event = fixture("realtime.call.incoming");
    const data = { ...event.data, sip_headers: [{ name: "FROM", value }] };
    expect(patchOf({ ...event, data }).facts.from).toBe(from);
  });

  test("short header names and the carrier's own call are understood", () => {
    const event = fixture("realtime.call.incoming");
    const callSid = `CA${"1".repeat(32)}`;
    const headers = [
      { name: "f", value: "<sip:+12025550147@carrier.example.net>" },
      { name: "i", value: "abc" },
      { name: "X-Twilio-CallSid", value: callSid },
    ];
    const patch = patchOf({ ...event, data: { ...event.data, sip_headers: headers } });
    expect(patch.facts.from).toBe("+12025550147");
    expect(patch.externalIds).toEqual([
      { kind: "sip_call_id", value: "abc" },
      { kind: "twilio_call_sid", value: callSid },
    ]);
  });

  test("other events of the project are ignored", () => {
    for (const type of [
      "response.completed",
      "batch.failed",
      "eval.run.succeeded",
      "response.done",
    ]) {
      const event = { object: "event", id: "evt_1", created_at: 1, type, data: { id: "resp_1" } };
      const expected = { eventType: type, patches: [], findings: [] };
      expect(openaiRealtime.normalise(event, context)).toEqual(expected);
    }
  });
});

describe("events of a session", () => {
  const timestamp = receivedAt + 1234;
  const pushed = (type: string, members: Record<string, unknown>) =>
    patchOf({ type, event_id: "event_1", session_id: "rtc_1", timestamp, ...members });

  test("a session tells its id, its models and when it began", () => {
    const session = {
      id: "sess_1",
      model: "gpt-realtime",
      audio: { input: { transcription: { model: "whisper-1" } } },
    };
    expect(pushed("session.created", { session })).toEqual({
      provider: "openai_realtime",
      providerCallId: "rtc_1",
      lifecycle: "in_progress",
      occurredAt: timestamp,
      facts: {
        sessionId: "sess_1",
        startedAt: timestamp,
        models: [
          { role: "V2V", model: "openai/gpt-realtime" },
          { role: "STT", model: "openai/whisper-1" },
        ],
      },
    });
    const updated = pushed("session.updated", { session: { id: "sess_1" } });
    expect(updated.facts.startedAt).toBeNull();
  });

  test.each([
    ["conversation.item.input_audio_transcription.completed", "user"],
    ["response.output_audio_transcript.done", "agent"],
    ["response.audio_transcript.done", "agent"],
  ])("%s adds what the %s said", (type, role) => {
    const turn = { role, content: "Hello.", startMs: null, endMs: null };
    expect(pushed(type, { transcript: "Hello." }).transcript).toEqual({
      kind: "increment",
      turns: [turn],
    });
  });

  test("a function call is a tool call, and its own call_id no telephone call", () => {
    const event = { call_id: "call_7", name: "find_table", arguments: '{"guests":2}' };
    const patch = pushed("response.function_call_arguments.done", event);
    expect(patch.providerCallId).toBe("rtc_1");
    expect(patch.toolCalls).toEqual([
      { id: "call_7", name: "find_table", arguments: '{"guests":2}', invokedAt: timestamp },
    ]);
  });

  test("a finished answer tells its tokens, its tools and an interruption", () => {
    const response = {
      status: "cancelled",
      status_details: { reason: "turn_detected" },
      output: [{ type: "function_call", call_id: "call_7", name: "find_table", arguments: "{}" }],
      usage: { input_tokens: 812, output_tokens: 40 },
    };
    const patch = pushed("response.done", { response });
    expect(patch.toolCalls).toEqual([{ id: "call_7", name: "find_table", arguments: "{}" }]);
    expect(patch.timeline?.map((entry) => [entry.type, entry.label, entry.at])).toEqual([
      ["usage", "Answer used 812 input and 40 output tokens", timestamp],
      ["interruption", "The caller interrupted", timestamp],
    ]);
  });

  test("a key press is a timeline entry at its own time", () => {
    const patch = pushed("input_audio_buffer.dtmf_event_received", {
      event: "9",
      received_at: 1_795_208_420,
    });
    expect(patch.timeline).toEqual([
      { type: "dtmf", label: "Key 9", at: 1_795_208_420_000, offsetMs: null },
    ]);
  });

  test("the call is named by its own id before the session's", () => {
    const session = { id: "sess_1" };
    const idOf = (members: Record<string, unknown>) =>
      patchOf({ type: "session.updated", ...members }).providerCallId;
    expect(idOf({ session })).toBe("sess_1");
    expect(idOf({ session, call_id: "rtc_9" })).toBe("rtc_9");
    expect(idOf({ session, session_id: "rtc_8" })).toBe("rtc_8");
  });

  test("without a time of its own an event takes its place by its arrival", () => {
    const event = { type: "response.audio_transcript.done", session_id: "s", transcript: "Hi." };
    expect(patchOf(event).occurredAt).toBe(receivedAt);
  });

  test("an event that names no call is ignored with a finding", () => {
    const event = { type: "response.audio_transcript.done", transcript: "Hi." };
    expect(openaiRealtime.normalise(event, context)).toEqual({
      eventType: "response.audio_transcript.done",
      patches: [],
      findings: [{ code: "missing-field", path: "session_id" }],
    });
  });

  test("other server events are ignored, names that nobody knows with a finding", () => {
    const event = { type: "input_audio_buffer.cleared", session_id: "s" };
    const ignored = { patches: [], findings: [] };
    expect(openaiRealtime.normalise(event, context)).toMatchObject(ignored);
    expect(openaiRealtime.normalise({ type: "error" }, context)).toMatchObject(ignored);
    const findings = [{ code: "unknown-value", path: "type" }];
    for (const unknown of [
      { type: "realtime.call.hummed", data: { call_id: "rtc_1" } },
      { type: "errors", session_id: "s" },
    ]) {
      const expected = { eventType: unknown.type, patches: [], findings };
      expect(openaiRealtime.normalise(unknown, context)).toEqual(expected);
    }
  });
});

describe("tolerance", () => {
  test("what names no event or no call is a dead letter", () => {
    for (const body of [null, [], "x", 1, {}, { type: "realtime.call.incoming" }]) {
      expect(() => openaiRealtime.normalise(body, context)).toThrow(NormaliseError);
    }
    const unnamed = { type: "realtime.call.incoming", data: {} };
    expect(() => openaiRealtime.normalise(unnamed, context)).toThrow(NormaliseError);
    const endless = { type: "session.created", session_id: "x".repeat(256) };
    expect(() => openaiRealtime.normalise(endless, context)).toThrow(NormaliseError);
  });

  test("new members are noted and cost nothing", () => {
    const event = fixture("realtime.call.incoming");
    const body = { ...event, data: { ...event.data, mood: "sunny" } };
    const { patches, findings } = openaiRealtime.normalise(body, context);
    expect(patches).toHaveLength(1);
    expect(findings).toEqual([{ code: "unknown-field", path: "data.mood" }]);
  });

  test("any JSON gives a result or says why not, and never touches a prototype", () => {
    const anyJson = fc.jsonValue({ maxDepth: 4 });
    const types = fc.constantFrom(
      "realtime.call.incoming",
      "live.transport.incoming",
      "session.created",
      "response.done",
      "response.function_call_arguments.done",
      "input_audio_buffer.dtmf_event_received",
      "other",
    );
    const events = fc.record(
      { type: types, data: anyJson, session: anyJson, session_id: anyJson, response: anyJson },
      { requiredKeys: ["type"] },
    );
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
      { numRuns: 300 },
    );
  });

  test("many headers full of brackets are read in a moment", () => {
    const headers = Array.from({ length: 20_000 }, (_, i) => ({
      name: i === 0 ? "From" : `X-${i}`,
      value: "<".repeat(1000),
    }));
    const event = fixture("realtime.call.incoming");
    const before = performance.now();
    openaiRealtime.normalise({ ...event, data: { ...event.data, sip_headers: headers } }, context);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

function expectResultOrRefusal(body: unknown): void {
  try {
    const { eventType, patches } = openaiRealtime.normalise(body, context);
    expect(eventType.length).toBeLessThanOrEqual(100);
    for (const patch of patches) expect(patch.providerCallId.length).toBeGreaterThan(0);
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
  const seeds = Array.from({ length: 15 }, (_, seed) => seed);

  test.each(scenarios)("every %s call verifies and is understood without a doubt", (scenario) => {
    for (const seed of seeds) playCall(scenario, seed);
  });

  test("a simulated conversation keeps all that was said, in order, and every tool call", () => {
    const random = createRandom(3);
    const script = writeScript(random, { scenario: "booked" });
    const { deliveries } = openaiRealtimeSimulator.simulate(script, random, receivedAt);
    const patches = deliveries.map(({ body }) => patchOf(JSON.parse(body)));
    const times = patches.map((patch) => patch.occurredAt ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const turns = patches.flatMap((patch) => patch.transcript?.turns ?? []);
    expect(turns.map((turn) => turn.content)).toEqual(script.turns.map((turn) => turn.text));
    const tools = patches.flatMap((patch) => patch.toolCalls ?? []);
    expect(tools.map((call) => call.name)).toEqual(script.toolCalls.map((call) => call.name));
  });

  test("the same chance and start give the same bytes", () => {
    const play = () => {
      const random = createRandom(5);
      return openaiRealtimeSimulator.simulate(writeScript(random), random, receivedAt);
    };
    expect(play()).toEqual(play());
  });
});

function playCall(scenario: Scenario, seed: number): void {
  const random = createRandom(seed);
  const script = writeScript(random, { scenario });
  const call = openaiRealtimeSimulator.simulate(script, random, receivedAt);
  expect(call.expected).toEqual({ disposition: "unknown", status: "unknown" });
  for (const { body, at } of call.deliveries) {
    const sent = { ...delivery(body, signed(body, { at })), receivedAt: at };
    expect(openaiRealtime.verify(sent, { secrets: [secret] })).toEqual({ isVerified: true });
    const patch = patchOf(JSON.parse(body));
    expect(patch.providerCallId).toBe(call.providerCallId);
    expect(patch.facts.disposition).toBeUndefined();
  }
}
