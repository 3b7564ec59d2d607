import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerWithoutSetUp } from "../../../test/live-answers.ts";
import type { CallPatch } from "../../lib/call.ts";
import { type Normalised, NormaliseError } from "../provider.ts";
import { vapi } from "./vapi.ts";

const startAt = 1795192801000;
const callId = "0198f3c2-7a41-4c0e-9d55-6b1f20e7a9d4";
const fixtures = [
  ...["assistant-request", "custom-llm.request", "status-update.in-progress", "tool-calls"],
  ...["end-of-call-report", "end-of-call-report.no-answer", "end-of-call-report.voicemail"],
] as const;

test("every documented message is read without complaint", () => {
  for (const name of fixtures) expect(normalise(fixture(name)).findings).toEqual([]);
});

test("the report tells who, when, why, and what it cost", () => {
  const patch = onlyPatch(fixture("end-of-call-report"));
  expect(patch).toMatchObject({
    provider: "vapi",
    providerCallId: callId,
    lifecycle: "analyzed",
    occurredAt: 1795192841777,
  });
  expect(patch.externalIds).toBeUndefined();
  expect(patch.facts).toMatchObject({
    direction: "inbound",
    channel: "phone",
    from: "+12025550161",
    to: "+12025550103",
    agentId: "7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab",
    agentName: "Front desk",
    createdAt: Date.UTC(2026, 10, 20, 16, 40, 1, 212),
    startedAt: Date.UTC(2026, 10, 20, 16, 40, 1, 300),
    endedAt: Date.UTC(2026, 10, 20, 16, 40, 26, 596),
    durationMs: 25_296,
    endReason: "customer-ended-call",
    disposition: "completed",
    endedBy: "caller",
    endStatus: "success",
    evaluation: "success",
    summary: "A caller without heating booked a same-day visit at 17:30.",
    analysis: { urgency: "high", booked: true },
    recordingUrl: "https://storage.example.com/0198f3c2-mono.wav",
    costMicros: 33_100,
    metrics: { user_interruptions: 0, agent_interruptions: 0, tts_characters: 112 },
  });
});

test("the report splits the cost and names the models with their tokens", () => {
  const { facts } = onlyPatch(fixture("end-of-call-report"));
  expect(facts.costItems).toEqual([
    { component: "transport", product: "vapi.sip", micros: 0 },
    { component: "stt", product: "deepgram/nova-3", micros: 4200 },
    { component: "llm", product: "openai/gpt-4.1-mini", micros: 1900 },
    { component: "tts", product: "vapi/Elliot", micros: 5600 },
    { component: "platform", product: "vapi", micros: 21_100 },
    { component: "analysis", product: "openai/gpt-4.1-mini", micros: 300 },
  ]);
  expect(facts.models).toEqual([
    { role: "STT", model: "deepgram/nova-3", tokens: null, micros: 4200 },
    { role: "LLM", model: "openai/gpt-4.1-mini", tokens: 4216, micros: 1900 },
    { role: "TTS", model: "vapi/Elliot", tokens: null, micros: 5600 },
  ]);
  expect(facts.latency).toEqual({
    e2e: { mean: 1180 },
    stt: { mean: 0 },
    endpointing: { mean: 540 },
    llm: { mean: 430 },
    tts: { mean: 210 },
  });
});

test("the transcript holds speech only, timed by its instants, with tools beside it", () => {
  const patch = onlyPatch(fixture("end-of-call-report"));
  expect(patch.transcript).toEqual({
    kind: "snapshot",
    turns: [
      { role: "agent", content: "Northpier HVAC, how can I help?", startMs: 1100, endMs: 2990 },
      {
        role: "user",
        content: "My furnace is out. Can someone come today?",
        startMs: 4600,
        endMs: 7420,
      },
      {
        role: "agent",
        content: "We can be there at five thirty. May I book that?",
        startMs: 9900,
        endMs: 12_750,
      },
      { role: "user", content: "Yes, thank you.", startMs: 13_700, endMs: 14_800 },
    ],
  });
  expect(patch.toolCalls).toEqual([
    {
      id: "call_Qx7Lr2",
      name: "check_availability",
      arguments: '{"date":"2026-11-20","zip":"20001"}',
      result: '{"slots":["17:30"]}',
      offsetMs: 7800,
      invokedAt: 1795192809100,
      durationMs: 1350,
    },
  ]);
});

