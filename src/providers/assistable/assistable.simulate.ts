import type { CallStatus, Disposition } from "../../lib/call.ts";
import type { Random } from "../../lib/random.ts";
import { toIso } from "../../lib/time.ts";
import type {
  CallScript,
  ProviderSimulator,
  Scenario,
  SimulatedCall,
  SimulatedDelivery,
} from "../script.ts";

/**
 * Assistable's view of a call: a start notice for inbound calls, a request per tool, and one message after the end.
 *
 * The start is told under the same id as the result. The secret travels as bearer token, as it would from a configured header.
 */
export const assistableSimulator: ProviderSimulator = {
  id: "assistable",
  simulate,
  sign: ({ secret }) => ({ authorization: `Bearer ${secret}` }),
};

interface Plan {
  script: CallScript;
  callId: string;
  assistantId: string;
  contactId: string | null;
  locationId: string;
  connectedAt: number;
  endedAt: number;
}

function simulate(script: CallScript, random: Random, startAt: number): SimulatedCall {
  const connectedAt = startAt + (script.isConnected ? random.int(1_500, 6_000) : 0);
  const plan: Plan = {
    script,
    callId: `v3:${random.hex(24)}`,
    assistantId: `asst_${random.hex(10)}`,
    // About one call in eight comes without its contact.
    contactId: random.chance(0.88) ? `ct_${random.hex(16)}` : null,
    locationId: `loc_${random.hex(8)}`,
    connectedAt,
    endedAt: connectedAt + (script.isConnected ? script.durationMs : random.int(2_000, 28_000)),
  };
  const disposition = dispositionOf(script.scenario);
  return {
    providerCallId: plan.callId,
    deliveries: [
      ...startNotice(plan, startAt),
      ...toolRequests(plan),
      deliver(plan.endedAt + random.int(2_000, 9_000), result(plan, random)),
    ],
    expected: { disposition, status: statusOf(script, disposition) },
  };
}

function deliver(at: number, body: unknown): SimulatedDelivery {
  return { at, contentType: "application/json", body: JSON.stringify(body) };
}

function parties({ script }: Plan) {
  const { direction, callerNumber, businessNumber } = script;
  return direction === "inbound"
    ? { direction, to: businessNumber, from: callerNumber }
    : { direction, to: callerNumber, from: businessNumber };
}

function startNotice(plan: Plan, at: number): SimulatedDelivery[] {
  if (plan.script.direction === "outbound") return [];
  return [
    deliver(at, {
      event: "call_started",
      call_control_id: plan.callId,
      ...parties(plan),
      contact_id: plan.contactId,
      assistant_id: plan.assistantId,
    }),
  ];
}

function toolRequests(plan: Plan): SimulatedDelivery[] {
  return plan.script.toolCalls.map((tool) => {
    const details = {
      tool_id: `tool_${tool.name}`,
      location_id: plan.locationId,
      contact_id: plan.contactId,
      assistant_id: plan.assistantId,
      ...parties(plan),
    };
    return deliver(plan.connectedAt + tool.offsetMs, {
      args: tool.arguments,
      meta_data: details,
      metadata: details,
      call: { call_id: plan.callId, retell_llm_dynamic_variables: {} },
    });
  });
}

function result(plan: Plan, random: Random) {
  const { script, callId, contactId } = plan;
  const { completion, success } = flagsOf(script);
  return {
    call_id: callId,
    call_type: "voice",
    ...parties(plan),
    contact_id: contactId,
    location_id: plan.locationId,
    args: {},
    metadata: { contact_id: contactId, location_id: plan.locationId },
    disconnection_reason: reasonOf(script, random),
    user_sentiment: script.sentiment?.toUpperCase() ?? null,
    call_summary: script.isConnected ? script.summary : null,
    call_completion: completion,
    call_completion_reason: null,
    assistant_task_completion: success,
    recording_url: script.isConnected
      ? `https://media.example.com/recordings/${callId.slice(3)}.mp3`
      : null,
    call_time_ms: script.durationMs,
    call_time_seconds: Math.floor(script.durationMs / 1000),
    full_transcript: script.turns
      .map(({ role, text }) => `${role === "agent" ? "Assistant" : "Caller"}: ${text}`)
      .join("\n"),
    start_timestamp: toIso(plan.connectedAt),
    end_timestamp: toIso(plan.endedAt),
    extractions: extractionsOf(script),
    added_to_wallet: true,
  };
}

function reasonOf({ scenario, isConnected }: CallScript, random: Random): string {
  switch (scenario) {
    case "transferred":
      return "call_transfer";
    case "voicemail":
      return "voicemail_reached";
    case "no_answer":
      return "no_answer";
    case "busy":
      return "busy";
    case "caller_hung_up_early":
      return "user_hangup";
    case "provider_failure":
      return isConnected ? "error_assistant" : "dial_failed";
    default:
      return random.pick(["completed", "user_hangup", "agent_hangup"]);
  }
}

function flagsOf({ scenario, isConnected, isSuccessful }: CallScript) {
  if (!isConnected || scenario === "provider_failure") return { completion: null, success: null };
  if (scenario === "voicemail") return { completion: "incomplete", success: "failed" };
  return {
    completion: scenario === "caller_hung_up_early" ? "incomplete" : "complete",
    success: isSuccessful === true ? "success" : "failed",
  };
}

/** What an assistant set up for bookings would collect: who, and the details of the last thing that was booked. */
function extractionsOf({ scenario, callerName, toolCalls }: CallScript): Record<string, unknown> {
  if (scenario !== "booked") return {};
  const booked = Object.entries(toolCalls.at(-1)?.arguments ?? {}).map(
    ([key, value]) => [`appointment_${key}`, value] as const,
  );
  return {
    customer_name: callerName,
    customer_interest_level: "high",
    ...Object.fromEntries(booked),
  };
}

function dispositionOf(scenario: Scenario): Disposition {
  switch (scenario) {
    case "transferred":
    case "voicemail":
    case "no_answer":
    case "busy":
      return scenario;
    case "provider_failure":
      return "failed";
    default:
      return "completed";
  }
}

function statusOf(script: CallScript, disposition: Disposition): CallStatus {
  if (["voicemail", "no_answer", "busy"].includes(disposition)) return "timeout";
  if (disposition === "failed") return "error";
  if (script.isSuccessful === true) return "success";
  return script.scenario === "caller_hung_up_early" ? "failure" : "partial";
}
