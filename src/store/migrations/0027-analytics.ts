import { ofTenants } from "./of-tenants.ts";

/** What figures are kept by. */
const key = `  tenant_id text not null references tenants (tenant_id) on delete cascade,
  bucket timestamptz not null,
  provider text not null,
  /* Empty where none was told. */
  agent_id text not null,
  number text not null,
  is_frozen boolean not null,`;
/** A histogram. */
const bins = `  bin_0 integer not null default 0, bin_1 integer not null default 0, bin_2 integer not null default 0, bin_3 integer not null default 0,
  bin_4 integer not null default 0, bin_5 integer not null default 0,
  bin_6 integer not null default 0, bin_7 integer not null default 0, bin_8 integer not null default 0, bin_9 integer not null default 0,
  bin_10 integer not null default 0, bin_11 integer not null default 0,
  bin_12 integer not null default 0, bin_13 integer not null default 0, bin_14 integer not null default 0, bin_15 integer not null default 0,`;

/** Figures of calls by quarter hour, which ones have to be counted again, and where calls are found by when they happened. */
export const analytics = {
  name: "0027-analytics",
  sql: /* sql */ `
create index calls_happened on calls (tenant_id, (
  case when coalesce(started_at, first_occurred_at, ended_at) between timestamptz '2000-01-01 00:00:00+00' and last_event_at
    then coalesce(started_at, first_occurred_at, ended_at) else first_seen_at end));

/* Frozen rows hold calls that retention removed; the others equal a count of the calls that are there, but for buckets with a mark. */
create table provider_analytics (
${key}
  calls integer not null default 0, linked integer not null default 0, live integer not null default 0, answered integer not null default 0,
  unanswered integer not null default 0,
  transfers integer not null default 0, status_success integer not null default 0, status_failure integer not null default 0,
  status_partial integer not null default 0,
  status_timeout integer not null default 0, status_error integer not null default 0, status_unknown integer not null default 0,
  disposition_completed integer not null default 0,
  disposition_transferred integer not null default 0, disposition_voicemail integer not null default 0, disposition_no_answer integer not null default 0,
  disposition_busy integer not null default 0, disposition_declined integer not null default 0, disposition_canceled integer not null default 0,
  disposition_failed integer not null default 0, disposition_unknown integer not null default 0,
  duration_known integer not null default 0, duration_unknown integer not null default 0, duration_ms numeric not null default 0,
  cost_known integer not null default 0,
  cost_unknown integer not null default 0, cost_micros numeric not null default 0, satisfaction_calls integer not null default 0,
  satisfaction_micros numeric not null default 0,
${bins}
  primary key (tenant_id, bucket, provider, agent_id, number, is_frozen)
);

create table analytics_costs (
${key}
  currency text not null,
  component text not null,
  records integer not null default 0,
  micros numeric not null default 0,
  primary key (tenant_id, bucket, provider, agent_id, number, is_frozen, currency, component)
);

create table analytics_words (
${key}
  kind text not null,
  word text not null,
  calls integer not null default 0,
  score_micros numeric not null default 0,
  primary key (tenant_id, bucket, provider, agent_id, number, is_frozen, kind, word)
);

create table analytics_latencies (
${key}
  stage text not null,
  calls integer not null default 0,
${bins}
  primary key (tenant_id, bucket, provider, agent_id, number, is_frozen, stage)
);

/* Written beside every change of a call, and never waited for: so there may be several of one bucket. */
create table analytics_marks (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id bigint generated always as identity,
  bucket timestamptz not null,
  at timestamptz not null,
  primary key (tenant_id, id)
);
create index analytics_marks_bucket on analytics_marks (tenant_id, bucket);

/* Whose calls were all marked once; until then figures are counted from the calls. */
create table analytics_recounts (
  tenant_id text primary key references tenants (tenant_id) on delete cascade,
  /* When all are marked again, for what an older release folded meanwhile; null when that was done. */
  again_at timestamptz
);

${ofTenants(
  "provider_analytics",
  "analytics_costs",
  "analytics_words",
  "analytics_latencies",
  "analytics_marks",
  "analytics_recounts",
)}
grant select on analytics_marks, analytics_recounts to voicelens_worker;
`,
} as const;
