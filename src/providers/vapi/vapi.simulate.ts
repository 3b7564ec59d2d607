import type { CallStatus, Disposition } from "../../lib/call.ts";
import type { Random } from "../../lib/random.ts";
import type { CallScript, ProviderSimulator, SimulatedCall, SimulatedDelivery } from "../script.ts";
import { signVapi } from "./vapi.verify.ts";

type Json = Record<string, unknown>;

interface Ending {
  reason: string;
  disposition: Disposition;
  /** What the reason alone says of the outcome. */
  status: CallStatus;
}

/** One call while it is played. */
interface Play {
  script: CallScript;
  random: Random;
  createdAt: number;
  connectedAt: number;
  endedAt: number;
  ending: Ending;
  /** Members that every message of the call has. */
  common: Json;
  /** Ids of the tool calls, in the order of the script. */
  toolIds: string[];
}

/** Plays calls as Vapi reports them: status updates, conversation, tool calls, and the report at the end. */
export const vapiSimulator: ProviderSimulator = {
  id: "vapi",
  simulate,
  sign: signVapi,
};

function simulate(script: CallScript, random: Random, startAt: number): SimulatedCall {
  const callId = random.uuid();
  const ringingMs = random.int(1200, 9000);
  const connectedAt = startAt + ringingMs;
  const play: Play = {
    script,
    random,
    createdAt: startAt,
    connectedAt,
    endedAt: connectedAt + (script.isConnected ? script.durationMs : 0),
    ending: chooseEnding(script, random),
    common: inventCommon(script, random, callId, startAt),
    toolIds: script.toolCalls.map(() => `call_${random.hex(24)}`),
  };
  const deliveries = [...playSetup(play), ...playTalk(play), ...playEnd(play)];
  return {
    providerCallId: callId,
    deliveries: deliveries.sort((a, b) => a.at - b.at),
    expected: {
      disposition: play.ending.disposition,
      status: expectedStatus(script, play.ending),
    },
  };
}

function chooseEnding({ scenario, isConnected }: CallScript, random: Random): Ending {
  switch (scenario) {
    case "transferred":
      return { reason: "assistant-forwarded-call", disposition: "transferred", status: "partial" };
    case "voicemail":
      return { reason: "voicemail", disposition: "voicemail", status: "timeout" };
    case "no_answer":
      return { reason: "customer-did-not-answer", disposition: "no_answer", status: "timeout" };
    case "busy":
      return { reason: "customer-busy", disposition: "busy", status: "timeout" };
    case "provider_failure":
      return { reason: chooseFailure(isConnected, random), disposition: "failed", status: "error" };
    case "caller_hung_up_early":
      return { reason: "customer-ended-call", disposition: "completed", status: "success" };
    default: {
      const reason = random.pick(["customer-ended-call", "assistant-ended-call"]);
      return { reason, disposition: "completed", status: "success" };
    }
  }
}

function chooseFailure(isConnected: boolean, random: Random): string {
  return isConnected
    ? random.pick([
        "call.in-progress.error-providerfault-openai-llm-failed",
        "pipeline-error-eleven-labs-voice-failed",
        "call.in-progress.error-vapifault-worker-died",
      ])
    : random.pick([
        "call.in-progress.error-providerfault-outbound-sip-503-service-unavailable",
        "call.in-progress.error-vapifault-transport-never-connected",
      ]);
}

/** An evaluation outweighs the reason; a call that met nobody stays a time-out unless it was a success. */
function expectedStatus(script: CallScript, ending: Ending): CallStatus {
  if (script.isSuccessful === true) return "success";
  if (ending.status === "timeout") return "timeout";
  return script.isSuccessful === false ? "failure" : ending.status;
}

function inventCommon(script: CallScript, random: Random, id: string, createdAt: number): Json {
  const orgId = random.uuid();
  const assistantId = random.uuid();
  const phoneNumberId = random.uuid();
  const created = new Date(createdAt).toISOString();
  const customer = { number: script.callerNumber, name: script.callerName };
  return {
    call: {
      id,
      orgId,
      createdAt: created,
      updatedAt: created,
      type: script.direction === "inbound" ? "inboundPhoneCall" : "outboundPhoneCall",
      status: script.direction === "inbound" ? "ringing" : "queued",
      phoneCallProvider: "twilio",
      phoneCallProviderId: `CA${random.hex(32)}`,
      phoneCallTransport: "pstn",
      assistantId,
      phoneNumberId,
      customer,
      metadata: { business: script.businessName },
    },
    phoneNumber: {
      id: phoneNumberId,
      orgId,
      number: script.businessNumber,
      name: script.businessName,
      provider: "twilio",
      status: "active",
    },
    customer,
    assistant: {
      id: assistantId,
      orgId,
      name: script.agentName,
      transcriber: { provider: "deepgram", model: "nova-3" },
      model: { provider: "openai", model: "gpt-4.1-mini" },
      voice: { provider: "vapi", voiceId: "Elliot" },
    },
  };
}

