import { ofTenants } from "./of-tenants.ts";

const pairs = [
  ["provider_analytics", "analytics_call_sums", ""],
  ["analytics_costs", "analytics_cost_sums", ", currency, component"],
  ["analytics_words", "analytics_word_sums", ", kind, word"],
  ["analytics_latencies", "analytics_latency_sums", ", stage"],
] as const;

const told = `case when started_at is not null then started_at
  when first_occurred_at is not null then first_occurred_at else ended_at end`;

/** Figures added up by hour and by day, so that months are read from few rows. */
export const analyticsSums = {
  name: "0038-analytics-sums",
  sql: /* sql */ `
/* The same times as before in words that find the index under a policy: "coalesce" is not trusted there. */
drop index calls_happened;
create index calls_happened on calls (tenant_id, (
  case when ${told} between timestamptz '2000-01-01 00:00:00+00' and last_event_at then ${told} else first_seen_at end));

${pairs
  .map(
    ([table, sums, names]) => `create table ${sums} (
  /* Hours and days of UTC. */
  unit text not null check (unit in ('hour', 'day')),
  like ${table} including defaults,
  foreign key (tenant_id) references tenants (tenant_id) on delete cascade
);
alter table ${sums} drop column is_frozen;
alter table ${sums} add primary key (tenant_id, unit, bucket, provider, agent_id, number${names});`,
  )
  .join("\n")}
${ofTenants(...pairs.map(([, sums]) => sums))}

/* Until all are counted once more, and so added up, figures are counted from the calls. */
truncate analytics_recounts;
`,
} as const;
