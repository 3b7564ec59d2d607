import {
  type CallFacts,
  type CallPatch,
  type Consent,
  type Disposition,
  dispositions,
  type ExternalId,
  endedByValues,
  failureClasses,
  isTerminal,
  type LatencyByStage,
  type Lifecycle,
  lifecycles,
  type ToolCall,
} from "../lib/call.ts";
import { tidyPhone } from "../lib/phone.ts";
import { readInstant } from "./instant.ts";
import { providerKey } from "./legacy-words.ts";
import { defaultSessionId, ownMember, toSeconds, wholeOrNull } from "./own-words.ts";
import { readMoney, readScalars } from "./read-outcomes.ts";
import { isObject, member } from "./shape.ts";
import type { VcpMessage } from "./vcp.schema.ts";

type Json = Record<string, unknown>;

/**
 * What a VCP message says about a call: the inverse of `buildVcpMessage`. The provider is the one the message names.
 *
 * Of a message whose consent was revoked only ids, times and the status are read (VCP §6.14).
 */
export function patchFromVcp(message: VcpMessage): CallPatch {
  const { call, consent, outcomes } = message.vcp_payload;
  const own = ownWords(message);
  const lifecycle = lifecycleOf(message, own);
  const base = {
    provider: providerKey(call.provider),
    providerCallId: call.call_id,
    lifecycle,
    occurredAt: instant(message.audit.processed_at) ?? instant(message.audit.received_at),
  };
  const times: CallFacts = {
    ...timesOf(message, own),
    disposition: dispositionOf(message, own, lifecycle),
    evaluation: outcomes.objective.status === "unknown" ? null : outcomes.objective.status,
    sessionId: sessionOf(call),
    consent: consentOf(message),
  };
  if (consent?.status === "revoked") return { ...base, facts: times };
  return {
    ...base,
    facts: { ...times, ...whoAndWhere(message, own), ...resultsOf(message) },
    toolCalls: toolCallsOf(message),
    externalIds: externalIdsOf(own),
  };
}

