import type { CallStatus } from "../../lib/call.ts";
import type { Random } from "../../lib/random.ts";
import type { CallScript, ProviderSimulator, SimulatedCall, SimulatedDelivery } from "../script.ts";
import { secretHeader } from "../shared-secret.ts";
import { elevenlabs } from "./elevenlabs.ts";
import { signatureHeader } from "./elevenlabs.verify.ts";

/** One credit costs a hundredth of a cent in the invented plan. */
const microsPerCredit = 100;

/** One call in the making. */
interface Scene {
  script: CallScript;
  random: Random;
  ids: { agent: string; conversation: string; callSid: string };
  /** When the parties are connected, or when it is clear that they will not be; a whole second. */
  pickedUpAt: number;
}

/** Plays calls as ElevenLabs reports them: by what it sends after the call, with nothing in between. */
export const elevenlabsSimulator: ProviderSimulator = { id: "elevenlabs", simulate, sign };

function simulate(script: CallScript, random: Random, startAt: number): SimulatedCall {
  const ids = {
    agent: `agent_${random.hex(28)}`,
    conversation: `conv_${random.hex(28)}`,
    callSid: `CA${random.hex(32)}`,
  };
  const pickedUpAt = Math.floor(startAt / 1000) * 1000 + random.int(2, 12) * 1000;
  const scene = { script, random, ids, pickedUpAt };
  const first = script.direction === "inbound" ? [initiation(scene, startAt)] : [];
  const rest = isStillborn(script) ? [initiationFailure(scene)] : afterCall(scene);
  return {
    providerCallId: ids.conversation,
    deliveries: [...first, ...rest],
    expected: expectedOf(script),
  };
}

function sign(delivery: Parameters<ProviderSimulator["sign"]>[0]): Record<string, string> {
  const { body, secret, at } = delivery;
  if (isUnsigned(body)) return { [secretHeader]: secret };
  return { "elevenlabs-signature": signatureHeader(body, Math.floor(at / 1000), secret) };
}

/** Requests that ElevenLabs waits for are not signed. */
function isUnsigned(body: string | Buffer): boolean {
  try {
    const context = { headers: {}, tool: null, isInbound: false };
    return elevenlabs.live?.read(JSON.parse(body.toString()), context) !== undefined;
  } catch {
    return false;
  }
}

function isStillborn({ scenario, isConnected }: CallScript): boolean {
  if (scenario === "no_answer" || scenario === "busy") return true;
  return scenario === "provider_failure" && !isConnected;
}

function expectedOf(script: CallScript): SimulatedCall["expected"] {
  const { scenario } = script;
  if (scenario === "no_answer" || scenario === "busy") {
    return { disposition: scenario, status: "timeout" };
  }
  if (scenario === "voicemail") {
    return { disposition: "voicemail", status: script.isSuccessful ? "success" : "timeout" };
  }
  if (scenario === "provider_failure") return { disposition: "failed", status: "error" };
  if (scenario === "transferred") {
    return { disposition: "transferred", status: judged(script, "partial") };
  }
  return { disposition: "completed", status: judged(script, "success") };
}

function judged({ isSuccessful }: CallScript, otherwise: CallStatus): CallStatus {
  if (isSuccessful === null) return otherwise;
  return isSuccessful ? "success" : "failure";
}

function delivery(at: number, body: unknown): SimulatedDelivery {
  return { at, contentType: "application/json", body: JSON.stringify(body) };
}

function webhook(at: number, type: string, content: Record<string, unknown>): SimulatedDelivery {
  return delivery(at, { type, event_timestamp: Math.floor(at / 1000), data: content });
}

function initiation({ script, ids }: Scene, at: number): SimulatedDelivery {
  return delivery(at, {
    caller_id: script.callerNumber,
    agent_id: ids.agent,
    called_number: script.businessNumber,
    call_sid: ids.callSid,
    conversation_id: ids.conversation,
  });
}

const failures = {
  no_answer: ["no-answer", "no-answer", "487"],
  busy: ["busy", "busy", "486"],
  other: ["unknown", "failed", "503"],
} as const;

