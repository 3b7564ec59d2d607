import type { Random } from "../../lib/random.ts";
import type { CallScript, ProviderSimulator, SimulatedCall, SimulatedDelivery } from "../script.ts";
import { signatureHeaders } from "./openai_realtime.verify.ts";

const model = "gpt-realtime";

/** A server event of the session, and when it came. */
interface Pushed {
  at: number;
  event: Record<string, unknown>;
}

/**
 * Plays calls as OpenAI reports them: one webhook when the call rings, and the session's events as an observer pushes them, each with
 * the call's id and a timestamp added. Nobody reports an end, so every call ends unknown. There are inbound calls only; what the script
 * calls outbound, voicemail or unanswered comes out as an incoming call of which no more is heard.
 */
export const openaiRealtimeSimulator: ProviderSimulator = {
  id: "openai_realtime",
  simulate,
  sign,
};

function simulate(script: CallScript, random: Random, startAt: number): SimulatedCall {
  const callId = `rtc_u1_${random.hex(32)}`;
  const acceptedAt = startAt + random.int(400, 2500);
  const incoming = toDelivery(startAt, incomingEvent(script, random, callId, startAt));
  const pushed = isHeard(script) ? sessionEvents(script, random, callId, acceptedAt) : [];
  return {
    providerCallId: callId,
    deliveries: [incoming, ...pushed.map(({ at, event }) => toDelivery(at, event))],
    expected: { disposition: "unknown", status: "unknown" },
  };
}

function sign(delivery: Parameters<ProviderSimulator["sign"]>[0]): Record<string, string> {
  const { body, deliveryId, at, secret } = delivery;
  return signatureHeaders(body, deliveryId, Math.floor(at / 1000), secret);
}

function isHeard({ scenario, isConnected }: CallScript): boolean {
  return isConnected && scenario !== "no_answer" && scenario !== "busy";
}

function toDelivery(at: number, event: unknown): SimulatedDelivery {
  return { at, contentType: "application/json", body: JSON.stringify(event) };
}

function incomingEvent(
  script: CallScript,
  random: Random,
  callId: string,
  at: number,
): Record<string, unknown> {
  const sipHeaders = [
    {
      name: "From",
      value: `<sip:${script.callerNumber}@carrier.example.net>;tag=${random.hex(4)}`,
    },
    { name: "To", value: `<sip:${script.businessNumber}@sip.api.openai.com;transport=tls>` },
    { name: "Call-ID", value: `${random.uuid()}@carrier.example.net` },
  ];
  return {
    object: "event",
    id: `evt_${random.hex(32)}`,
    type: "realtime.call.incoming",
    created_at: Math.floor(at / 1000),
    data: { call_id: callId, sip_headers: sipHeaders, sip_media_security: "srtp" },
  };
}

function sessionEvents(
  script: CallScript,
  random: Random,
  callId: string,
  acceptedAt: number,
): Pushed[] {
  const push = (offsetMs: number, type: string, members: Record<string, unknown>): Pushed => {
    const at = acceptedAt + offsetMs;
    const shared = { type, event_id: `event_${random.hex(20)}`, session_id: callId, timestamp: at };
    return { at, event: { ...shared, ...members } };
  };
  const turns = script.turns.flatMap((turn) => {
    const speech = {
      item_id: `item_${random.hex(20)}`,
      content_index: 0,
      transcript: turn.text,
    };
    if (turn.role === "user") {
      return [push(turn.endMs, "conversation.item.input_audio_transcription.completed", speech)];
    }
    return [
      push(turn.endMs, "response.output_audio_transcript.done", speech),
      push(turn.endMs + 1, "response.done", { response: answered(random) }),
    ];
  });
  const tools = script.toolCalls.map((call) =>
    push(call.offsetMs, "response.function_call_arguments.done", {
      item_id: `item_${random.hex(20)}`,
      call_id: `call_${random.hex(20)}`,
      name: call.name,
      arguments: JSON.stringify(call.arguments),
    }),
  );
  const start = push(0, "session.created", { session: session(random) });
  return [start, ...turns, ...tools].sort((a, b) => a.at - b.at);
}

function session(random: Random): Record<string, unknown> {
  return {
    type: "realtime",
    object: "realtime.session",
    id: `sess_${random.hex(20)}`,
    model,
    audio: { input: { transcription: { model: "gpt-4o-mini-transcribe" } } },
  };
}

function answered(random: Random): Record<string, unknown> {
  const inputTokens = random.int(200, 1800);
  const outputTokens = random.int(30, 260);
  return {
    object: "realtime.response",
    id: `resp_${random.hex(20)}`,
    status: "completed",
    output: [],
    usage: {
      total_tokens: inputTokens + outputTokens,
      input_tokens: inputTokens,
      output_tokens: outputTokens,
    },
  };
}
