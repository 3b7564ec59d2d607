import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallPatch } from "../../lib/call.ts";
import { createRandom } from "../../lib/random.ts";
import { type Delivery, NormaliseError } from "../provider.ts";
import { scenarios } from "../script.ts";
import { writeScript } from "../write-script.ts";
import { blandSimulator } from "./bland.simulate.ts";
import { bland } from "./bland.ts";

const receivedAt = Date.UTC(2026, 10, 20, 19);
const context = { receivedAt, headers: {} };
const secret = "webhook-secret-harvest-moon";

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
}

function sign(body: Buffer | string, key = secret): Record<string, string> {
  const url = "https://example.com/webhook/bland";
  const contentType = "application/json";
  return blandSimulator.sign({ body, contentType, url, at: 0, secret: key, deliveryId: "1" });
}

function delivery(body: Buffer | string, headers: Record<string, string>): Delivery {
  return {
    ...{ method: "POST", url: "/webhook/bland", publicUrls: [], headers, receivedAt },
    body: Buffer.from(body),
  };
}

function verdict(body: Buffer | string, headers: Record<string, string>, secrets = [secret]) {
  const result = bland.verify(delivery(body, headers), { secrets });
  return result.isVerified ? "verified" : result.reason;
}

function onlyPatch(body: unknown): CallPatch {
  const { patches } = bland.normalise(body, context);
  expect(patches).toHaveLength(1);
  const [patch] = patches;
  if (!patch) throw new Error("there is one patch");
  return patch;
}

test("a delivery signed with a live secret is accepted, with any other secret refused", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string({ minLength: 1 }), (bytes, other, own) => {
      const body = Buffer.from(bytes);
      expect(verdict(body, sign(body, own), [own])).toBe("verified");
      expect(verdict(body, sign(body, own), ["older", own])).toBe("verified");
      const expected = other === own ? "verified" : "wrong-signature";
      expect(verdict(body, sign(body, other), [own])).toBe(expected);
    }),
  );
});

test("one changed byte refuses the delivery", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (bytes, at, flip) => {
        const body = Buffer.from(bytes);
        const changed = Buffer.from(body);
        const index = at % body.length;
        changed.writeUInt8(body.readUInt8(index) ^ flip, index);
        fc.pre(!isJson(changed));
        expect(verdict(changed, sign(body))).toBe("wrong-signature");
      },
    ),
  );
  const text = JSON.stringify(fixture("post-call"));
  const headers = sign(text);
  for (let index = 0; index < text.length; index += 7) {
    const changed = Buffer.from(text);
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
    expect(verdict(changed, headers)).toBe("wrong-signature");
  }
});

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}

test("a missing or garbled signature is refused for that reason", () => {
  expect(verdict("{}", {})).toBe("missing-signature");
  expect(verdict("{}", { "x-webhook-signature": "" })).toBe("missing-signature");
  for (const garbled of ["xyz", "ab".repeat(31), `${"ab".repeat(31)}zz`, "é".repeat(64)]) {
    expect(verdict("{}", { "x-webhook-signature": garbled })).toBe("malformed-signature");
  }
});

test("upper-case hex is the same signature", () => {
  const { "x-webhook-signature": hex = "" } = sign("{}");
  expect(verdict("{}", { "x-webhook-signature": hex.toUpperCase() })).toBe("verified");
});

test("an empty secret never verifies anything", () => {
  expect(verdict("{}", sign("{}", ""), ["", secret])).toBe("wrong-signature");
});

test("a signature over the rewritten JSON is accepted, as the vendor's samples make it", () => {
  const spaced = '{ "call_id": "c",\n "text": "\\u00e9", "n": 1.50 }';
  const rewritten = JSON.stringify(JSON.parse(spaced));
  expect(verdict(spaced, sign(rewritten))).toBe("verified");
  expect(verdict(spaced.replace("1.50", "1.51"), sign(rewritten))).toBe("wrong-signature");
  const huge = ` ${JSON.stringify("x".repeat(1024 * 1024))}`;
  expect(verdict(huge, sign(huge.trim()))).toBe("wrong-signature");
  expect(verdict("[".repeat(100_000), sign("x"))).toBe("wrong-signature");
});

test("the signature is plain HMAC-SHA256 in hex", () => {
  expect(sign("{}")).toEqual({
    "x-webhook-signature": createHmac("sha256", secret).update("{}").digest("hex"),
  });
});

