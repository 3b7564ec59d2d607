import type { Generated, JSONColumnType } from "kysely";

/** Owner: alerts/. Rules that somebody made, and those that come with the product as somebody changed them. */
export interface AlertRulesTable {
  tenant_id: string;
  id: string;
  name: string;
  metric: string;
  comparison: "above" | "below";
  value: number;
  minimum_sample: number;
  window_minutes: number;
  duration_minutes: number;
  priority: "P1" | "P2" | "P3" | "P4";
  is_enabled: boolean;
  changed_by: string;
  changed_at: Date;
}

/** Owner: alerts/. Whom alerts are told, and when not. No row: the owners, at any hour, no quiet ones. */
export interface AlertSettingsTable {
  tenant_id: string;
  quiet_from: string | null;
  quiet_until: string | null;
  emails: string[] | null;
  escalation_emails: Generated<string[]>;
  changed_by: string;
  changed_at: Date;
}

/** Owner: alerts/. When each tenant's rules are looked at next; the work item of the evaluator. */
export interface AlertLooksTable {
  tenant_id: string;
  due_at: Date;
  looked_at: Date | null;
}

/** Owner: alerts/. One row per time that a rule found something wrong with a subject. */
export interface AlertsTable {
  tenant_id: string;
  id: string;
  rule_id: string;
  rule_name: string;
  metric: string;
  subject: string;
  subject_name: string;
  priority: "P1" | "P2" | "P3" | "P4";
  /** `pending`: not for as long as the rule asks for; nobody is told yet. */
  status: "pending" | "open" | "acknowledged" | "assigned" | "resolved";
  /** Its condition has not been well since; of such there is one for a rule and subject. */
  is_live: Generated<boolean>;
  comparison: "above" | "below";
  threshold: number;
  value: number;
  sample: number | null;
  bad_since: Date;
  well_since: Date | null;
  opened_at: Date | null;
  assignee_id: string | null;
  resolved_at: Date | null;
  resolved_by: string | null;
  escalations: Generated<number>;
  /** When it is told again if nobody takes it. */
  escalates_at: Date | null;
  updated_at: Date;
}

/** Owner: alerts/. What happened to an alert, and what people wrote about it. */
export interface AlertEntriesTable {
  tenant_id: string;
  id: string;
  alert_id: string;
  at: Date;
  actor: string;
  kind: "opened" | "escalated" | "acknowledged" | "assigned" | "note" | "resolved";
  text: Generated<string>;
}

/** Owner: alerts/. One row per message to a channel; while it is `pending` it is also the work item. */
export interface AlertMessagesTable {
  tenant_id: string;
  id: string;
  alert_id: string | null;
  kind: "opened" | "escalated" | "resolved" | "test";
  channel: "webhook" | "email";
  recipient: Generated<string>;
  status: Generated<"pending" | "delivered" | "failed">;
  attempts: Generated<number>;
  created_at: Date;
  next_try_at: Date;
  last_tried_at: Date | null;
  last_error: string | null;
}

/** Owner: alerts/. What each process of the installation measures of itself, of the last minutes. */
export interface AlertProcessesTable {
  tenant_id: string;
  process: string;
  measured_at: Date;
  figures: JSONColumnType<Record<string, number | null>>;
}
