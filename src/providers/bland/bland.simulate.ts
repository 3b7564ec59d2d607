import type { CallStatus, Disposition } from "../../lib/call.ts";
import type { Random } from "../../lib/random.ts";
import { hmac } from "../../lib/signature.ts";
import { toIso } from "../../lib/time.ts";
import type { CallScript, ProviderSimulator, SimulatedCall, SimulatedDelivery } from "../script.ts";

/**
 * Bland's view of a call: messages about queue, call and tools while it lasts, and the flat result after it.
 *
 * Bland evaluates nothing, so a call that only ends well is a success here, whatever became of the caller's wish.
 */
export const blandSimulator: ProviderSimulator = {
  id: "bland",
  simulate,
  sign: ({ body, secret }) => ({
    "x-webhook-signature": hmac("sha256", secret, body).toString("hex"),
  }),
};

interface Plan {
  script: CallScript;
  callId: string;
  startAt: number;
  connectedAt: number;
  endedAt: number;
}

function simulate(script: CallScript, random: Random, startAt: number): SimulatedCall {
  const connectedAt = startAt + random.int(1_500, 9_000);
  const plan: Plan = {
    script,
    callId: random.uuid(),
    startAt,
    connectedAt,
    endedAt: connectedAt + (script.isConnected ? script.durationMs : random.int(2_000, 25_000)),
  };
  return {
    providerCallId: plan.callId,
    deliveries: [
      ...messages(plan),
      deliver(plan.endedAt + random.int(1_500, 8_000), result(plan, random)),
    ],
    expected: expectedOf(script),
  };
}

function deliver(at: number, body: unknown): SimulatedDelivery {
  return { at, contentType: "application/json", body: JSON.stringify(body) };
}

function messages(plan: Plan): SimulatedDelivery[] {
  const { script, connectedAt, endedAt, startAt } = plan;
  const tell = (at: number, category: string, message: string) =>
    deliver(at, { call_id: plan.callId, category, level: category, message, timestamp: toIso(at) });
  const queued =
    script.direction === "outbound" ? [tell(startAt, "queue", "Call is queued for dialing.")] : [];
  if (!script.isConnected) return queued;
  const seconds = Math.round(script.durationMs / 1000);
  return [
    ...queued,
    tell(connectedAt, "call", "Call connected."),
    ...script.toolCalls.map(({ name, offsetMs, durationMs, isSuccess }) =>
      tell(
        connectedAt + offsetMs + durationMs,
        "tool",
        `Tool ${name} ${isSuccess ? "answered" : "failed"} after ${durationMs} ms.`,
      ),
    ),
    tell(endedAt, "call", `Ending call. Call was ${seconds} seconds long.`),
  ];
}

function result(plan: Plan, random: Random) {
  const { script, callId, startAt, connectedAt } = plan;
  const { isConnected, durationMs, direction, callerNumber, businessNumber } = script;
  const isInbound = direction === "inbound";
  const transfer = script.scenario === "transferred" ? plan.endedAt : null;
  return {
    call_id: callId,
    c_id: callId,
    batch_id: null,
    to: isInbound ? businessNumber : callerNumber,
    from: isInbound ? callerNumber : businessNumber,
    inbound: isInbound,
    completed: true,
    ...wordsOf(script, random),
    call_length: Number((durationMs / 60_000).toFixed(3)),
    corrected_duration: String(Math.round(durationMs / 1000)),
    max_duration: 30,
    price: script.costMicros / 1_000_000,
    created_at: toIso(startAt),
    started_at: isConnected ? toIso(connectedAt) : null,
    end_at: toIso(startAt + 30 * 60_000),
    record: true,
    recording_url: isConnected ? `https://media.example.com/v1/recordings/${callId}` : null,
    concatenated_transcript: script.turns
      .map(({ role, text }) => ` ${role === "agent" ? "assistant" : "user"}: ${text} \n`)
      .join(""),
    transcripts: transcriptsOf(plan, random),
    variables: variablesOf(plan),
    metadata: { business: script.businessName },
    request_data: { customer: script.callerName },
    summary: isConnected ? script.summary : null,
    analysis: null,
    analysis_schema: null,
    pathway_id: null,
    pathway_logs: null,
    pathway_version: null,
    voice_id: "maya",
    transferred_to: transfer === null ? null : "+12125550199",
    transferred_at: transfer === null ? null : toIso(transfer),
    pre_transfer_duration: transfer === null ? null : Number((durationMs / 60_000).toFixed(3)),
    post_transfer_duration: null,
    warm_transfer_call: null,
  };
}

function wordsOf({ scenario, isConnected }: CallScript, random: Random) {
  const words = (
    status: string,
    answeredBy: string | null,
    endedBy: string | null,
    tag: string,
  ) => ({
    status,
    queue_status: status === "failed" ? "error" : "complete",
    answered_by: answeredBy,
    call_ended_by: endedBy,
    error_message: null as string | null,
    disposition_tag: tag,
  });
  switch (scenario) {
    case "voicemail":
      return words("completed", "voicemail", "ASSISTANT", "VOICEMAIL");
    case "no_answer":
      return words("no-answer", "no-answer", null, "NO_ANSWER");
    case "busy":
      return words("busy", null, null, "BUSY");
    case "transferred":
      return words("completed", "human", null, "TRANSFERRED");
    case "caller_hung_up_early":
      return words("completed", "human", "USER", "HUNG_UP");
    case "provider_failure":
      return {
        ...words("failed", isConnected ? "human" : null, null, "FAILED"),
        error_message: isConnected ? "Voice stream was lost." : "Carrier refused the call.",
      };
    default:
      return words("completed", "human", random.pick(["USER", "ASSISTANT"]), "COMPLETED_ACTION");
  }
}

/** Speech and use of tools in one list, by time, as Bland keeps it. */
function transcriptsOf({ script, connectedAt }: Plan, random: Random) {
  const firstId = random.int(10_000_000, 99_000_000);
  const spoken = script.turns.map(({ role, text, startMs }) => ({
    atMs: startMs,
    user: role === "agent" ? "assistant" : "user",
    text,
  }));
  const used = script.toolCalls.map(({ name, offsetMs }) => ({
    atMs: offsetMs,
    user: "agent-action",
    text: `Used the tool ${name}.`,
  }));
  return [...spoken, ...used]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, user, text }, index) => ({
      id: firstId + index,
      created_at: toIso(connectedAt + atMs).replace("Z", "+00:00"),
      text,
      user,
    }));
}

function variablesOf({ script, callId, startAt }: Plan): Record<string, unknown> {
  const system = {
    now: toIso(startAt),
    call_id: callId,
    phone_number: script.callerNumber,
    customer: script.callerName,
  };
  if (script.scenario !== "booked") return system;
  return { ...system, confirmed: true, ...script.toolCalls.at(-1)?.arguments };
}

function expectedOf({ scenario }: CallScript): {
  disposition: Disposition;
  status: CallStatus;
} {
  switch (scenario) {
    case "voicemail":
    case "no_answer":
    case "busy":
      return { disposition: scenario, status: "timeout" };
    case "transferred":
      return { disposition: "transferred", status: "partial" };
    case "provider_failure":
      return { disposition: "failed", status: "error" };
    default:
      return { disposition: "completed", status: "success" };
  }
}
