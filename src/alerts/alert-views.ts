import type { TenantScope } from "../lib/tenant-scope.ts";
import type { OutgoingAlert } from "../outgoing/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { Alert } from "./alert.schema.ts";
import { type AlertRow, findAlertRow } from "./alert.store.ts";
import { describe } from "./tell/describe.ts";

/** An alert as others are told of it. */
function toOutgoingAlert(row: AlertRow): OutgoingAlert {
  const { id, rule_id, rule_name, metric, subject, subject_name, priority, status } = row;
  const { value, sample, comparison, threshold } = row;
  return {
    ...{ id, rule_id, rule_name, metric, subject, subject_name, priority },
    status: status === "pending" ? "open" : status,
    description: describe(row),
    ...{ value, sample, comparison, threshold },
    bad_since: row.bad_since.toISOString(),
    opened_at: (row.opened_at ?? row.bad_since).toISOString(),
    resolved_at: row.resolved_at?.toISOString() ?? null,
  };
}

/** An alert as the API shows it. */
export function toAlert(row: AlertRow, names: ReadonlyMap<string, string>): Alert {
  return {
    ...toOutgoingAlert(row),
    assignee_id: row.assignee_id,
    assignee_name: row.assignee_id === null ? null : (names.get(row.assignee_id) ?? null),
    resolved_by: row.resolved_by,
    escalations: row.escalations,
    updated_at: row.updated_at.toISOString(),
  };
}

/** Reads an alert for whoever hands it on; null when there is none any more. */
export async function findOutgoingAlert(
  db: Database,
  scope: TenantScope,
  id: string,
): Promise<OutgoingAlert | null> {
  const row = await inTenant(db, scope, (trx) => findAlertRow(trx, scope, id));
  return row === undefined ? null : toOutgoingAlert(row);
}
