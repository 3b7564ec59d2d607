/** The live stream tells of alerts beside calls: each change is of one of the two. */
export const alertChanges = {
  name: "0056-alert-changes",
  sql: /* sql */ `
alter table call_changes
  alter column call_id drop not null,
  add column alert_id text,
  drop constraint call_changes_kind_check,
  add constraint call_changes_kind_check check (
    case when alert_id is null then call_id is not null and kind in ('started', 'updated', 'ended')
    else call_id is null and kind in ('opened', 'escalated', 'acknowledged', 'assigned', 'noted', 'resolved') end);
`,
} as const;
