import { ofTenants } from "./of-tenants.ts";

/** Rules that were made or changed, alerts with their history, and the messages that tell of them. */
export const alerts = {
  name: "0028-alerts",
  sql: /* sql */ `
/* Rules that somebody made, and those that come with the product as somebody changed them. */
create table alert_rules (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  name text not null,
  metric text not null,
  comparison text not null check (comparison in ('above', 'below')),
  value double precision not null,
  minimum_sample integer not null check (minimum_sample >= 0),
  window_minutes integer not null check (window_minutes > 0),
  duration_minutes integer not null check (duration_minutes >= 0),
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  is_enabled boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id)
);

create table alert_settings (
  tenant_id text primary key references tenants (tenant_id) on delete cascade,
  time_zone text not null default 'UTC',
  /* On the clock of the zone, '22:00'; both or none. */
  quiet_from text,
  quiet_until text,
  /* Null is the tenant's owners. */
  emails text[],
  escalation_emails text[] not null default '{}',
  changed_by text not null,
  changed_at timestamptz not null,
  check ((quiet_from is null) = (quiet_until is null))
);

/* When each tenant's rules are looked at next. */
create table alert_looks (
  tenant_id text primary key references tenants (tenant_id) on delete cascade,
  due_at timestamptz not null,
  looked_at timestamptz
);

create table alerts (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  rule_id text not null,
  rule_name text not null,
  metric text not null,
  /* What it is about: 'all', or 'number:+12125550100', 'connection:con_…', 'provider:retell', 'process:…'. */
  subject text not null,
  subject_name text not null,
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  /* Pending: not for as long as the rule asks for; nobody is told yet. */
  status text not null check (status in ('pending', 'open', 'acknowledged', 'assigned', 'resolved')),
  /* Its condition has not been well since; of such there is one for a rule and subject. */
  is_live boolean not null default true,
  comparison text not null,
  threshold double precision not null,
  value double precision not null,
  sample double precision,
  bad_since timestamptz not null,
  well_since timestamptz,
  opened_at timestamptz,
  assignee_id text,
  resolved_at timestamptz,
  resolved_by text,
  escalations smallint not null default 0,
  /* When it is told again if nobody takes it. */
  escalates_at timestamptz,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  check ((status = 'pending') = (opened_at is null)),
  check ((status = 'resolved') = (resolved_at is not null))
);
create unique index alerts_live on alerts (tenant_id, rule_id, subject) where is_live;
create index alerts_list on alerts (tenant_id, opened_at desc, id desc) where opened_at is not null;

/* What happened to an alert, and what people wrote about it. */
create table alert_entries (
  tenant_id text not null,
  id uuid not null,
  alert_id text not null,
  at timestamptz not null,
  actor text not null,
  kind text not null check (kind in ('opened', 'escalated', 'acknowledged', 'assigned', 'note', 'resolved')),
  text text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, alert_id) references alerts (tenant_id, id) on delete cascade
);
create index alert_entries_alert on alert_entries (tenant_id, alert_id, id);

/* One row per message to a channel; while it is pending it is also the work item. */
create table alert_messages (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  /* The same on every try. */
  id text not null,
  /* Null for a test. */
  alert_id text,
  kind text not null check (kind in ('opened', 'escalated', 'resolved', 'test')),
  channel text not null check (channel in ('webhook', 'email')),
  /* The address of an e-mail; empty for the webhook. */
  recipient text not null default '',
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts smallint not null default 0,
  created_at timestamptz not null,
  /* A worker may take the row from this instant on: quiet hours, a lease and a back-off in one. */
  next_try_at timestamptz not null,
  last_tried_at timestamptz,
  last_error text,
  primary key (tenant_id, id),
  foreign key (tenant_id, alert_id) references alerts (tenant_id, id) on delete cascade
);
create index alert_messages_due on alert_messages (channel, next_try_at) where status = 'pending';
create index alert_messages_list on alert_messages (tenant_id, created_at desc, id desc);
create index alert_messages_alert on alert_messages (tenant_id, alert_id);

/* What each process of the installation measures of itself. */
create table alert_processes (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  process text not null,
  measured_at timestamptz not null,
  figures jsonb not null,
  primary key (tenant_id, process)
);

alter table outgoing_deliveries add column alert_id text;
create unique index outgoing_deliveries_alert on outgoing_deliveries (tenant_id, target_id, event_type, alert_id)
  where alert_id is not null;

${ofTenants("alert_rules", "alert_settings", "alert_looks", "alerts", "alert_entries", "alert_messages", "alert_processes")}
grant select, insert, update on alert_looks to voicelens_worker;
grant select, update, delete on alert_messages to voicelens_worker;
grant select, delete on alerts to voicelens_worker;
`,
} as const;