/** What we wrote ourselves; an empty object in messages of others. */
function ownWords(message: VcpMessage): Json {
  const own = member(message.vcp_payload.custom.experimental, ownMember);
  return isObject(own) ? own : {};
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | null {
  return values.find((one) => one === value) ?? null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** Instants outside 1990 to 2200 are placeholders or unit errors and say nothing. */
function instant(text: string | null | undefined): number | null {
  const ms = typeof text === "string" ? readInstant(text) : null;
  return ms !== null && ms >= earliest && ms < latest ? ms : null;
}

/** A message about a call that is over has an end, a duration or an outcome; live calls have none of them (VCP §6.6). */
function lifecycleOf(message: VcpMessage, own: Json): Lifecycle {
  const told = oneOf(lifecycles, own.lifecycle);
  if (told === "failed") return own.disposition === "failed" ? told : "ended";
  if (told !== null) return told;
  const { call, outcomes, hcr } = message.vcp_payload;
  const isEvaluated = outcomes.objective.status !== "unknown";
  const hasEnded = typeof call.end_time === "string" || typeof call.duration_sec === "number";
  if (!isEvaluated && !hasEnded) return "in_progress";
  if (deriveDisposition(message) === "failed") return "failed";
  return isEvaluated || textOf(hcr.summary) !== null ? "analyzed" : "ended";
}

function dispositionOf(message: VcpMessage, own: Json, lifecycle: Lifecycle): Disposition | null {
  if (!isTerminal(lifecycle)) return null;
  if (lifecycle === "failed") return "failed";
  return oneOf(dispositions, own.disposition) ?? deriveDisposition(message);
}

function deriveDisposition({ vcp_payload: { call, outcomes } }: VcpMessage): Disposition {
  const { status, metrics } = outcomes.objective;
  if (metrics?.voicemail_detected === true) return "voicemail";
  if (metrics?.handoff_performed === true) return "transferred";
  if (call.duration_sec === 0) return status === "error" ? "failed" : "no_answer";
  return status === "timeout" ? "unknown" : "completed";
}

function timesOf({ vcp_payload: { call, outcomes } }: VcpMessage, own: Json): CallFacts {
  const start = instant(call.start_time);
  const source = outcomes.objective.metrics?.start_time_source;
  const isConnected = source === undefined || source === "provider_start";
  return {
    startedAt: isConnected && !(source === undefined && call.duration_sec === 0) ? start : null,
    // A start that is not the connection is the earliest trace of the call.
    createdAt: isConnected && source !== undefined ? instant(textOf(own.created_at)) : start,
    endedAt: instant(call.end_time),
    durationMs: durationOf(call.duration_sec, own),
  };
}

/** VCP counts whole seconds; our own messages say the milliseconds too. */
function durationOf(seconds: number | null | undefined, own: Json): number | null {
  if (typeof seconds !== "number") return null;
  const exact = own.duration_ms;
  return typeof exact === "number" && toSeconds(exact) === seconds ? exact : seconds * 1000;
}

function sessionOf(call: VcpMessage["vcp_payload"]["call"]): string | null {
  const isDefault = call.session_id === defaultSessionId(call.provider, call.call_id);
  return isDefault ? null : textOf(call.session_id);
}

function whoAndWhere({ vcp_payload: { call } }: VcpMessage, own: Json): CallFacts {
  const channel = call.channel === "inbound" || call.channel === "outbound" ? null : call.channel;
  return {
    direction: call.direction ?? null,
    channel: channel ?? null,
    from: tidyPhone(call.from),
    to: tidyPhone(call.to),
    agentId: textOf(own.agent_id),
    agentName: textOf(own.agent_name),
    agentVersion: textOf(own.agent_version),
    parentSessionId: textOf(call.parent_session_id),
    correlationId: textOf(call.correlation_id),
    contactId: textOf(own.contact_id),
    region: textOf(call.geographic_region),
    endReason: textOf(own.end_reason),
    endedBy: oneOf(endedByValues, own.ended_by),
    failureClass: oneOf(failureClasses, own.failure_class),
    latency: isLatency(own.latency) ? own.latency : null,
  };
}

function isLatency(value: unknown): value is LatencyByStage {
  return (
    isObject(value) &&
    Object.values(value).every(
      (stage) => isObject(stage) && Object.values(stage).every((ms) => typeof ms === "number"),
    )
  );
}

const satisfactionSources = ["sentiment", "survey", "provider_score"] as const;

function resultsOf({ vcp_payload: payload }: VcpMessage): CallFacts {
  const { outcomes, hcr, artifacts, custom } = payload;
  const metrics = outcomes.objective.metrics ?? {};
  const score = outcomes.user_satisfaction_score ?? null;
  const analysis = member(custom.experimental, "analysis");
  const metadata = member(custom.experimental, "metadata");
  return {
    ...readMoney(payload),
    isVoicemail:
      typeof metrics.voicemail_detected === "boolean" ? metrics.voicemail_detected : null,
    isHandoff: typeof metrics.handoff_performed === "boolean" ? metrics.handoff_performed : null,
    satisfactionScore: score,
    satisfactionSource:
      score === null
        ? null
        : (oneOf(satisfactionSources, metrics.satisfaction_source) ?? "provider_score"),
    sentiment: textOf(metrics.user_sentiment)?.toLowerCase() ?? null,
    summary: textOf(hcr.summary),
    headline: textOf(hcr.headline),
    recordingUrl: textOf(artifacts.audio_recording_ref),
    logUrl: textOf(artifacts.system_logs_ref),
    criteria: (outcomes.objective.scored_criteria ?? []).map((criterion) => ({
      id: criterion.id,
      isMet: criterion.met,
      score: criterion.score ?? null,
      evidence: criterion.evidence_ref ?? null,
    })),
    metrics: readScalars(metrics),
    analysis: isObject(analysis) ? analysis : null,
    metadata: isObject(metadata) ? metadata : null,
    integrations: custom.integrations ?? null,
  };
}

function consentOf({ vcp_payload: { consent } }: VcpMessage): Consent | null {
  if (!consent) return null;
  return {
    consentId: consent.consent_id,
    status: consent.status,
    scope: consent.scope,
    version: consent.version,
    grantedAt: instant(consent.granted_at),
    expiresAt: instant(consent.expires_at),
  };
}

function toolCallsOf({ vcp_payload: { call } }: VcpMessage): ToolCall[] {
  const start = instant(call.start_time);
  return (call.capabilities_invoked ?? []).map((tool, i) => {
    if (typeof tool === "string") return { id: `${tool}#${i}`, name: tool };
    const { metadata } = tool;
    const isInferred = metadata?.inferred === true;
    const invokedAt = instant(tool.invoked_at);
    const offset = typeof metadata?.offset_ms === "number" ? metadata.offset_ms : null;
    const isKnown = metadata?.invoked_at_unknown !== true;
    return {
      id: textOf(metadata?.tool_call_id) ?? `${tool.capability_id}#${i}`,
      name: tool.capability_id,
      arguments: typeof metadata?.arguments === "string" ? metadata.arguments : null,
      result: typeof metadata?.result === "string" ? metadata.result : null,
      isSuccess: isInferred ? null : tool.success,
      error: textOf(tool.error_message),
      offsetMs: wholeOrNull(offset) ?? offsetOf(isKnown ? invokedAt : null, start),
      invokedAt: isKnown ? invokedAt : null,
      durationMs: tool.duration_ms ?? null,
    };
  });
}

function offsetOf(at: number | null, start: number | null): number | null {
  return at === null || start === null || at < start ? null : at - start;
}

const externalKinds = [
  "twilio_call_sid",
  "sip_call_id",
  "call_control_id",
  "telephony_call_id",
] as const;

function externalIdsOf(own: Json): ExternalId[] {
  if (!Array.isArray(own.external_ids)) return [];
  return own.external_ids.slice(0, 20).flatMap((entry) => {
    const kind = oneOf(externalKinds, member(entry, "kind"));
    const value = textOf(member(entry, "value"));
    return kind === null || value === null ? [] : [{ kind, value }];
  });
}
