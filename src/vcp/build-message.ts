import { type CallRecord, isTerminal, type ToolCall } from "../lib/call.ts";
import { cutText } from "../lib/text.ts";
import { buildOutcomes, buildRoles, type StartTimeSource } from "./build-outcomes.ts";
import { vcpChecksum } from "./checksum.ts";
import { cleanJson, cleanText, elideBinaries } from "./clean-json.ts";
import { writeInstant } from "./instant.ts";
import { defaultSessionId, ownMember, tombstone, toSeconds, wholeOrNull } from "./own-words.ts";
import { isObject, member } from "./shape.ts";
import type { VcpSource } from "./source.ts";
import { type VcpCapability, VcpMessage } from "./vcp.schema.ts";

type Payload = VcpMessage["vcp_payload"];

/** The instant of a document when not even its own clock can be written. */
const epoch = "1970-01-01T00:00:00.000Z";

/**
 * Writes a call as a VCP 0.5 message (VCP §2, §6, §7).
 *
 * Whatever the record holds, the result has no errors under `validateVcp`: what VCP cannot say (a negative cost, an instant outside
 * the calendar, an end before the start) is left out. Of a call whose consent was revoked only ids, times and the status remain. The
 * same source gives the same message; the checksum is computed last.
 */
export function buildVcpMessage(source: VcpSource): VcpMessage {
  const isRevoked = source.record.facts.consent?.status === "revoked";
  const it: VcpSource = isRevoked
    ? { ...source, record: tombstone(source.record), payload: null, callerKey: null }
    : source;
  const call = buildCall(it);
  const { start, startSource } = startOf(it);
  const { facts, provider } = namesOf(it.record);
  const message = {
    vcp_version: "0.5",
    vcp_payload: {
      call,
      model_selection: {
        policy_id: `${provider}_default`,
        resolved_at: start,
        roles: buildRoles(facts.models ?? []),
      },
      outcomes: buildOutcomes(it.record, startSource),
      hcr: buildContext(it.record),
      artifacts: buildArtifacts(it),
      custom: buildCustom(it),
      ...buildConsent(it.record),
      provenance: buildProvenance(it, isRevoked),
    },
    audit: buildAudit(it),
  };
  const cleaned = VcpMessage.parse(cleanJson(message));
  return { ...cleaned, audit: { ...cleaned.audit, checksum: vcpChecksum(cleaned) } };
}

/** Ids cut to what VCP allows. */
function namesOf(record: CallRecord) {
  return {
    facts: record.facts,
    provider: cutText(cleanText(record.provider), 50) || "unknown",
    providerCallId: cutText(cleanText(record.providerCallId), 255) || "unknown",
  };
}

/**
 * The start, by the order of the contract: told by the provider, when it made its record, earliest time of any event, when the event
 * arrived. A fallback later than the end gives way to the end itself less the duration.
 */
function startOf({ record, receivedAt, now }: VcpSource): {
  start: string;
  startSource: StartTimeSource;
} {
  const { facts } = record;
  const told = writeInstant(facts.startedAt);
  if (told !== null) return { start: told, startSource: "provider_start" };
  const endedAt = facts.endedAt ?? Number.POSITIVE_INFINITY;
  const candidates: [number | null | undefined, StartTimeSource][] = [
    [facts.createdAt, "provider_created"],
    [record.firstOccurredAt, "event_time"],
    [endedAt - Math.max(0, facts.durationMs ?? 0), "event_time"],
    [facts.endedAt, "event_time"],
    [receivedAt, "received"],
    [now, "received"],
  ];
  for (const [at, startSource] of candidates) {
    const start = typeof at === "number" && at <= endedAt ? writeInstant(at) : null;
    if (start !== null) return { start, startSource };
  }
  return { start: epoch, startSource: "received" };
}

function buildCall(source: VcpSource): Payload["call"] {
  const { record, callerKey } = source;
  const { facts, provider, providerCallId } = namesOf(record);
  const { start } = startOf(source);
  const end = writeInstant(facts.endedAt);
  return {
    call_id: providerCallId,
    session_id: facts.sessionId ?? defaultSessionId(provider, providerCallId),
    provider,
    start_time: start,
    end_time: end !== null && Date.parse(end) >= Date.parse(start) ? end : null,
    duration_sec: toSeconds(facts.durationMs),
    parent_session_id: facts.parentSessionId ?? null,
    correlation_id: facts.correlationId ?? record.externalIds[0]?.value ?? null,
    channel: facts.channel ?? null,
    direction: facts.direction ?? null,
    from: facts.from ?? null,
    to: facts.to ?? null,
    caller_id: callerKey ?? facts.contactId ?? null,
    geographic_region: facts.region ?? null,
    capabilities_invoked: record.toolCalls.map((tool) => toCapability(tool, start)),
  };
}

/** VCP wants to know whether a tool succeeded; where nobody said, an error means no and `metadata.inferred` marks the guess. */
function toCapability(tool: ToolCall, start: string): VcpCapability {
  const isTold = typeof tool.isSuccess === "boolean";
  const success = tool.isSuccess ?? !tool.error;
  const offset = wholeOrNull(tool.offsetMs);
  return {
    capability_id: tool.name,
    capability_type: "tool_call",
    invoked_at:
      writeInstant(tool.invokedAt) ??
      writeInstant(offset === null ? null : Date.parse(start) + offset) ??
      start,
    duration_ms: wholeOrNull(tool.durationMs),
    success,
    error_message: success ? null : (tool.error ?? null),
    metadata: {
      tool_call_id: tool.id,
      ...(isTold ? {} : { inferred: true }),
      ...(typeof tool.invokedAt === "number" ? {} : { invoked_at_unknown: true }),
      ...(offset === null ? {} : { offset_ms: offset }),
      ...(typeof tool.arguments === "string" ? { arguments: tool.arguments } : {}),
      ...(typeof tool.result === "string" ? { result: tool.result } : {}),
    },
  };
}

