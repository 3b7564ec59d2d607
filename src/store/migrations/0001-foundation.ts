/**
 * Tenants, connections, keys, webhook events, calls.
 *
 * Every table with a `tenant_id` starts its keys with it and is under forced row-level security. Three roles reach them, none owns them:
 * `voicelens_app` sees the rows of the tenant in `app.tenant_id`, `voicelens_worker` claims across tenants, `voicelens_ingest` only inserts.
 */
export const foundation = {
  name: "0001-foundation",
  sql: /* sql */ `
create table tenants (
  tenant_id text primary key check (tenant_id <> ''),
  name text not null,
  slug text not null unique,
  created_at timestamptz not null default now()
);

insert into tenants (tenant_id, name, slug) values
  ('ten_default', 'Default', 'default'),
  ('ten_quarantine', 'Quarantine', 'quarantine');

create table connections (
  tenant_id text not null references tenants (tenant_id),
  id text not null unique,
  provider text not null,
  name text not null,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index connections_default on connections (provider) where is_default;

create table api_keys (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  name text not null,
  role text not null check (role in ('owner')),
  key_hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (tenant_id, id)
);

create table sessions (
  tenant_id text not null references tenants (tenant_id),
  token_hash bytea not null unique,
  api_key_id text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, api_key_id) references api_keys (tenant_id, id) on delete cascade
);

create table webhook_events (
  id uuid not null,
  tenant_id text not null,
  connection_id text not null,
  provider text not null,
  event_key text not null,
  received_at timestamptz not null,
  is_verified boolean not null,
  status text not null default 'received' check (status in ('received', 'processed', 'ignored', 'dead')),
  attempts smallint not null default 0,
  claimable_at timestamptz not null default now(),
  event_type text,
  processed_at timestamptz,
  reason_code text,
  reason_message text,
  findings jsonb,
  call_ids text[] not null default '{}',
  content_type text,
  url text not null,
  body_bytes integer not null,
  sealed bytea,
  file_ref text,
  primary key (tenant_id, id),
  unique (connection_id, event_key),
  check (sealed is not null or file_ref is not null)
) with (autovacuum_vacuum_scale_factor = 0.05);
/* Encrypted bytes do not compress. Out of line, they are not copied when the row's status changes. */
alter table webhook_events alter column sealed set storage external;
create index webhook_events_work on webhook_events (claimable_at) where status = 'received';
create index webhook_events_dead on webhook_events (tenant_id, id) where status = 'dead';

create table rejected_deliveries (
  tenant_id text not null,
  id uuid not null,
  connection_id text not null,
  provider text not null,
  received_at timestamptz not null,
  reason text not null,
  status text not null default 'rejected' check (status in ('rejected', 'accepted')),
  remote_address text,
  url text not null,
  body_bytes integer not null,
  sealed bytea not null,
  primary key (tenant_id, id)
);
create index rejected_deliveries_connection on rejected_deliveries (tenant_id, connection_id, id desc);

create table calls (
  tenant_id text not null,
  id text not null,
  provider text not null,
  provider_call_id text not null,
  lifecycle text not null default 'registered',
  disposition text,
  status text not null default 'unknown'
    check (status in ('success', 'failure', 'partial', 'timeout', 'error', 'unknown')),
  status_source text not null default 'none',
  end_reason text,
  ended_by text,
  failure_class text,
  direction text check (direction in ('inbound', 'outbound')),
  channel text,
  from_number text,
  to_number text,
  agent_id text,
  agent_name text,
  first_seen_at timestamptz not null,
  first_occurred_at timestamptz,
  last_event_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  duration_ms bigint check (duration_ms >= 0),
  cost_micros bigint,
  satisfaction_score double precision check (satisfaction_score between 0 and 1),
  sentiment text,
  summary text,
  recording_url text,
  captured_by text not null default 'webhook',
  is_verified boolean not null default true,
  turn_count integer not null default 0,
  tool_call_count integer not null default 0,
  facts jsonb not null default '{}',
  turns_digest text,
  tools_digest text,
  search_digest text,
  closes_at timestamptz,
  counted_at timestamptz,
  updated_at timestamptz not null default now(),
  /* The id is made of tenant, provider and provider_call_id, so it keeps these unique too. */
  primary key (tenant_id, id),
  check (lifecycle in ('registered', 'ringing', 'in_progress', 'ended', 'failed', 'analyzed')),
  check (lifecycle <> 'failed' or disposition = 'failed')
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
create index calls_list on calls (tenant_id, first_seen_at desc, id desc);
create index calls_from on calls (tenant_id, from_number, first_seen_at desc);
create index calls_to on calls (tenant_id, to_number, first_seen_at desc);
create index calls_open on calls (closes_at) where closes_at is not null;

create table call_patches (
  tenant_id text not null,
  call_id text not null,
  event_id uuid not null,
  seq smallint not null,
  kind text not null check (kind in ('event', 'deadline')),
  event_key text not null,
  event_type text not null,
  is_verified boolean not null,
  received_at timestamptz not null,
  patch json not null,
  primary key (tenant_id, call_id, event_id, seq)
);

create table call_turns (
  tenant_id text not null,
  call_id text not null,
  seq integer not null,
  role text not null check (role in ('agent', 'user', 'tool', 'system', 'other')),
  content text not null,
  start_ms bigint,
  end_ms bigint,
  is_interrupted boolean not null default false,
  primary key (tenant_id, call_id, seq)
);

create table call_tool_calls (
  tenant_id text not null,
  call_id text not null,
  seq integer not null,
  tool_call_id text not null,
  name text not null,
  arguments text,
  result text,
  is_success boolean,
  error text,
  offset_ms bigint,
  duration_ms bigint,
  primary key (tenant_id, call_id, seq)
);

create table call_external_ids (
  tenant_id text not null,
  kind text not null,
  value text not null,
  call_id text not null,
  primary key (tenant_id, kind, value, call_id)
);
create index call_external_ids_call on call_external_ids (tenant_id, call_id);

create table call_search (
  tenant_id text not null,
  call_id text not null,
  document tsvector not null,
  primary key (tenant_id, call_id)
);
create index call_search_document on call_search using gin (document);

create table call_changes (
  id bigint generated always as identity,
  tenant_id text not null,
  call_id text not null,
  kind text not null check (kind in ('started', 'updated', 'ended')),
  at timestamptz not null default clock_timestamp(),
  primary key (id)
);

do $$
declare name text;
begin
  foreach name in array array[
    'tenants', 'connections', 'api_keys', 'sessions', 'webhook_events', 'rejected_deliveries', 'calls', 'call_patches',
    'call_turns', 'call_tool_calls', 'call_external_ids', 'call_search', 'call_changes'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
  end loop;
end $$;

revoke insert, update, delete on tenants, connections from voicelens_app;
create policy ingest on webhook_events for insert to voicelens_ingest with check (true);
create policy ingest on rejected_deliveries for insert to voicelens_ingest with check (true);
grant insert on webhook_events, rejected_deliveries to voicelens_ingest;

grant select, insert, update, delete on tenants, connections, api_keys to voicelens_worker;
grant select, delete on sessions to voicelens_worker;
grant select, update on webhook_events to voicelens_worker;
grant select, update, delete on rejected_deliveries to voicelens_worker;
grant select on calls, call_search to voicelens_worker;
grant select, delete on call_changes to voicelens_worker;

grant create on schema public to voicelens_worker;

/* Before the tenant is known: exactly one row for exactly one hash. */
create function find_access(hash bytea, at timestamptz)
returns table (tenant_id text, tenant_name text, api_key_id text, role text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.tenant_id, t.name, k.id, k.role
  from api_keys k join tenants t on t.tenant_id = k.tenant_id
  where k.revoked_at is null
    and (k.key_hash = hash
      or exists (select from sessions s
        where s.token_hash = hash and s.tenant_id = k.tenant_id and s.api_key_id = k.id and s.expires_at > at))
$$;
revoke execute on function find_access from public;
grant execute on function find_access to voicelens_app;
alter function find_access owner to voicelens_worker;

/*
 * The door: what was accepted, in one round trip that is its own transaction, with no right but to insert.
 * The sealed contents come as one value with the place of each.
 */
create function insert_webhook_events(
  ids uuid[], tenant_ids text[], connection_ids text[], providers text[], event_keys text[], received timestamptz[],
  verified boolean[], content_types text[], urls text[], sizes int[], file_refs text[], starts int[], lengths int[], contents bytea)
returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into webhook_events (id, tenant_id, connection_id, provider, event_key, received_at, is_verified, content_type, url,
    body_bytes, file_ref, sealed)
  select e.id, e.tenant_id, e.connection_id, e.provider, e.event_key, e.received_at, e.is_verified, e.content_type, e.url,
    e.body_bytes, e.file_ref, case when e.file_ref is null then substring(contents from e.start for e.length) end
  from unnest(ids, tenant_ids, connection_ids, providers, event_keys, received, verified, content_types, urls, sizes, file_refs,
    starts, lengths) as e (id, tenant_id, connection_id, provider, event_key, received_at, is_verified, content_type, url,
    body_bytes, file_ref, start, length)
  on conflict do nothing;
end $$;
revoke execute on function insert_webhook_events from public;
grant create on schema public to voicelens_ingest;
alter function insert_webhook_events owner to voicelens_ingest;
revoke create on schema public from voicelens_ingest;

/* Full-text conditions are not leakproof, so under a policy they cannot use their index: this looks behind it, for one tenant. */
create function search_calls(query text)
returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.call_id from call_search s
  where s.tenant_id = current_setting('app.tenant_id', true)
    and s.document @@ websearch_to_tsquery('simple', query)
$$;
revoke execute on function search_calls from public;
grant execute on function search_calls to voicelens_app;
alter function search_calls owner to voicelens_worker;

revoke create on schema public from voicelens_worker;
`,
} as const;
