import type { FollowUp } from "./follow-up.schema.ts";
import type { FollowUpRow } from "./follow-up.store.ts";

/** A row as the API shows it. A call that is no more is not named. */
export function toFollowUp(
  row: FollowUpRow,
  names: ReadonlyMap<string, string>,
  now: number,
): FollowUp {
  return {
    id: row.id,
    contact_id: row.contact_id,
    contact_name: row.contact_name,
    contact_number: row.contact_number,
    call_id: row.has_call ? row.call_id : null,
    title: row.title,
    due_at: row.due_at.toISOString(),
    time_zone: row.time_zone,
    is_overdue: row.status === "open" && row.due_at.getTime() < now,
    priority: row.priority,
    assignee_id: row.assignee_id,
    assignee_name: row.assignee_id === null ? null : (names.get(row.assignee_id) ?? null),
    status: row.status,
    outcome: row.outcome,
    notes: row.notes,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
  };
}
