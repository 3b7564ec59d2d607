/** What is fetched from providers: checks of open calls, sweeps, imports of the past, and the ledger of what providers say against what we hold. */
export const capture = {
  name: "0009-capture",
  sql: /* sql */ `
/* A call that is not over, and when to ask its provider about it. */
create table call_checks (
  tenant_id text not null references tenants (tenant_id),
  call_id text not null,
  next_check_at timestamptz not null,
  claimed_until timestamptz,
  /* Checks in a row that failed. */
  failures smallint not null default 0,
  last_error text,
  primary key (tenant_id, call_id)
);

/* How far a connection's calls were compared with its provider's list. */
create table sweeps (
  tenant_id text not null,
  connection_id text not null,
  swept_until timestamptz,
  next_sweep_at timestamptz not null,
  claimed_until timestamptz,
  failures smallint not null default 0,
  last_error text,
  last_sweep_at timestamptz,
  /* When whole days are counted again. */
  next_ledger_at timestamptz not null default '-infinity',
  primary key (tenant_id, connection_id),
  foreign key (tenant_id, connection_id) references connections (tenant_id, id) on delete cascade
);

create table imports (
  tenant_id text not null,
  id text not null,
  connection_id text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  status text not null default 'running' check (status in ('running', 'done', 'failed', 'cancelled')),
  /* Where the provider's list goes on; null at its beginning. */
  cursor text,
  listed integer not null default 0,
  imported integer not null default 0,
  known integer not null default 0,
  failures smallint not null default 0,
  last_error text,
  next_page_at timestamptz not null,
  claimed_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connections (tenant_id, id) on delete cascade
);
create index imports_due on imports (next_page_at) where status = 'running';

/* One day (UTC) of one connection: what its provider says, and what we hold of it and how it came. */
create table completeness_days (
  tenant_id text not null,
  connection_id text not null,
  day date not null,
  provider_count integer not null,
  by_webhook integer not null,
  by_poll integer not null,
  by_sweep integer not null,
  by_import integer not null,
  /* Ids of calls that the provider has and we do not, at most a hundred. */
  missing text[] not null,
  missing_count integer not null,
  /* Why not every call came by webhook; null when every one did. */
  reason text check (reason in ('webhook_off', 'signature_failed', 'not_delivered', 'not_fetched', 'unknown')),
  checked_at timestamptz not null,
  primary key (tenant_id, connection_id, day),
  foreign key (tenant_id, connection_id) references connections (tenant_id, id) on delete cascade
);

do $$
declare name text;
begin
  foreach name in array array['call_checks', 'sweeps', 'imports', 'completeness_days'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
    execute format('grant select, insert, update, delete on %I to voicelens_worker', name);
  end loop;
end $$;
grant select on call_patches to voicelens_worker;
`,
} as const;