function initiationFailure({ script, ids, pickedUpAt }: Scene): SimulatedDelivery {
  const { scenario } = script;
  const kind = scenario === "no_answer" || scenario === "busy" ? scenario : "other";
  const [reason, status, sipCode] = failures[kind];
  const isInbound = script.direction === "inbound";
  const body = {
    CallSid: ids.callSid,
    AccountSid: `AC${"0".repeat(32)}`,
    From: isInbound ? script.callerNumber : script.businessNumber,
    To: isInbound ? script.businessNumber : script.callerNumber,
    CallStatus: status,
    Direction: isInbound ? "inbound" : "outbound-api",
    Timestamp: new Date(pickedUpAt).toUTCString().replace("GMT", "+0000"),
    SequenceNumber: "0",
    CallbackSource: "call-progress-events",
    CallDuration: "0",
    Duration: "0",
    SipResponseCode: sipCode,
    ApiVersion: "2010-04-01",
  };
  return webhook(pickedUpAt + 1000, "call_initiation_failure", {
    agent_id: ids.agent,
    conversation_id: ids.conversation,
    failure_reason: reason,
    metadata: { type: "twilio", body },
  });
}

function afterCall(scene: Scene): SimulatedDelivery[] {
  const { script, random, ids, pickedUpAt } = scene;
  const endedAt = pickedUpAt + durationSec(script) * 1000;
  const reportedAt = endedAt + random.int(4, 20) * 1000;
  const report = webhook(reportedAt, "post_call_transcription", conversation(scene));
  if (!random.chance(0.2)) return [report];
  const sound = Buffer.from(random.hex(64), "hex").toString("base64");
  const audio = webhook(reportedAt + 2000, "post_call_audio", {
    agent_id: ids.agent,
    conversation_id: ids.conversation,
    full_audio: sound,
  });
  return [report, audio];
}

function durationSec(script: CallScript): number {
  return Math.max(1, Math.round(script.durationMs / 1000));
}

function conversation(scene: Scene): Record<string, unknown> {
  const { script, ids } = scene;
  const isFailed = script.scenario === "provider_failure";
  return {
    agent_id: ids.agent,
    agent_name: script.agentName,
    conversation_id: ids.conversation,
    status: isFailed ? "failed" : "done",
    user_id: null,
    branch_id: null,
    version_id: null,
    transcript: transcript(scene),
    metadata: metadata(scene),
    analysis: isFailed || script.isSuccessful === null ? null : analysis(script),
    conversation_initiation_client_data: clientData(scene),
    has_audio: true,
    has_user_audio: true,
    has_response_audio: true,
  };
}

type TranscriptEntry = Record<string, unknown> & { time_in_call_secs: number };

function transcript({ script, random }: Scene): TranscriptEntry[] {
  const spoken = script.turns.map((turn) =>
    entry(turn.role, turn.text, turn.startMs, {
      conversation_turn_metrics: turn.role === "agent" ? turnMetrics(random) : null,
    }),
  );
  const tools = script.toolCalls.flatMap((call, index) =>
    toolEntries({ ...call, id: `${call.name}_${index}`, type: "webhook" }),
  );
  const all = [...spoken, ...tools, ...systemTool(script)];
  return all.sort((a, b) => a.time_in_call_secs - b.time_in_call_secs);
}

function entry(
  role: string,
  message: string | null,
  offsetMs: number,
  more: Record<string, unknown>,
): TranscriptEntry {
  return {
    role,
    message,
    tool_calls: [],
    tool_results: [],
    feedback: null,
    llm_override: null,
    time_in_call_secs: Math.floor(offsetMs / 1000),
    conversation_turn_metrics: null,
    rag_retrieval_info: null,
    interrupted: false,
    ...more,
  };
}

function turnMetrics(random: Random): Record<string, unknown> {
  const measure = (from: number, to: number) => ({ elapsed_time: random.int(from, to) / 1000 });
  return {
    metrics: {
      convai_llm_service_ttfb: measure(250, 700),
      convai_llm_service_ttf_sentence: measure(700, 1100),
      convai_tts_service_ttfb: measure(90, 220),
    },
  };
}

interface ToolUse {
  id: string;
  type: string;
  name: string;
  arguments: Record<string, unknown>;
  result: Record<string, unknown>;
  isSuccess: boolean;
  offsetMs: number;
  durationMs: number;
}

