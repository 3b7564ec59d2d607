import { z } from "zod";
import { callStatuses, channels, directions } from "../lib/call.ts";
import { readInstant } from "./instant.ts";

/** The name of the schema inside documents; installations publish it under their own address. */
export const vcpSchemaId = "urn:voicelens:schema:vcp-0.5";

/** Versions that can be read. Only 0.5 is written. */
export const vcpVersions = ["0.3", "0.4", "0.5"] as const;
export type VcpVersion = (typeof vcpVersions)[number];

// The JSON Schema says what a writer emits (RFC 3339 with a zone); a reader also takes text without one, as UTC.
const Instant = z
  .string()
  .refine((text) => readInstant(text) !== null, { error: "is not an RFC 3339 date and time" })
  .meta({ format: "date-time" });
const text = z.string().nullish();
const texts = z.array(z.string()).nullish();
const ratio = z.number().min(0).max(1);
const count = z.int().min(0);
const amount = z.number().min(0);
const Json = z.record(z.string(), z.unknown());
const Refs = z.record(z.string(), z.string()).nullish();
const Status = z.enum(callStatuses);

const capabilityTypes = [
  "tool_call",
  "function_call",
  "api_call",
  "webhook",
  "integration",
] as const;

const CapabilityInvocation = z.object({
  capability_id: z.string(),
  capability_type: z.enum(capabilityTypes),
  invoked_at: Instant,
  duration_ms: count.nullish().describe("Execution time in milliseconds."),
  success: z.boolean(),
  error_message: text,
  metadata: Json.nullish(),
});
export type VcpCapability = z.infer<typeof CapabilityInvocation>;

const Call = z.object({
  call_id: z.string().min(1).max(255).describe("The provider's own identifier of the call."),
  session_id: z.string(),
  provider: z.string().min(1).max(50).describe("Registry key, lower case; an open set."),
  start_time: Instant,
  end_time: Instant.nullish().describe("Null while the call is live or when unknown."),
  duration_sec: count.nullish().describe("Whole seconds; null is unknown, 0 is not connected."),
  parent_session_id: text,
  correlation_id: text,
  channel: z
    .enum([...channels, ...directions])
    .nullish()
    .describe("`inbound` and `outbound` are a legacy spelling of phone with that direction."),
  direction: z.enum(directions).nullish(),
  from: text,
  to: text,
  caller_id: text.describe("An anonymised key of the caller, never the telephone number."),
  geographic_region: text,
  capabilities_invoked: z.array(z.union([z.string(), CapabilityInvocation])).nullish(),
});

const ModelRoleInfo = z.object({
  chosen: z.string(),
  alternatives: texts,
  reason: texts,
  telemetry_prior: z
    .object({
      latency_p95: amount.nullish().describe("Milliseconds."),
      success_rate: ratio.nullish(),
      cost_per_token: amount.nullish().describe("US dollars per token."),
      availability: ratio.nullish(),
    })
    .nullish(),
  fallback_used: z.boolean().nullish(),
  selection_time_ms: amount.nullish(),
});

const ModelSelection = z.object({
  policy_id: z.string(),
  resolved_at: Instant,
  roles: z.record(z.string(), ModelRoleInfo).describe("By V2V, STT, LLM, TTS, VAD or ASR."),
  selection_strategy: text,
  total_selection_time_ms: amount.nullish(),
});

const Objective = z.object({
  status: Status,
  scored_criteria: z
    .array(
      z.object({
        id: z.string(),
        met: z.boolean(),
        evidence_ref: text,
        score: z.number().nullish(),
        weight: z.number().nullish(),
      }),
    )
    .nullish(),
  metrics: Json.nullish(),
  confidence: ratio.nullish(),
  assessment_time_ms: amount.nullish(),
});

const PerceptionGap = z.object({
  gap_score: ratio.describe("0 is perfectly aligned."),
  gap_class: z.enum(["aligned", "minor_deviation", "major_deviation", "contradictory"]),
  factors: texts.describe("`not_assessed` alone means that score and class were not measured."),
  analysis: text,
});

const AttributionRole = z.object({
  model_id: z.string(),
  minutes: amount,
  errors: count.nullish(),
  tokens_processed: count.nullish(),
  cost_usd: amount.nullish(),
});

const Outcomes = z.object({
  perceived: texts.describe("What the caller thinks happened."),
  objective: Objective,
  perception_gap: PerceptionGap,
  model_outcome_attribution: z.object({
    roles: z.record(z.string(), AttributionRole),
    kpis: Json,
    total_cost_usd: amount.nullish(),
    efficiency_score: ratio.nullish(),
  }),
  user_satisfaction_score: ratio.nullish(),
  business_impact: Json.nullish(),
});

const HumanReadableContext = z.object({
  audience: z.string(),
  headline: z.string(),
  outcome_status: Status.describe("Equal to outcomes.objective.status."),
  key_points: texts,
  impact_metrics: Json.nullish(),
  summary: text,
  recommendations: texts,
  alert_level: z.enum(["info", "warning", "critical"]).nullish(),
});

const Artifacts = z.object({
  provider_raw_payload_ref: text,
  audio_recording_ref: text,
  transcript_ref: text,
  system_logs_ref: text,
  debug_artifacts: Refs,
  compliance_records: Refs,
});

const Custom = z.object({
  provider_specific: z
    .record(z.string(), z.object({ data: Json.describe("The provider's payload.") }))
    .nullish(),
  integrations: z.record(z.string(), Json).nullish(),
  experimental: Json.nullish(),
});

const ConsentRecord = z.object({
  consent_id: z.string(),
  status: z.enum(["granted", "denied", "pending", "expired", "revoked"]),
  granted_at: Instant.nullish(),
  expires_at: Instant.nullish(),
  scope: z.array(z.string()),
  version: z.string(),
  user_agent: text,
  ip_address_hash: text,
});

const Provenance = z.object({
  source_system: z.string(),
  created_at: Instant.nullish(),
  created_by: text,
  transformation_history: texts.describe("Oldest first."),
  data_retention_policy: text,
  compliance_flags: texts,
});

const Audit = z.object({
  received_at: Instant,
  schema_version: z.enum(vcpVersions),
  processed_at: Instant.nullish(),
  processing_duration_ms: amount.nullish(),
  validation_errors: texts,
  checksum: text.describe("SHA-256 in hex of the RFC 8785 form without this member."),
});

/**
 * One call in the words of VCP 0.5 (§2). Types are checked strictly; members that are not named here are left out of the result.
 */
export const VcpMessage = z.object({
  vcp_version: z.enum(vcpVersions).optional().describe('"0.5" when absent.'),
  vcp_payload: z.object({
    call: Call,
    model_selection: ModelSelection,
    outcomes: Outcomes,
    hcr: HumanReadableContext,
    artifacts: Artifacts,
    custom: Custom,
    consent: ConsentRecord.nullish(),
    provenance: Provenance,
  }),
  audit: Audit,
});
export type VcpMessage = z.infer<typeof VcpMessage>;

/** The schema of VCP 0.5 for other programs: JSON Schema, draft 2020-12. */
export function vcpJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(VcpMessage, {
    target: "draft-2020-12",
    io: "input",
  });
  return {
    $schema,
    $id: vcpSchemaId,
    title: "Voice Context Protocol 0.5",
    description: "The provider-neutral record of one voice call.",
    ...rest,
  };
}
