import { z } from "zod";

/** How much a finding matters: calls are lost or refused now, can be lost, or are worth knowing of. */
export const Severity = z.enum(["critical", "warning", "info"]);
export type Severity = z.infer<typeof Severity>;

export const DoctorFinding = z
  .object({
    code: z.string(),
    severity: Severity,
    setting: z
      .object({
        scope: z.enum(["account", "agent", "phone_number"]),
        id: z.string(),
        name: z.string().nullable(),
      })
      .nullable()
      .describe("What it is about at the provider; null: the connection as a whole."),
    title: z.string().describe("What is wrong."),
    why: z.string().describe("Why it matters."),
    next: z.string().describe("What to do."),
    fix_id: z.string().nullable().describe("A change at the provider that mends it."),
  })
  .meta({ id: "DoctorFinding" });
export type DoctorFinding = z.infer<typeof DoctorFinding>;

export const Diagnosis = z
  .object({
    connection_id: z.string(),
    provider: z.string(),
    provider_name: z.string(),
    name: z.string(),
    webhook_url: z.string(),
    is_read: z.boolean().describe("Whether the provider's settings could be read."),
    settings_seen: z.number().int(),
    unreadable: z.array(z.string()).describe("What the provider's API does not tell."),
    findings: z.array(DoctorFinding),
  })
  .meta({ id: "Diagnosis" });
export type Diagnosis = z.infer<typeof Diagnosis>;

export const DoctorFix = z
  .object({
    id: z.string(),
    connection_id: z.string(),
    provider: z.string(),
    reasons: z.array(z.string()),
    method: z.string(),
    path: z.string(),
    body: z.unknown().describe("What is sent. Secrets in it are not shown."),
    outcome: z
      .enum(["not_sent", "applied", "failed"])
      .describe("`failed`: whether it took effect is not known; look again."),
    detail: z.string().nullable(),
  })
  .meta({ id: "DoctorFix" });
export type DoctorFix = z.infer<typeof DoctorFix>;