test("a call that nobody answered has an end and no start", () => {
  const patch = onlyPatch(fixture("end-of-call-report.no-answer"));
  expect(patch.lifecycle).toBe("ended");
  expect(patch.transcript).toBeUndefined();
  expect(patch.facts).toMatchObject({
    direction: "outbound",
    from: "+12025550103",
    to: "+12025550175",
    startedAt: null,
    durationMs: 0,
    disposition: "no_answer",
    endStatus: "timeout",
    endReason: "customer-did-not-answer",
    costMicros: 0,
    evaluation: null,
  });
});

test("a mailbox is a voicemail, judged by whoever evaluated the call", () => {
  const patch = onlyPatch(fixture("end-of-call-report.voicemail"));
  expect(patch.lifecycle).toBe("analyzed");
  expect(patch.facts).toMatchObject({
    disposition: "voicemail",
    isVoicemail: true,
    endStatus: "timeout",
    evaluation: "failure",
    durationMs: 21_500,
    costMicros: 21_400,
    costItems: [
      { component: "platform", product: "vapi", micros: 17_900 },
      { component: "voicemail_detection", product: "vapi", micros: 3500 },
    ],
  });
});

test("a status update proves its own stage, whatever the cached call object says", () => {
  const stages = { queued: "registered", scheduled: "registered", ringing: "ringing" };
  for (const [status, lifecycle] of Object.entries({ ...stages, forwarding: "in_progress" })) {
    const patch = onlyPatch(message("status-update", { status }, { status: "ended" }));
    expect(patch.lifecycle).toBe(lifecycle);
    expect(patch.facts.disposition).toBeUndefined();
  }
  expect(onlyPatch(fixture("status-update.in-progress"))).toMatchObject({
    lifecycle: "in_progress",
    occurredAt: 1795192801350,
    facts: { startedAt: 1795192801350, models: [{ role: "LLM" }, { role: "TTS" }] },
  });
});

test("forwarding leaves a trace in the timeline", () => {
  const destination = { type: "number", number: "+12025550133" };
  const patch = onlyPatch(message("status-update", { status: "forwarding", destination }));
  expect(patch.timeline).toEqual([
    { type: "transfer", label: "Transfer to +12025550133", at: startAt, offsetMs: null },
  ]);
});

test("the end told by a status update is an end, failed only when the call failed", () => {
  const end = (endedReason: string) =>
    onlyPatch(message("status-update", { status: "ended", endedReason }));
  expect(end("customer-ended-call")).toMatchObject({
    lifecycle: "ended",
    facts: { disposition: "completed", endedAt: startAt },
  });
  expect(end("worker-shutdown").lifecycle).toBe("failed");
  expect(end("brand-new-reason").facts.disposition).toBe("unknown");
});

test("a tool request is one tool call, however many lists repeat it", () => {
  const patch = onlyPatch(fixture("tool-calls"));
  expect(patch).toMatchObject({ lifecycle: "in_progress", occurredAt: 1795192809120 });
  expect(patch.toolCalls).toEqual([
    {
      id: "call_Qx7Lr2",
      name: "check_availability",
      arguments: '{"date":"2026-11-20","zip":"20001"}',
      invokedAt: 1795192809120,
    },
  ]);
  expect(patch.transcript?.turns.map(({ role }) => role)).toEqual(["agent", "user"]);
});

test("tool requests are read in each of their five shapes", () => {
  const args = { day: "Thursday" };
  const shapes: object[] = [
    { toolCallList: [{ id: "t1", type: "function", function: { name: "book", arguments: args } }] },
    { toolCalls: [{ id: "t1", function: { name: "book", arguments: JSON.stringify(args) } }] },
    { toolCallList: [{ id: "t1", name: "book", parameters: args }] },
    { toolCallList: [{ id: "t1", name: "book", arguments: args }] },
    { toolWithToolCallList: [{ name: "book", toolCall: { id: "t1", parameters: args } }] },
    {
      toolWithToolCallList: [
        {
          function: { name: "book", parameters: { type: "object" } },
          toolCall: { id: "t1", function: { name: "book", parameters: args } },
        },
      ],
    },
  ];
  for (const shape of shapes) {
    const tool = { id: "t1", name: "book", arguments: '{"day":"Thursday"}' };
    expect(onlyPatch(message("tool-calls", shape)).toolCalls).toMatchObject([tool]);
    expect(answer(message("tool-calls", shape))).toEqual({
      results: [{ toolCallId: "t1", name: "book", error: "This tool is not set up yet." }],
    });
  }
});

test("the legacy function call has an id that is equal on every redelivery", () => {
  const body = message("function-call", { functionCall: { name: "book", parameters: { a: 1 } } });
  expect(onlyPatch(body).toolCalls).toEqual([
    { id: `book:${startAt}:0`, name: "book", arguments: '{"a":1}', invokedAt: startAt },
  ]);
  expect(answer(body)).toEqual({ result: "This tool is not set up yet." });
});