function toolEntries(use: ToolUse): TranscriptEntry[] {
  const about = { type: use.type, request_id: use.id, tool_name: use.name };
  const call = {
    ...about,
    params_as_json: JSON.stringify(use.arguments),
    tool_has_been_called: true,
    tool_details: null,
  };
  const result = {
    ...about,
    result_value: JSON.stringify(use.result),
    is_error: !use.isSuccess,
    tool_has_been_called: true,
    tool_latency_secs: use.durationMs / 1000,
  };
  return [
    entry("agent", null, use.offsetMs, { tool_calls: [call] }),
    entry("agent", null, use.offsetMs + use.durationMs, { tool_results: [result] }),
  ];
}

/** The platform's own tools, by which transfers and mailboxes show. */
function systemTool(script: CallScript): TranscriptEntry[] {
  const { scenario, durationMs } = script;
  const common = { type: "system", isSuccess: true, durationMs: 0, result: { status: "success" } };
  const offsetMs = Math.max(0, durationMs - 2000);
  if (scenario === "transferred") {
    const target = { transfer_number: script.businessNumber };
    const name = "transfer_to_number";
    return toolEntries({ ...common, id: "transfer_1", name, arguments: target, offsetMs });
  }
  if (scenario !== "voicemail") return [];
  const why = { reason: "automated greeting" };
  const name = "voicemail_detection";
  return toolEntries({ ...common, id: "voicemail_1", name, arguments: why, offsetMs });
}

function metadata(scene: Scene): Record<string, unknown> {
  const { script, ids, pickedUpAt, random } = scene;
  const credits = Math.round(script.costMicros / microsPerCredit);
  const llmCredits = Math.min(credits, random.int(2, 15));
  return {
    start_time_unix_secs: pickedUpAt / 1000,
    accepted_time_unix_secs: pickedUpAt / 1000,
    call_duration_secs: durationSec(script),
    cost: credits,
    cost_fiat: script.costMicros / 1e6,
    charging: {
      dev_discount: false,
      tier: "scale",
      llm_price: llmCredits / 1e4,
      llm_charge: llmCredits,
      call_charge: credits - llmCredits,
      free_minutes_consumed: 0,
      free_llm_dollars_consumed: 0,
    },
    phone_call: {
      type: "twilio",
      direction: script.direction,
      phone_number_id: `phnum_${random.hex(28)}`,
      agent_number: script.businessNumber,
      external_number: script.callerNumber,
      call_result: script.scenario === "voicemail" ? "voicemail" : "answered",
      stream_sid: `MZ${random.hex(32)}`,
      call_sid: ids.callSid,
    },
    batch_call: null,
    termination_reason: terminationReason(script),
    error: script.scenario === "provider_failure" ? { code: 1011, reason: "Internal error" } : null,
    main_language: "en",
    conversation_initiation_source: "twilio",
  };
}

function terminationReason({ scenario }: CallScript): string {
  if (scenario === "provider_failure") return "";
  if (scenario === "voicemail") return "voicemail_detection tool was called";
  if (scenario === "transferred") return "transfer_to_number tool was called";
  return scenario === "booked" ? "end_call tool was called" : "Call ended by remote party";
}

function analysis(script: CallScript): Record<string, unknown> {
  const result = script.isSuccessful ? "success" : "failure";
  return {
    evaluation_criteria_results: {
      request_met: { criteria_id: "request_met", result, rationale: script.summary },
    },
    data_collection_results: {
      caller_name: {
        data_collection_id: "caller_name",
        value: script.callerName,
        json_schema: { type: "string" },
        rationale: "Said at the start.",
      },
    },
    call_successful: result,
    call_success_score: script.isSuccessful ? 1 : 0,
    transcript_summary: script.summary,
    call_summary_title: `Call with ${script.businessName}`,
  };
}

function clientData({ script, ids }: Scene): Record<string, unknown> {
  return {
    conversation_config_override: {},
    custom_llm_extra_body: {},
    user_id: null,
    dynamic_variables: {
      system__caller_id: script.callerNumber,
      system__called_number: script.businessNumber,
      system__call_sid: ids.callSid,
      system__conversation_id: ids.conversation,
      system__agent_id: ids.agent,
      system__call_duration_secs: durationSec(script),
    },
  };
}