test("a redelivery has the same bytes and no id of its own", () => {
  expect(bland.deliveryId(delivery("{}", sign("{}")))).toBeNull();
  const play = () => blandSimulator.simulate(writeScript(createRandom(3)), createRandom(3), 0);
  expect(play()).toEqual(play());
});

test("a call result becomes the whole call", () => {
  const { eventType, findings } = bland.normalise(fixture("post-call"), context);
  expect({ eventType, findings }).toEqual({ eventType: "post_call", findings: [] });
  const patch = onlyPatch(fixture("post-call"));
  const startedAt = Date.UTC(2026, 10, 20, 18, 2, 19);
  expect(patch).toMatchObject({
    provider: "bland",
    providerCallId: "5be3a0f4-91c7-4d28-8f60-1a7c2d9e4b35",
    lifecycle: "analyzed",
    occurredAt: startedAt + 81_000,
  });
  expect(patch.facts).toEqual({
    direction: "outbound",
    channel: "phone",
    from: "+12025550105",
    to: "+12025550166",
    agentId: null,
    agentVersion: null,
    metadata: { booking: "bk_4471" },
    maxDurationMs: 600_000,
    createdAt: Date.UTC(2026, 10, 20, 18, 2, 11, 310),
    startedAt,
    endedAt: startedAt + 81_000,
    durationMs: 81_000,
    endReason: "completed",
    disposition: "completed",
    endStatus: "success",
    endedBy: "agent",
    failureClass: null,
    isVoicemail: null,
    isHandoff: null,
    summary: "The customer confirmed the van for Monday at nine.",
    recordingUrl: "https://server.example.com/v1/recordings/5be3a0f4-91c7-4d28-8f60-1a7c2d9e4b35",
    costMicros: 121_500,
    analysis: {
      now: "Friday, November 20, 2026 1:02 PM",
      call_id: "5be3a0f4-91c7-4d28-8f60-1a7c2d9e4b35",
      phone_number: "+12025550166",
      confirmed: true,
    },
    metrics: { bland_status: "completed", answered_by: "human", disposition_tag: "CONFIRMED" },
  });
  expect(patch.transcript?.turns).toEqual([
    {
      role: "agent",
      content: "Hello, this is Leo from Fernhill Rentals.",
      startMs: 5_100,
      endMs: null,
    },
    { role: "user", content: "Hi, yes, I still want the van.", startMs: 12_900, endMs: null },
    {
      role: "agent",
      content: "Great, it is reserved for Monday at nine.",
      startMs: 21_400,
      endMs: null,
    },
  ]);
  expect(JSON.stringify(patch)).not.toContain("Owen Park");
});

test("a call that nobody answered has ended without a start", () => {
  const patch = onlyPatch(fixture("post-call.no-answer"));
  expect(patch.lifecycle).toBe("ended");
  expect(patch.facts).toMatchObject({
    disposition: "no_answer",
    endStatus: "timeout",
    endReason: "no-answer",
    durationMs: 0,
    costMicros: 15_000,
    createdAt: Date.UTC(2026, 10, 20, 18, 2, 11, 310),
    endedAt: null,
  });
  expect(patch.facts).not.toHaveProperty("startedAt");
});

test("a message that the call is ending leaves it open", () => {
  const { eventType, findings } = bland.normalise(fixture("webhook-event.call"), context);
  expect({ eventType, findings }).toEqual({ eventType: "webhook_event.call", findings: [] });
  const at = Date.UTC(2026, 10, 20, 18, 3, 40, 120);
  expect(onlyPatch(fixture("webhook-event.call"))).toEqual({
    provider: "bland",
    providerCallId: "5be3a0f4-91c7-4d28-8f60-1a7c2d9e4b35",
    lifecycle: "in_progress",
    occurredAt: at,
    facts: {},
    timeline: [
      { type: "log", label: "Ending call. Call was 81 seconds long.", at, offsetMs: null },
    ],
  });
});

test("a queued call is registered, not yet in progress", () => {
  const queued = { ...fixture("webhook-event.call"), category: "queue", message: "Queued" };
  expect(onlyPatch(queued).lifecycle).toBe("registered");
  expect(onlyPatch({ ...queued, queue_status: "queued" }).lifecycle).toBe("registered");
});

test("a message of a category that nobody knows is kept with a finding", () => {
  const message = { ...fixture("webhook-event.call"), category: "weather" };
  const { eventType, patches, findings } = bland.normalise(message, context);
  expect({ eventType, findings }).toEqual({
    eventType: "webhook_event.weather",
    findings: [{ code: "unknown-value", path: "category" }],
  });
  expect(patches).toHaveLength(1);
  for (const category of ["latency", "tool", "dynamic_data", "webhook"]) {
    expect(bland.normalise({ ...message, category }, context).findings).toEqual([]);
  }
});