test("a final transcript is an increment, a partial one says nothing new", () => {
  const said = { role: "user", transcript: "My furnace is out.", transcriptType: "final" };
  for (const type of ["transcript", 'transcript[transcriptType="final"]']) {
    const { eventType, patches } = normalise(message(type, said));
    expect(eventType).toBe(type);
    expect(patches[0]?.transcript).toEqual({
      kind: "increment",
      turns: [{ role: "user", content: "My furnace is out.", startMs: null, endMs: null }],
    });
  }
  const partial = { ...said, transcriptType: "partial" };
  expect(onlyPatch(message("transcript", partial)).transcript).toBeUndefined();
});

test("a conversation update is the whole conversation, whichever form it has", () => {
  const formatted = [
    { role: "system", content: "You answer the phone." },
    { role: "assistant", content: [{ type: "text", text: "Hello." }] },
    { role: "user", content: "Hi." },
  ];
  const plain = [
    { role: "bot", message: "Hello.", time: startAt },
    { role: "user", message: "Hi." },
  ];
  const forms = [
    { messagesOpenAIFormatted: formatted },
    { conversation: formatted },
    { messages: plain },
    { artifact: { messages: plain } },
    { artifact: { transcript: "AI: Hello.\nUser: Hi.\n" } },
  ];
  for (const form of forms) {
    const patch = onlyPatch(message("conversation-update", form));
    expect(patch).toMatchObject({ lifecycle: "in_progress", transcript: { kind: "snapshot" } });
    expect(patch.transcript?.turns.map(({ role, content }) => [role, content])).toEqual([
      ["agent", "Hello."],
      ["user", "Hi."],
    ]);
  }
});

test("nothing of the assistant but its name and models is taken", () => {
  const assistant = {
    name: "Front desk",
    model: { provider: "openai", model: "gpt-4.1", messages: [{ content: "SECRET PROMPT" }] },
    voice: { provider: "vapi", voiceId: "Elliot" },
    server: { secret: "SECRET PROMPT" },
    firstMessage: "SECRET PROMPT",
  };
  const artifact = { messages: [{ role: "system", message: "SECRET PROMPT" }] };
  const { patches } = normalise(
    message("status-update", { status: "ringing", assistant, artifact }),
  );
  expect(JSON.stringify(patches)).not.toContain("SECRET");
  expect(patches[0]?.facts).toMatchObject({
    agentName: "Front desk",
    models: [
      { role: "LLM", model: "openai/gpt-4.1" },
      { role: "TTS", model: "vapi/Elliot" },
    ],
  });
});

test("only Twilio's call SID links calls", () => {
  const sid = "CA0f0e0d0c0b0a09080706050403020100";
  const ids = (phoneCallProvider: string, phoneCallProviderId: string) =>
    onlyPatch(message("hang", {}, { phoneCallProvider, phoneCallProviderId })).externalIds;
  expect(ids("twilio", sid)).toEqual([{ kind: "twilio_call_sid", value: sid }]);
  expect(ids("vapi", sid)).toBeUndefined();
  expect(ids("twilio", "a1b2c3d4-0000-4000-8000-00000000e0e0")).toBeUndefined();
});

test("a web call has a channel and no numbers", () => {
  const { facts } = onlyPatch(message("hang", {}, { type: "webCall" }));
  expect(facts).toMatchObject({ channel: "web", direction: null });
  expect(facts.from).toBeUndefined();
});

test("an evaluation is an outcome only where it says yes or no", () => {
  const judge = (successEvaluation: unknown) => {
    const { evaluation, metrics } = onlyPatch(
      message("end-of-call-report", { analysis: { successEvaluation } }),
    ).facts;
    return [evaluation, metrics?.success_evaluation];
  };
  for (const yes of ["true", "Pass", "SUCCESS", true]) {
    expect(judge(yes)).toEqual(["success", undefined]);
  }
  for (const no of ["false", "Fail", false]) expect(judge(no)).toEqual(["failure", undefined]);
  expect(judge("8")).toEqual([null, 8]);
  expect(judge(7.5)).toEqual([null, 7.5]);
  expect(judge("Excellent")).toEqual([null, "Excellent"]);
});

