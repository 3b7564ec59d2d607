/** What was said in calls, kept by us: where each recording comes from, what became of fetching it, and for how long a tenant keeps them. */
export const recordings = {
  name: "0006-recordings",
  sql: /* sql */ `
create table recordings (
  tenant_id text not null references tenants (tenant_id),
  call_id text not null,
  provider text not null,
  /* The same for every signature of one link: what was fetched is not fetched again for a fresh one. */
  source_key text not null,
  source_url text,
  event_id uuid,
  status text not null check (status in ('pending', 'stored', 'failed', 'gone', 'refused', 'expired')),
  reason text,
  attempts integer not null default 0,
  created_at timestamptz not null,
  /* When there is something to do: fetch, or remove what may not be kept. A lease and a back-off in one. */
  due_at timestamptz,
  lease uuid,
  give_up_at timestamptz not null,
  sealed_key bytea,
  file_ref text,
  bytes bigint,
  sha256 text,
  content_type text,
  stored_at timestamptz,
  primary key (tenant_id, call_id)
);
create index recordings_due on recordings (due_at) where due_at is not null;
create index recordings_stored on recordings (tenant_id, stored_at) where file_ref is not null;

create table recording_settings (
  tenant_id text primary key references tenants (tenant_id),
  retention_days integer check (retention_days between 1 and 3650),
  updated_at timestamptz not null
);

do $$
declare name text;
begin
  foreach name in array array['recordings', 'recording_settings'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
    execute format('grant select, update, delete on %I to voicelens_worker', name);
  end loop;
end $$;
`,
} as const;
