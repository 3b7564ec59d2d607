import { z } from "zod";
import { InstantQuery } from "../store/index.ts";
import { DueTime, TimeZone } from "./due-time.ts";

const priorities = ["low", "normal", "high", "urgent"] as const;
const followUpStatuses = ["open", "done", "cancelled"] as const;
const instant = z.string().meta({ format: "date-time" });

const title = z.string().trim().min(1).max(200);
const due = DueTime.describe("An instant with its offset, or the time on a clock of `time_zone`.");
const assignee = z.string().max(100).nullable().describe("A user of the tenant.");
const text = z.string().trim().max(5_000);

export const NewFollowUp = z.object({
  contact_id: z.string().max(100),
  call_id: z.string().max(100).nullable().default(null).describe("The call it came out of."),
  title,
  due_at: due,
  time_zone: TimeZone.default("UTC"),
  priority: z.enum(priorities).default("normal"),
  assignee_id: assignee.default(null),
  notes: text.default(""),
});
export type NewFollowUp = z.infer<typeof NewFollowUp>;

/** What is left out stays. */
export const FollowUpChange = z.object({
  title: title.optional(),
  due_at: due.optional(),
  time_zone: TimeZone.optional(),
  priority: z.enum(priorities).optional(),
  assignee_id: assignee.optional(),
  status: z.enum(followUpStatuses).optional(),
  outcome: text.optional().describe("What came of it."),
  notes: text.optional(),
});
export type FollowUpChange = z.infer<typeof FollowUpChange>;

export const FollowUpFilters = z.object({
  contact: z.string().optional(),
  call: z.string().optional(),
  assignee: z.string().optional().describe("A user's id, or `none`."),
  status: z.enum(followUpStatuses).optional(),
  priority: z.enum(priorities).optional(),
  overdue: z.stringbool().optional().describe("Open, and due before now; or not."),
  due_after: InstantQuery.optional(),
  due_before: InstantQuery.optional(),
});
export type FollowUpFilters = z.infer<typeof FollowUpFilters>;

export const FollowUp = z
  .object({
    id: z.string(),
    contact_id: z.string(),
    contact_name: z.string(),
    contact_number: z.string().nullable(),
    call_id: z.string().nullable(),
    title: z.string(),
    due_at: instant,
    time_zone: z.string(),
    is_overdue: z.boolean(),
    priority: z.enum(priorities),
    assignee_id: z.string().nullable(),
    assignee_name: z.string().nullable(),
    status: z.enum(followUpStatuses),
    outcome: z.string(),
    notes: z.string(),
    created_by: z.string(),
    created_at: instant,
    updated_at: instant,
    closed_at: instant.nullable(),
  })
  .meta({ id: "FollowUp" });
export type FollowUp = z.infer<typeof FollowUp>;
