import { z } from "zod";
import { OutgoingAlert } from "../outgoing/index.ts";
import { priorities } from "./rules/default-rules.ts";

const instant = z.string().meta({ format: "date-time" });
const statuses = ["open", "acknowledged", "assigned", "resolved"] as const;

export const Alert = OutgoingAlert.extend({
  assignee_id: z.string().nullable(),
  assignee_name: z.string().nullable(),
  resolved_by: z
    .string()
    .nullable()
    .describe("`system`: it has been well for as long as the rule asks."),
  escalations: z.number().int().describe("How often it was told again because nobody took it."),
  updated_at: instant,
}).meta({ id: "Alert" });
export type Alert = z.infer<typeof Alert>;

const AlertEntry = z.object({
  id: z.string(),
  at: instant,
  actor: z.string(),
  actor_name: z.string().nullable(),
  kind: z.enum(["opened", "escalated", "acknowledged", "assigned", "note", "resolved"]),
  text: z.string(),
});

export const AlertDetail = Alert.extend({
  entries: z.array(AlertEntry).describe("What happened to it, the oldest first."),
}).meta({ id: "AlertDetail" });
export type AlertDetail = z.infer<typeof AlertDetail>;

export const AlertFilters = z.object({
  status: z
    .enum([...statuses, "unresolved"])
    .optional()
    .describe("`unresolved`: every status but resolved."),
  priority: z.enum(priorities).optional(),
  rule: z.string().max(100).optional(),
});
export type AlertFilters = z.infer<typeof AlertFilters>;

export const NoteText = z.string().trim().min(1).max(5_000);
