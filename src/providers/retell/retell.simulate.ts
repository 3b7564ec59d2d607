import type { CallStatus, Disposition } from "../../lib/call.ts";
import type { Random } from "../../lib/random.ts";
import type { CallScript, ProviderSimulator, SimulatedCall, SimulatedDelivery } from "../script.ts";
import { signRetell } from "./retell.verify.ts";

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
  connectedAt: number;
  endedAt: number;
  ending: Ending;
  identity: Json;
  /** Ids of the tool calls, in the order of the script. */
  toolIds: string[];
}

/** Plays calls as Retell reports them: started, sometimes a transcript update, transfer steps, ended, analyzed. */
export const retellSimulator: ProviderSimulator = {
  id: "retell",
  simulate,
  sign: ({ body, at, secret }) => ({ "x-retell-signature": signRetell(body, at, secret) }),
};

function simulate(script: CallScript, random: Random, startAt: number): SimulatedCall {
  const callId = `call_${random.hex(27)}`;
  const connectedAt = startAt + random.int(1200, 9000);
  const play: Play = {
    script,
    random,
    connectedAt,
    endedAt: connectedAt + (script.isConnected ? script.durationMs : 0),
    ending: chooseEnding(script, random),
    identity: inventIdentity(script, random, callId),
    toolIds: script.toolCalls.map(() => `tool_call_${random.hex(24)}`),
  };
  const live = script.isConnected ? playLive(play) : [];
  const call = finish(play);
  const endEventAt = play.endedAt + random.int(200, 900);
  const analyzedAt = endEventAt + random.int(4000, 20_000);
  return {
    providerCallId: callId,
    deliveries: [
      ...live,
      deliver("call_ended", endEventAt, { call }),
      deliver("call_analyzed", analyzedAt, { call: { ...call, call_analysis: analyze(script) } }),
    ],
    expected: {
      disposition: play.ending.disposition,
      status: expectedStatus(script, play.ending),
    },
  };
}

function chooseEnding({ scenario, isConnected }: CallScript, random: Random): Ending {
  switch (scenario) {
    case "transferred":
      return { reason: "call_transfer", disposition: "transferred", status: "partial" };
    case "voicemail":
      return { reason: "voicemail_reached", disposition: "voicemail", status: "timeout" };
    case "no_answer":
      return { reason: "dial_no_answer", disposition: "no_answer", status: "timeout" };
    case "busy":
      return { reason: "dial_busy", disposition: "busy", status: "timeout" };
    case "provider_failure":
      return { reason: chooseFailure(isConnected, random), disposition: "failed", status: "error" };
    case "caller_hung_up_early":
      return { reason: "user_hangup", disposition: "completed", status: "success" };
    default: {
      const reason = random.pick(["agent_hangup", "user_hangup"]);
      return { reason, disposition: "completed", status: "success" };
    }
  }
}

function chooseFailure(isConnected: boolean, random: Random): string {
  return isConnected
    ? random.pick(["error_asr", "error_retell", "error_llm_websocket_lost_connection"])
    : random.pick(["dial_failed", "sip_routing_error", "telephony_provider_unavailable"]);
}

/** An evaluation outweighs the reason; a call that met nobody stays a time-out unless it was a success. */
function expectedStatus(script: CallScript, ending: Ending): CallStatus {
  if (script.isSuccessful === true) return "success";
  if (ending.status === "timeout") return "timeout";
  return script.isSuccessful === false ? "failure" : ending.status;
}

function inventIdentity(script: CallScript, random: Random, callId: string): Json {
  const [from, to] =
    script.direction === "inbound"
      ? [script.callerNumber, script.businessNumber]
      : [script.businessNumber, script.callerNumber];
  return {
    call_type: "phone_call",
    call_id: callId,
    agent_id: `agent_${random.hex(26)}`,
    agent_version: random.int(1, 30),
    agent_name: script.agentName,
    direction: script.direction,
    from_number: from,
    to_number: to,
    metadata: { business: script.businessName },
    retell_llm_dynamic_variables: { customer_name: script.callerName },
    data_storage_setting: "everything",
    opt_in_signed_url: false,
    ...(script.isConnected
      ? { telephony_identifier: { twilio_call_sid: `CA${random.hex(32)}` } }
      : {}),
  };
}

function playLive(play: Play): SimulatedDelivery[] {
  const { script, random, connectedAt } = play;
  const live = { ...play.identity, call_status: "ongoing", start_timestamp: connectedAt };
  const deliveries = [deliver("call_started", connectedAt + 70, { call: live })];
  if (random.chance(0.5)) {
    const half = Math.round(script.durationMs / 2);
    const call = { ...live, ...transcribe(play, half) };
    deliveries.push(deliver("transcript_updated", connectedAt + Math.max(half, 100), { call }));
  }
  if (script.scenario === "transferred") deliveries.push(...playTransfer(play, live));
  return deliveries;
}

function playTransfer(play: Play, live: Json): SimulatedDelivery[] {
  const { random, connectedAt, endedAt } = play;
  const askedAt = Math.max(Math.round((connectedAt + endedAt) / 2) + 100, endedAt - 4000);
  const transfer = {
    transfer_destination: `+12125550${random.int(180, 199)}`,
    transfer_option: { type: random.pick(["cold_transfer", "warm_transfer"]) },
    call: { ...live, ...transcribe(play, askedAt - connectedAt) },
  };
  return [
    deliver("transfer_started", askedAt, transfer),
    deliver("transfer_bridged", Math.max(askedAt + 1, endedAt - 500), transfer),
  ];
}