/** Everything until the parties are connected. */
function playSetup(play: Play): SimulatedDelivery[] {
  const { script, createdAt, connectedAt } = play;
  const update = (at: number, status: string) => deliver(play, "status-update", at, { status });
  return [
    ...(script.direction === "outbound" ? [update(createdAt + 50, "queued")] : []),
    ...(isReached(script) ? [update(createdAt + 600, "ringing")] : []),
    ...(script.isConnected ? [update(connectedAt + 50, "in-progress")] : []),
  ];
}

/** A call that could not be set up never rang. */
function isReached({ isConnected, scenario }: CallScript): boolean {
  return isConnected || scenario === "no_answer";
}

function playTalk(play: Play): SimulatedDelivery[] {
  const { script, random, connectedAt, toolIds } = play;
  if (!script.isConnected) return [];
  const deliveries = script.toolCalls.map((use, place) =>
    requestTool(play, use, toolIds[place] ?? ""),
  );
  const first = script.turns.find((_, place) => place === 1 || random.chance(0.3));
  if (first) {
    const at = connectedAt + first.endMs;
    const said = converse(play, first.endMs);
    deliveries.push(
      deliver(play, "conversation-update", at, {
        messages: said,
        messagesOpenAIFormatted: formatForOpenAi(said),
      }),
    );
  }
  if (script.scenario === "transferred") deliveries.push(forward(play));
  return deliveries;
}

function forward(play: Play): SimulatedDelivery {
  const at = Math.max(play.connectedAt + 100, play.endedAt - 400);
  const number = `+12125550${play.random.int(180, 199)}`;
  return deliver(play, "status-update", at, {
    status: "forwarding",
    destination: { type: "number", number },
  });
}

function requestTool(
  play: Play,
  use: CallScript["toolCalls"][number],
  id: string,
): SimulatedDelivery {
  const call = { id, type: "function", function: { name: use.name, arguments: use.arguments } };
  const definition = { type: "function", async: false, function: { name: use.name } };
  return deliver(play, "tool-calls", play.connectedAt + use.offsetMs + 20, {
    toolCalls: [call],
    toolCallList: [call],
    toolWithToolCallList: [{ ...definition, messages: [], toolCall: call }],
    artifact: { messages: converse(play, use.offsetMs), messagesOpenAIFormatted: [] },
  });
}

function playEnd(play: Play): SimulatedDelivery[] {
  const { random, endedAt, ending } = play;
  const toldAt = endedAt + random.int(80, 400);
  const reportedAt = toldAt + random.int(2500, 12_000);
  return [
    deliver(play, "status-update", toldAt, { status: "ended", endedReason: ending.reason }),
    deliver(play, "end-of-call-report", reportedAt, report(play)),
  ];
}