test("citations are counted and tell nothing about the end", () => {
  for (const body of [
    { call_id: "c", citations: [{ text: "a" }, { text: "b" }] },
    { call_id: "c", category: "citations", citations: [1, 2] },
  ]) {
    const { eventType } = bland.normalise(body, context);
    expect(eventType).toBe("webhook_event.citations");
    expect(onlyPatch(body)).toMatchObject({
      lifecycle: "in_progress",
      facts: { metrics: { citation_count: 2 } },
    });
  }
});

const ended = { call_id: "c", completed: true, call_length: 1.5 };

test.each([
  [{ answered_by: "voicemail", status: "completed" }, "voicemail", "timeout", "ended"],
  [{ answered_by: "no-answer", status: "completed" }, "no_answer", "timeout", "ended"],
  [{ status: "no-answer", error_message: "x" }, "no_answer", "timeout", "ended"],
  [{ status: "busy" }, "busy", "timeout", "ended"],
  [{ status: "canceled" }, "canceled", "failure", "ended"],
  [{ status: "failed" }, "failed", "error", "failed"],
  [{ status: "completed", queue_status: "error" }, "failed", "error", "failed"],
  [
    { status: "completed", transferred_at: "2026-11-20T18:03:00Z" },
    "transferred",
    "partial",
    "ended",
  ],
  [{ status: "completed", disposition_tag: "TRANSFERRED" }, "completed", "success", "analyzed"],
  [{ status: "completed", error_message: "Tool broke" }, "completed", "error", "ended"],
  [{ status: "unknown" }, "completed", "success", "ended"],
  [{ status: "unknown", call_length: 0 }, "no_answer", "timeout", "ended"],
])("%j is %s, %s, %s", (members, disposition, endStatus, lifecycle) => {
  const patch = onlyPatch({ ...ended, ...members });
  expect(patch.lifecycle).toBe(lifecycle);
  expect(patch.facts).toMatchObject({ disposition, endStatus });
});

test("seconds win over minutes, and the planned end is never the end", () => {
  const times = { started_at: "2026-11-20T18:00:00Z", end_at: "2026-11-20T18:30:00Z" };
  const startedAt = Date.UTC(2026, 10, 20, 18);
  expect(onlyPatch({ ...ended, ...times }).facts).toMatchObject({
    durationMs: 90_000,
    endedAt: startedAt + 90_000,
  });
  expect(onlyPatch({ ...ended, ...times, corrected_duration: "88" }).facts).toMatchObject({
    durationMs: 88_000,
    endedAt: startedAt + 88_000,
  });
});

test("a connected call without a start of its own began when it was created", () => {
  const createdAt = Date.UTC(2026, 10, 20, 18);
  const body = { ...ended, status: "completed", created_at: "2026-11-20T18:00:00Z" };
  expect(onlyPatch(body).facts).toMatchObject({ createdAt, startedAt: createdAt });
});

test("what an agent did is on the timeline, what it said in the transcript", () => {
  const started = { started_at: "2026-11-20T18:00:00Z", transferred_to: "+1 212 555 0190" };
  const patch = onlyPatch({
    ...ended,
    ...started,
    transferred_at: "2026-11-20T18:01:00Z",
    transcripts: [
      { user: "robot", text: "Hi.", created_at: "2026-11-20T18:00:01Z" },
      { user: "agent", text: "Hello.", created_at: "2026-11-20T17:59:00Z" },
      { user: "agent-action", text: "Pressed\n2", created_at: "2026-11-20T18:00:02Z" },
      { user: "parrot", text: "Squawk." },
    ],
  });
  expect(patch.transcript?.turns.map(({ role, startMs }) => [role, startMs])).toEqual([
    ["agent", 1_000],
    ["agent", null],
    ["other", null],
  ]);
  expect(patch.timeline).toMatchObject([
    { type: "agent_action", label: "Pressed 2", offsetMs: 2_000 },
    { type: "transfer", label: "Transferred to +12125550190", offsetMs: 60_000 },
  ]);
  expect(patch.facts).toMatchObject({ isHandoff: true, endedBy: "transfer" });
});

