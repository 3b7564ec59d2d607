/** Where tenants have things handed on to, what signs it, and what is to be handed on. */
export const outgoing = {
  name: "0005-outgoing",
  sql: /* sql */ `
create table outgoing_targets (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  kind text not null check (kind in ('subscription', 'relay')),
  url text not null,
  name text not null default '',
  /* Of a subscription; null is every type. */
  event_types text[],
  /* Of a subscription; null is every agent. */
  agent_ids text[],
  /* Of a relay: whose deliveries it passes on. */
  connection_id text,
  is_enabled boolean not null default true,
  disabled_at timestamptz,
  disabled_reason text check (disabled_reason in ('person', 'gone', 'failing')),
  /* The first failure since the last success: everything since then failed. */
  failing_since timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connections (tenant_id, id) on delete cascade,
  check ((kind = 'relay') = (connection_id is not null)),
  check (is_enabled = (disabled_at is null))
);
create index outgoing_targets_connection on outgoing_targets (tenant_id, connection_id);

create table outgoing_secrets (
  tenant_id text not null,
  id text not null,
  target_id text not null,
  sealed bytea not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, target_id) references outgoing_targets (tenant_id, id) on delete cascade
);
create index outgoing_secrets_target on outgoing_secrets (tenant_id, target_id);

create table outgoing_deliveries (
  tenant_id text not null,
  /* The message id: the same on every try. */
  id text not null,
  target_id text not null,
  event_type text not null,
  call_id text,
  /* Of a relay: the webhook event whose bytes are passed on. */
  event_id uuid,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts smallint not null default 0,
  /* When its tries began: at its making, or when somebody asked for it again. */
  queued_at timestamptz not null,
  /* A worker may take the row from this instant on: a lease and a back-off in one. */
  next_try_at timestamptz not null,
  last_tried_at timestamptz,
  last_status smallint,
  last_error text,
  last_duration_ms integer,
  primary key (tenant_id, id),
  unique (tenant_id, target_id, event_type, call_id),
  unique (tenant_id, target_id, event_id),
  foreign key (tenant_id, target_id) references outgoing_targets (tenant_id, id) on delete cascade
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index outgoing_deliveries_due on outgoing_deliveries (tenant_id, target_id, next_try_at) where status = 'pending';
create index outgoing_deliveries_list on outgoing_deliveries (tenant_id, created_at desc, id desc);
create index outgoing_deliveries_tried on outgoing_deliveries (tenant_id, target_id, last_tried_at);
create index outgoing_deliveries_call on outgoing_deliveries (tenant_id, call_id);

do $$
declare name text;
begin
  foreach name in array array['outgoing_targets', 'outgoing_secrets', 'outgoing_deliveries'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
    execute format('grant select, delete on %I to voicelens_worker', name);
  end loop;
end $$;
grant update on outgoing_secrets, outgoing_deliveries to voicelens_worker;
`,
} as const;