test("a transfer that was carried out outweighs how the call ended", () => {
  const transfers = [{ destination: { number: "+12025550133" }, status: "completed" }];
  const fields = { endedReason: "customer-ended-call", artifact: { transfers } };
  expect(onlyPatch(message("end-of-call-report", fields))).toMatchObject({
    facts: { disposition: "transferred", isHandoff: true },
    timeline: [{ type: "transfer", label: "Transfer to +12025550133 (completed)" }],
  });
});

test("messages about other things are understood and say nothing about a call", () => {
  for (const type of ["chat.created", "session.updated", "call.deleted", "campaign.predial"]) {
    expect(normalise({ message: { type } })).toEqual({
      eventType: type,
      patches: [],
      findings: [],
    });
  }
  expect(normalise({ message: { type: "speech-update" } }).patches).toEqual([]);
  expect(normalise(fixture("custom-llm.request"))).toEqual({
    eventType: "custom-llm-request",
    patches: [],
    findings: [],
  });
});

test("what we do not know is kept and noted by name", () => {
  expect(normalise({ message: { type: "call.teleported" } })).toEqual({
    eventType: "call.teleported",
    patches: [],
    findings: [{ code: "unknown-value", path: "message.type" }],
  });
  const odd = { ...message("hang", { planet: "Earth" }, { mood: "sunny" }), extra: 1 };
  expect(normalise(odd).findings).toEqual([
    { code: "unknown-field", path: "extra" },
    { code: "unknown-field", path: "message.planet" },
    { code: "unknown-field", path: "message.call.mood" },
  ]);
});

test("messages that name no call are refused with a reason that quotes nothing", () => {
  const broken: unknown[] = [
    ...[null, 7, "text", [], {}, { message: null }, { message: {} }, { message: [] }],
    ...["status-update", "end-of-call-report", "tool-calls"].map((type) => ({ message: { type } })),
    message("status-update", {}, { id: "x".repeat(256) }),
  ];
  for (const body of broken) expect(() => normalise(body)).toThrow(NormaliseError);
});

test("requests get their minimal documented answer, notices none", () => {
  expect(answer(fixture("assistant-request"), { assistantId: "asst_1" })).toEqual({
    assistantId: "asst_1",
  });
  expect(answer(fixture("assistant-request"))).toEqual({
    error: "Sorry, nobody can take this call right now. Please try again later.",
  });
  expect(onlyPatch(fixture("assistant-request")).lifecycle).toBe("ringing");
  expect(answer(message("transfer-destination-request", {}))).toHaveProperty("error");
  expect(answer(message("handoff-destination-request", {}))).toHaveProperty("error");
  expect(answer(message("knowledge-base-request", {}))).toEqual({ documents: [] });
  expect(answer(message("campaign.predial", {}))).toEqual({ eligible: false });
  expect(answer(fixture("end-of-call-report"))).toBeUndefined();
  expect(answer("text")).toBeUndefined();
});

test("any JSON gives a result or says why not", () => {
  const types = ["end-of-call-report", "tool-calls", "conversation-update", "transcript"];
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...types), (value, type) => {
      understand(value);
      understand({ message: value });
      understand({ message: { type, call: value } });
      const parts = { artifact: value, analysis: value, costs: value, messages: value };
      understand(message(type, { ...parts, toolCalls: value, transcript: value }));
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
  const hostile = JSON.parse('{"__proto__":{"polluted":true},"name":"__proto__","result":1}');
  const body = message(
    "end-of-call-report",
    {
      analysis: { structuredData: hostile, summary: "\u0000\ud800" },
      artifact: {
        structuredOutputs: { one: hostile },
        messages: [{ role: "tool_calls", toolCalls: [{ id: "__proto__", arguments: deep }] }],
      },
    },
    { metadata: hostile },
  );
  expect(onlyPatch(body).toolCalls?.[0]?.id).toBe("__proto__");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

function fixture(name: (typeof fixtures)[number]): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
}

function message(type: string, fields: object, call: object = {}): Record<string, unknown> {
  return { message: { type, timestamp: startAt, ...fields, call: { id: callId, ...call } } };
}

function normalise(body: unknown): Normalised {
  return vapi.normalise(body, { receivedAt: startAt, headers: {} });
}

function onlyPatch(body: unknown): CallPatch {
  const [patch, ...others] = normalise(body).patches;
  if (!patch || others.length > 0) throw new Error("expected exactly one patch");
  return patch;
}

function answer(body: unknown, defaults: { assistantId?: string } = {}): unknown {
  return answerWithoutSetUp(vapi, body, defaults);
}

function understand(body: unknown): void {
  try {
    normalise(body);
  } catch (error) {
    expect(error).toBeInstanceOf(NormaliseError);
  }
  answer(body);
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