test("a transcript that is only one text is read as well", () => {
  const concatenated_transcript = " user: Hi. \n assistant: Hello. \n ";
  expect(onlyPatch({ ...ended, concatenated_transcript }).transcript?.turns).toMatchObject([
    { role: "user", content: "Hi." },
    { role: "agent", content: "Hello." },
  ]);
});

test("what was handed in stays out of the record, even where it comes back as a variable", () => {
  const { facts } = onlyPatch({
    ...ended,
    request_data: { api_token: "tok-42" },
    variables: { api_token: "tok-42", size: "large" },
    analysis: { is_happy: true },
  });
  expect(facts.analysis).toEqual({ size: "large", is_happy: true });
});

test("a result of a call that goes on has no end yet", () => {
  const live = { call_id: "c", completed: false, status: null };
  expect(onlyPatch({ ...live, queue_status: "started" })).toMatchObject({
    lifecycle: "in_progress",
  });
  const queued = onlyPatch({ ...live, queue_status: "queued" });
  expect(queued.lifecycle).toBe("registered");
  expect(queued.facts).not.toHaveProperty("disposition");
});

test("the words of an error say whom to blame", () => {
  const blame = (error_message: string) =>
    onlyPatch({ ...ended, status: "failed", error_message }).facts.failureClass;
  expect(blame("Insufficient balance")).toBe("billing");
  expect(blame("SIP 503")).toBe("carrier");
  expect(blame("Hm")).toBe("unknown");
});

test("new members and values are findings, not failures", () => {
  const { findings } = bland.normalise(
    { ...ended, status: "paused", call_ended_by: "MOON", mood: 1 },
    context,
  );
  expect(findings.map(({ code, path }) => [code, path])).toEqual([
    ["unknown-field", "mood"],
    ["unknown-value", "status"],
    ["unknown-value", "call_ended_by"],
  ]);
});

test("a body without any sign of a call is not understood", () => {
  const long = { ...ended, call_id: "x".repeat(256) };
  for (const body of [null, [], "x", {}, { completed: true }, { call_id: "c" }, long]) {
    expect(() => bland.normalise(body, context)).toThrow(NormaliseError);
  }
});

const anyObject = fc.dictionary(
  fc.oneof(
    fc.constantFrom("__proto__", "call_id", "completed", "category", "message", "transcripts"),
    fc.constantFrom("variables", "request_data", "price", "corrected_duration", "started_at"),
    fc.string(),
  ),
  fc.jsonValue(),
);
const mutated = fc
  .tuple(
    fc.constantFrom("post-call", "post-call.no-answer", "webhook-event.call"),
    anyObject,
    fc.nat(40),
  )
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
        const { eventType, patches } = bland.normalise(body, context);
        expect(eventType.length).toBeLessThanOrEqual(100);
        expect(() => JSON.stringify(patches)).not.toThrow();
      } catch (error) {
        expect(error).toBeInstanceOf(NormaliseError);
      }
    }),
    { numRuns: 600 },
  );
});

test("hostile bodies are read in a moment", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`);
  const long = "<".repeat(1_000_000);
  const bodies = [
    { ...ended, variables: deep, analysis: deep, metadata: deep, request_data: deep },
    { ...ended, from: long, to: long, error_message: long, price: "1".repeat(1_000_000) },
    { ...ended, transcripts: Array.from({ length: 100_000 }, () => ({ user: 1, text: "x" })) },
    JSON.parse('{"call_id":"c","completed":true,"variables":{"__proto__":{"polluted":1}}}'),
  ];
  const startedAt = performance.now();
  for (const body of bodies) bland.normalise(body, context);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect({}).not.toHaveProperty("polluted");
});

test.each(scenarios)("every simulated call of kind %s arrives as what it was", (scenario) => {
  for (let seed = 0; seed < 200; seed += 1) {
    const script = writeScript(createRandom(seed), { scenario });
    const call = blandSimulator.simulate(script, createRandom(seed + 1), receivedAt);
    for (const { body } of call.deliveries) {
      expect(verdict(body, sign(body))).toBe("verified");
      const { patches, findings } = bland.normalise(JSON.parse(body), context);
      expect(findings).toEqual([]);
      expect(patches[0]?.providerCallId).toBe(call.providerCallId);
    }
    const last = onlyPatch(JSON.parse(call.deliveries.at(-1)?.body ?? ""));
    expect(last.facts.disposition).toBe(call.expected.disposition);
    expect(last.facts.endStatus).toBe(call.expected.status);
    expect(last.transcript?.turns.length ?? 0).toBe(script.turns.length);
    expect(last.facts.costMicros).toBe(script.costMicros);
  }
});