/** The call object of `call_ended`. */
function finish(play: Play): Json {
  const { script, random, identity, ending, connectedAt, endedAt } = play;
  const base = { ...identity, disconnection_reason: ending.reason, call_cost: charge(script) };
  if (!script.isConnected) {
    const status = ending.disposition === "failed" ? "error" : "not_connected";
    return { ...base, call_status: status, duration_ms: 0, transcript: "" };
  }
  const files = `https://recordings.example.com/${String(identity.call_id)}`;
  return {
    ...base,
    call_status: ending.disposition === "failed" ? "error" : "ended",
    start_timestamp: connectedAt,
    end_timestamp: endedAt,
    duration_ms: script.durationMs,
    ...transcribe(play, script.durationMs),
    recording_url: `${files}/recording.wav`,
    recording_multi_channel_url: `${files}/recording_multichannel.wav`,
    public_log_url: `${files}/public.log`,
    latency: { e2e: measure(random, 900), llm: measure(random, 420), tts: measure(random, 180) },
    llm_token_usage: countTokens(script, random),
  };
}

/** The transcript as far as it was spoken after `untilMs`, in Retell's three forms. */
function transcribe({ script, toolIds }: Play, untilMs: number): Json {
  const turns = script.turns.filter(({ endMs }) => endMs <= untilMs);
  const utterances = turns.map((turn) => ({
    at: turn.startMs,
    entries: [{ role: turn.role, content: turn.text, words: spell(turn) }] as Json[],
  }));
  const uses = script.toolCalls
    .map((use, place) => ({ at: use.offsetMs, entries: useTool(use, toolIds[place] ?? "") }))
    .filter((_, place) => (script.toolCalls[place]?.offsetMs ?? 0) <= untilMs);
  return {
    transcript: turns
      .map(({ role, text }) => `${role === "agent" ? "Agent" : "User"}: ${text}\n`)
      .join(""),
    transcript_object: utterances.flatMap(({ entries }) => entries),
    transcript_with_tool_calls: [...utterances, ...uses]
      .sort((a, b) => a.at - b.at)
      .flatMap(({ entries }) => entries),
  };
}

/** Spreads the words of a turn evenly over its time; Retell tells seconds. */
function spell({ text, startMs, endMs }: CallScript["turns"][number]): Json[] {
  const words = text.split(" ");
  const at = (place: number) =>
    Math.round(startMs + ((endMs - startMs) * place) / words.length) / 1000;
  return words.map((word, place) => ({ word, start: at(place), end: at(place + 1) }));
}

function useTool(use: CallScript["toolCalls"][number], id: string): Json[] {
  return [
    {
      role: "tool_call_invocation",
      tool_call_id: id,
      name: use.name,
      arguments: JSON.stringify(use.arguments),
    },
    {
      role: "tool_call_result",
      tool_call_id: id,
      content: JSON.stringify(use.result),
      successful: use.isSuccess,
    },
  ];
}

/** Cents, split as Retell splits them: speech, model, telephony, and the rest for its own engine. */
function charge({ costMicros, durationMs }: CallScript): Json {
  const seconds = Math.ceil(durationMs / 1000);
  const shares = [
    ["elevenlabs_tts", 0.5],
    ["gpt_4_1_mini", 0.1],
    ["us_telephony", 0.1],
  ] as const;
  const parts = shares.map(([product, share]) => ({
    product,
    micros: Math.floor(costMicros * share),
  }));
  const rest = costMicros - parts.reduce((sum, { micros }) => sum + micros, 0);
  const products = [...parts, { product: "retell_voice_engine", micros: rest }];
  const perSecond = (cents: number) =>
    seconds === 0 ? 0 : Math.round((cents / seconds) * 1e7) / 1e7;
  const cost = costMicros / 10_000;
  return {
    combined_cost: cost,
    total_duration_seconds: seconds,
    total_duration_unit_price: perSecond(cost),
    product_costs:
      costMicros === 0
        ? []
        : products.map(({ product, micros }) => ({
            product,
            unit_price: perSecond(micros / 10_000),
            cost: micros / 10_000,
          })),
  };
}

function measure(random: Random, typical: number): Json {
  const p50 = random.int(Math.round(typical * 0.8), Math.round(typical * 1.2));
  return {
    p50,
    p90: Math.round(p50 * 1.4),
    p95: Math.round(p50 * 1.55),
    p99: Math.round(p50 * 1.7),
    max: Math.round(p50 * 1.75),
    min: Math.round(p50 * 0.6),
    num: random.int(2, 20),
  };
}

function countTokens({ turns }: CallScript, random: Random): Json {
  const values = turns
    .filter(({ role }) => role === "agent")
    .map((_, place) => 1400 + place * 60 + random.int(0, 80));
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    values,
    average: values.length === 0 ? 0 : sum / values.length,
    num_requests: values.length,
  };
}

function analyze(script: CallScript): Json {
  const { sentiment, isSuccessful } = script;
  return {
    call_summary: script.summary,
    in_voicemail: script.scenario === "voicemail",
    user_sentiment:
      sentiment === null ? "Unknown" : sentiment.charAt(0).toUpperCase() + sentiment.slice(1),
    ...(isSuccessful === null ? {} : { call_successful: isSuccessful }),
    custom_analysis_data: {},
  };
}

function deliver(event: string, at: number, members: Json): SimulatedDelivery {
  const body = JSON.stringify({ event, ...members, event_timestamp: at });
  return { at, contentType: "application/json", body };
}