function report(play: Play): Json {
  const { script, connectedAt, endedAt, ending } = play;
  const messages = converse(play, script.durationMs);
  const transcript = script.turns
    .map(({ role, text }) => `${role === "agent" ? "AI" : "User"}: ${text}\n`)
    .join("");
  const times = {
    startedAt: new Date(connectedAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
  };
  return {
    endedReason: ending.reason,
    ...(script.isConnected ? times : {}),
    analysis: analyze(script),
    artifact: {
      messages,
      messagesOpenAIFormatted: formatForOpenAi(messages),
      transcript,
      ...(script.isConnected ? record(play) : {}),
    },
    ...charge(script),
    durationMs: script.durationMs,
    durationSeconds: script.durationMs / 1000,
    durationMinutes: Math.round((script.durationMs / 60_000) * 1e4) / 1e4,
  };
}

function analyze({ isConnected, isSuccessful, summary }: CallScript): Json {
  if (!isConnected) return {};
  return { summary, ...(isSuccessful === null ? {} : { successEvaluation: String(isSuccessful) }) };
}

function record({ random, common }: Play): Json {
  const call = common.call as { id: string };
  const files = `https://storage.example.com/${call.id}`;
  return {
    recordingUrl: `${files}-mono.wav`,
    stereoRecordingUrl: `${files}-stereo.wav`,
    logUrl: `${files}.log`,
    performanceMetrics: {
      turnLatencyAverage: random.int(900, 1400),
      modelLatencyAverage: random.int(350, 600),
      voiceLatencyAverage: random.int(150, 260),
      endpointingLatencyAverage: random.int(300, 600),
      numUserInterrupted: random.int(0, 2),
      numAssistantInterrupted: random.int(0, 2),
    },
  };
}

/** `artifact.messages` as far as it was spoken after `untilMs`. */
function converse({ script, connectedAt, toolIds }: Play, untilMs: number): Json[] {
  const at = (offsetMs: number) => ({
    time: connectedAt + offsetMs,
    secondsFromStart: offsetMs / 1000,
  });
  const spoken = script.turns.map((turn) => ({
    offsetMs: turn.startMs,
    message: {
      role: turn.role === "agent" ? "bot" : "user",
      message: turn.text,
      ...at(turn.startMs),
      endTime: connectedAt + turn.endMs,
      duration: turn.endMs - turn.startMs,
    } as Json,
  }));
  const used = script.toolCalls.flatMap((use, place) => {
    const id = toolIds[place] ?? "";
    const call = { name: use.name, arguments: JSON.stringify(use.arguments) };
    const answeredMs = use.offsetMs + use.durationMs;
    return [
      {
        offsetMs: use.offsetMs,
        message: {
          role: "tool_calls",
          message: "",
          ...at(use.offsetMs),
          toolCalls: [{ id, type: "function", function: call }],
        },
      },
      {
        offsetMs: answeredMs,
        message: {
          role: "tool_call_result",
          ...at(answeredMs),
          name: use.name,
          result: JSON.stringify(use.result),
          toolCallId: id,
        },
      },
    ];
  });
  return [...spoken, ...used]
    .filter(({ offsetMs }) => offsetMs <= untilMs)
    .sort((a, b) => a.offsetMs - b.offsetMs)
    .map(({ message }) => message);
}

function formatForOpenAi(messages: Json[]): Json[] {
  return messages
    .filter(({ role }) => role === "bot" || role === "user")
    .map(({ role, message }) => ({
      role: role === "bot" ? "assistant" : "user",
      content: message,
    }));
}

const shares = [
  ["transcriber", "stt", 0.12],
  ["model", "llm", 0.1],
  ["voice", "tts", 0.2],
] as const;

/** Dollars, split as Vapi splits them, with the rest for the platform. */
function charge({ costMicros, durationMs, turns }: CallScript): Json {
  if (costMicros === 0) return { cost: 0, costBreakdown: { total: 0 }, costs: [] };
  const [stt, llm, tts] = shares.map(([, , share]) => Math.floor(costMicros * share) / 1e6);
  const parts = shares.reduce((sum, [, , share]) => sum + Math.floor(costMicros * share), 0);
  const platform = (costMicros - parts) / 1e6;
  const cost = costMicros / 1e6;
  const minutes = Math.round((durationMs / 60_000) * 1e4) / 1e4;
  const characters = turns
    .filter(({ role }) => role === "agent")
    .reduce((sum, { text }) => sum + text.length, 0);
  const model = { provider: "openai", model: "gpt-4.1-mini" };
  return {
    cost,
    costBreakdown: { transport: 0, stt, llm, tts, vapi: platform, total: cost },
    costs: [
      { type: "transport", provider: "twilio", minutes, cost: 0 },
      {
        type: "transcriber",
        transcriber: { provider: "deepgram", model: "nova-3" },
        minutes,
        cost: stt,
      },
      { type: "model", model, promptTokens: 900 + characters, completionTokens: 40, cost: llm },
      { type: "voice", voice: { provider: "vapi", voiceId: "Elliot" }, characters, cost: tts },
      { type: "vapi", subType: "normal", minutes, cost: platform },
    ],
  };
}

function deliver({ common }: Play, type: string, at: number, members: Json): SimulatedDelivery {
  const message = { timestamp: at, type, ...members, ...common };
  return { at, contentType: "application/json", body: JSON.stringify({ message }) };
}
