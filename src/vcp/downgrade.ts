import { canonicalJson } from "./checksum.ts";
import { failure, findingPath, VcpError, type VcpFinding } from "./findings.ts";
import { readInstant, writeInstant } from "./instant.ts";
import { VcpMessage03 } from "./legacy.schema.ts";
import {
  driverNames,
  legacyMember,
  perceivedText,
  writeGapClass,
  writeStatus,
} from "./legacy-words.ts";
import { isObject, member } from "./shape.ts";
import type { VcpMessage } from "./vcp.schema.ts";

type Json = Record<string, unknown>;

/** Metrics that say something about our own record and came with 0.5. */
const ownMetrics = new Set([
  "satisfaction_source",
  "status_source",
  "start_time_source",
  "user_sentiment",
  "voicemail_detected",
]);

/**
 * Writes a message as VCP 0.3 (VCP §5.4). A message that was upgraded from 0.3 becomes what it was.
 *
 * What an earlier upgrade put aside is restored only where the 0.5 member still says the same.
 * @throws VcpError with VCP_E003 and the paths when 0.3 requires what the message does not know; nothing is invented.
 */
export function downgradeVcp(message: VcpMessage): VcpMessage03 {
  const kept = member(message.vcp_payload.custom.experimental, legacyMember);
  const legacy = isObject(kept) ? kept : {};
  const result = {
    call_id: message.vcp_payload.call.call_id,
    vcp_version: "0.3",
    vcp_payload: {
      call: downgradeCall(message, legacy),
      ...downgradeModels(message, legacy),
      outcomes: downgradeOutcomes(message, legacy),
      ...downgradeContext(message, legacy),
      artifacts: downgradeArtifacts(message),
      custom: downgradeCustom(message, legacy),
      audit: downgradeAudit(message),
    },
  };
  const parsed = VcpMessage03.safeParse(result);
  if (parsed.success) return parsed.data;
  const [first, ...more] = parsed.error.issues.map((issue) => refusal(findingPath(issue.path)));
  throw new VcpError([first ?? refusal(""), ...more]);
}

