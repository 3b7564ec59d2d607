import { z } from "zod";
import { readInstant } from "./instant.ts";

const UtcText = z.string().refine((text) => text.endsWith("Z") && readInstant(text) !== null, {
  error: "is not an RFC 3339 date and time that ends in Z",
});
const status = z.enum(["success", "partial", "filtered", "failed"]);
const ratio = z.number().min(0).max(1);

const Criterion = z.object({ id: z.string(), met: z.boolean(), evidence_ref: z.string() });

const Metrics = z.looseObject({
  aht_sec: z.int(),
  first_contact_resolution: z.boolean(),
});

const Perceived = z.looseObject({
  by: z.string(),
  at: z.int().nullish(),
  sentiment: z.looseObject({ model: z.string(), score: ratio }),
  confidence: ratio,
});

const ModelChoice = z.looseObject({ chosen: z.string() });

/** What a document of VCP 0.3 has to hold (VCP §5.1); a downgrade writes nothing that fails it. */
export const VcpMessage03 = z.looseObject({
  call_id: z.guid(),
  vcp_version: z.literal("0.3"),
  vcp_payload: z.looseObject({
    call: z.looseObject({
      call_id: z.guid(),
      session_id: z.string(),
      provider: z.string(),
      start_time: UtcText,
      end_time: UtcText,
      duration_sec: z.int().min(0),
      capabilities_invoked: z.array(z.string()),
      purpose_contract: z.looseObject({
        declared_intent: z.string(),
        success_criteria: z.array(
          z.looseObject({ id: z.string(), metric: z.string(), operator: z.string() }),
        ),
      }),
    }),
    model_selection: z
      .looseObject({
        policy_id: z.string(),
        resolved_at: UtcText,
        roles: z.record(z.string(), ModelChoice.nullable()),
      })
      .nullish(),
    outcomes: z.looseObject({
      perceived: z.array(Perceived),
      objective: z.looseObject({
        status,
        scored_criteria: z.array(Criterion),
        metrics: Metrics,
        confidence: ratio,
      }),
      perception_gap: z.looseObject({
        gap_score: z.number().min(0),
        gap_class: z.enum(["aligned", "mild_misalignment", "significant_gap"]),
        drivers: z.array(z.looseObject({ type: z.string(), weight: ratio })),
      }),
    }),
    hcr: z
      .looseObject({ audience: z.string(), headline: z.string(), outcome_status: status })
      .nullish(),
    artifacts: z.looseObject({}),
    custom: z.looseObject({}),
    audit: z.looseObject({
      received_at: UtcText,
      normalized_at: UtcText,
      schema_version: z.literal("0.3"),
    }),
  }),
});
export type VcpMessage03 = z.infer<typeof VcpMessage03>;
