import { ofTenants } from "./of-tenants.ts";

const sums = [
  "analytics_call_sums",
  "analytics_cost_sums",
  "analytics_word_sums",
  "analytics_latency_sums",
];

/** Figures that stay when their calls go are counted once, and those of all agents and numbers are read from few rows. */
export const frozenCallsAndProviderHours = {
  name: "0049-frozen-calls-and-provider-hours",
  sql: /* sql */ `
/* Calls whose figures were frozen: an event that comes after the call is gone does not count it again. */
create table analytics_frozen_calls (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  call_id text not null,
  primary key (tenant_id, call_id)
);
${ofTenants("analytics_frozen_calls")}

/* Hours of a provider hold all agents and numbers, so both are empty. */
${sums
  .map(
    (table) => `alter table ${table} drop constraint ${table}_unit_check;
alter table ${table} add constraint ${table}_unit_check check (unit in ('hour', 'day', 'provider_hour'));`,
  )
  .join("\n")}

/* Until all are counted once more, and so added up, figures are counted from the calls. */
truncate analytics_recounts;
`,
};