function refusal(path: string): VcpFinding {
  return failure("VCP_E003", 1, path, "is required in this form by VCP 0.3 and is not known");
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** Text that already ends in Z is left as it was written. */
function utc(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  return text.endsWith("Z") ? text : writeInstant(readInstant(text));
}

function downgradeCall({ vcp_payload: { call, outcomes } }: VcpMessage, legacy: Json): Json {
  return {
    call_id: call.call_id,
    session_id: call.session_id,
    provider: legacy.provider ?? call.provider,
    start_time: utc(call.start_time),
    end_time: utc(call.end_time),
    duration_sec: call.duration_sec,
    capabilities_invoked: (call.capabilities_invoked ?? []).map((tool) =>
      typeof tool === "string" ? tool : tool.capability_id,
    ),
    purpose_contract: legacy.purpose_contract ?? {
      declared_intent: member(outcomes.business_impact, "declared_intent") ?? "unknown",
      success_criteria: (outcomes.objective.scored_criteria ?? []).map(({ id }) => ({
        id,
        metric: id,
        operator: "==",
        value: true,
      })),
    },
  };
}

function downgradeModels({ vcp_payload }: VcpMessage, legacy: Json): Json {
  const { policy_id, resolved_at, roles } = vcp_payload.model_selection;
  if (isUpgraded(legacy) && legacy.had_model_selection !== true) return {};
  const unused = Array.isArray(legacy.unused_roles) ? legacy.unused_roles : [];
  const choices = Object.entries(roles)
    .filter(([role]) => ["V2V", "LLM", "STT", "TTS"].includes(role))
    .map(([role, info]) => [
      role,
      {
        chosen: info.chosen,
        alternatives: info.alternatives ?? [],
        reason: info.reason ?? [],
      },
    ]);
  return {
    model_selection: {
      policy_id,
      resolved_at: utc(resolved_at),
      roles: {
        ...Object.fromEntries(unused.map((role) => [role, null])),
        ...Object.fromEntries(choices),
      },
    },
  };
}

function isUpgraded(legacy: Json): boolean {
  return legacy.version !== undefined;
}

function downgradeOutcomes({ vcp_payload }: VcpMessage, legacy: Json): Json {
  const { outcomes } = vcp_payload;
  const { objective } = outcomes;
  return {
    perceived: downgradePerceived(vcp_payload, legacy),
    objective: {
      status: statusWord(objective.status, legacy),
      scored_criteria: (objective.scored_criteria ?? []).map(({ id, met, evidence_ref }) => ({
        id,
        met,
        evidence_ref: evidence_ref ?? `criterion#${id}`,
      })),
      metrics: Object.fromEntries(
        Object.entries(objective.metrics ?? {}).filter(([name]) => !ownMetrics.has(name)),
      ),
      confidence: objective.confidence,
    },
    perception_gap: downgradeGap(outcomes.perception_gap, legacy),
  };
}

function statusWord(status: VcpMessage["vcp_payload"]["hcr"]["outcome_status"], legacy: Json) {
  return writeStatus(status) ?? (legacy.status === "filtered" ? legacy.status : null);
}

/** The score alone does not say who judged with which confidence, so there is an entry only when an upgrade kept one. */
function downgradePerceived({ outcomes }: VcpMessage["vcp_payload"], legacy: Json): unknown {
  const { perceived } = legacy;
  if (!Array.isArray(perceived)) return [];
  return isSame(perceived.map(perceivedText), outcomes.perceived ?? []) ? perceived : [];
}

function downgradeGap(
  gap: VcpMessage["vcp_payload"]["outcomes"]["perception_gap"],
  legacy: Json,
): Json {
  const { drivers } = legacy;
  const isKept = Array.isArray(drivers) && isSame(driverNames(drivers), gap.factors ?? []);
  return {
    gap_score: gap.gap_score,
    gap_class: writeGapClass(gap.gap_class),
    drivers: isKept ? drivers : [],
  };
}

function downgradeContext({ vcp_payload: { hcr } }: VcpMessage, legacy: Json): Json {
  if (isUpgraded(legacy) && legacy.had_hcr !== true) return {};
  const { audience, headline, outcome_status, key_points, impact_metrics } = hcr;
  return {
    hcr: {
      audience,
      headline,
      outcome_status: statusWord(outcome_status, legacy),
      key_points: key_points ?? [],
      ...(impact_metrics === undefined ? {} : { impact_metrics }),
    },
  };
}

function downgradeArtifacts({ vcp_payload: { artifacts } }: VcpMessage): Json {
  const { audio_recording_ref, transcript_ref, provider_raw_payload_ref } = artifacts;
  return {
    ...(audio_recording_ref === undefined ? {} : { recording_url: audio_recording_ref }),
    ...(transcript_ref === undefined ? {} : { transcript_url: transcript_ref }),
    ...(provider_raw_payload_ref === undefined ? {} : { provider_raw_payload_ref }),
  };
}

function downgradeCustom({ vcp_payload: { call, custom } }: VcpMessage, legacy: Json): Json {
  const specific = Object.entries(custom.provider_specific ?? {}).map(([name, { data }]) => [
    name === call.provider ? String(legacy.provider ?? name) : name,
    unwrap(data),
  ]);
  const names = ["outcome_hint", "synthetic", "synthetic_recipe"];
  return {
    provider_specific: Object.fromEntries(specific),
    ...Object.fromEntries(
      names.filter((name) => Object.hasOwn(legacy, name)).map((name) => [name, legacy[name]]),
    ),
  };
}

function unwrap(data: Json): unknown {
  const wrapped = data._vcp;
  const isWrapped = Object.keys(data).length === 1 && isObject(wrapped) && "value" in wrapped;
  return isWrapped ? wrapped.value : data;
}

function downgradeAudit({ audit }: VcpMessage): Json {
  return {
    received_at: utc(audit.received_at),
    normalized_at: utc(audit.processed_at ?? audit.received_at),
    schema_version: "0.3",
  };
}