function buildContext(record: CallRecord): Payload["hcr"] {
  const { facts, provider } = namesOf(record);
  const seconds = toSeconds(facts.durationMs);
  const outcome = isTerminal(record.lifecycle) ? record.status : record.lifecycle;
  return {
    audience: "agent",
    headline: facts.headline ?? firstSentence(facts.summary) ?? `Call ${outcome} (${provider})`,
    outcome_status: record.status,
    key_points: keyPoints(record),
    impact_metrics: seconds === null ? {} : { aht_sec: seconds },
    summary: facts.summary ?? null,
    alert_level: record.status === "error" ? "warning" : "info",
  };
}

function firstSentence(summary: string | null | undefined): string | null {
  const text = cutText(summary ?? "", 160).trim();
  if (!text) return null;
  const end = text.search(/[.!?](?:\s|$)/);
  return end < 0 ? text : text.slice(0, end);
}

function keyPoints({ toolCalls, facts }: CallRecord): string[] {
  const failed = toolCalls.filter((tool) => tool.isSuccess === false).length;
  const points: string[] = [];
  if (toolCalls.length > 0) points.push(`${toolCalls.length} tools used, ${failed} failed`);
  if (facts.isHandoff) points.push("transferred");
  if (facts.isVoicemail) points.push("voicemail");
  return points;
}

function buildArtifacts({ record, payload, callId }: VcpSource): Payload["artifacts"] {
  return {
    provider_raw_payload_ref: payload ? `internal://webhook-events/${payload.eventId}` : null,
    audio_recording_ref: record.facts.recordingUrl ?? null,
    transcript_ref: record.turns.length > 0 ? `internal://transcripts/${callId}` : null,
    system_logs_ref: record.facts.logUrl ?? null,
  };
}

function buildCustom({ record, payload, callId, capturedBy }: VcpSource): Payload["custom"] {
  const { facts, provider } = namesOf(record);
  const { integrations, analysis, metadata } = facts;
  return {
    provider_specific: payload
      ? { [provider]: { data: payloadObject(payload.data, provider) } }
      : {},
    integrations: integrations
      ? Object.fromEntries(
          Object.entries(integrations).map(([name, value]) => [
            name,
            isObject(value) ? value : { value },
          ]),
        )
      : null,
    experimental: {
      ...(analysis ? { analysis } : {}),
      ...(metadata ? { metadata } : {}),
      [ownMember]: ownWords(record, callId, capturedBy),
    },
  };
}

/** A call that came as VCP keeps the payload that message carried, so that no message ever wraps another. */
function payloadObject(data: unknown, provider: string): Record<string, unknown> {
  const custom = member(member(data, "vcp_payload"), "custom");
  const inner = member(member(member(custom, "provider_specific"), provider), "data");
  const elided = elideBinaries(custom === undefined ? data : (inner ?? {}));
  return isObject(elided) ? elided : { value: elided };
}

function ownWords(record: CallRecord, callId: string, capturedBy: string): Record<string, unknown> {
  const { facts } = record;
  return {
    call_id: callId,
    captured_by: capturedBy,
    lifecycle: record.lifecycle,
    disposition: record.disposition,
    end_reason: facts.endReason ?? null,
    ended_by: facts.endedBy ?? null,
    failure_class: facts.failureClass ?? null,
    agent_id: facts.agentId ?? null,
    agent_name: facts.agentName ?? null,
    agent_version: facts.agentVersion ?? null,
    contact_id: facts.contactId ?? null,
    duration_ms: facts.durationMs ?? null,
    created_at: writeInstant(facts.createdAt),
    latency: facts.latency ?? null,
    external_ids: record.externalIds,
  };
}

/** Consent is written only where it is known (VCP §6.14); a revoked one leaves a flag in `provenance` instead. */
function buildConsent({ facts }: CallRecord): Pick<Payload, "consent"> {
  const { consent } = facts;
  if (!consent || consent.status === "revoked") return {};
  return {
    consent: {
      consent_id: consent.consentId,
      status: consent.status,
      granted_at: writeInstant(consent.grantedAt),
      expires_at: writeInstant(consent.expiresAt),
      scope: consent.scope,
      version: consent.version,
    },
  };
}

const sourceWords: Readonly<Record<VcpSource["capturedBy"], [system: string, history: string]>> = {
  webhook: ["webhook_api", "webhook"],
  poll: ["api", "api"],
  sweep: ["api", "api"],
  import: ["import", "import"],
};

function buildProvenance(source: VcpSource, isRevoked: boolean): Payload["provenance"] {
  const { provider } = namesOf(source.record);
  const [system, history] = sourceWords[source.capturedBy];
  return {
    source_system: `${provider}_${system}`,
    created_at: writeInstant(source.now) ?? epoch,
    created_by: `${provider}_${history}_processor`,
    transformation_history: [`received_from_${provider}_${history}`, "mapped_to_vcp_v0.5"],
    compliance_flags: isRevoked ? ["consent_revoked"] : [],
  };
}

function buildAudit({ receivedAt, processedAt, findings, now }: VcpSource): VcpMessage["audit"] {
  const processed = writeInstant(processedAt);
  const took = processedAt === null || processed === null ? null : processedAt - receivedAt;
  return {
    received_at: writeInstant(receivedAt) ?? writeInstant(now) ?? epoch,
    schema_version: "0.5",
    processed_at: processed,
    processing_duration_ms: took !== null && took >= 0 && Number.isFinite(took) ? took : null,
    validation_errors: findings.length === 0 ? null : [...findings],
  };
}
