/** Rate limits that all replicas share, and addresses that are shut out or never are. */
export const guard = {
  name: "0004-guard",
  sql: /* sql */ `
create table rate_windows (
  tenant_id text not null references tenants (tenant_id),
  key text not null,
  /* The second of the last slot, since 1970. */
  second bigint not null,
  /* How many passed in each of the last 61 seconds, the present one last. */
  slots integer[] not null,
  primary key (tenant_id, key)
) with (fillfactor = 50);
create index rate_windows_second on rate_windows (second);

create table address_rules (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  kind text not null check (kind in ('block', 'allow')),
  network cidr not null,
  reason text not null,
  source text not null check (source in ('guard', 'person')),
  /* How often in a row the guard blocked the network; 0 for what a person set. */
  level smallint not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  lifted_at timestamptz,
  lifted_by text,
  primary key (tenant_id, id)
);
create index address_rules_network on address_rules (tenant_id, network, created_at);

do $$
declare name text;
begin
  foreach name in array array['rate_windows', 'address_rules'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, delete on %I to voicelens_app', name);
    execute format('grant select, delete on %I to voicelens_worker', name);
  end loop;
end $$;
grant insert, update on address_rules to voicelens_app;
grant insert, update on rate_windows to voicelens_worker;
`,
} as const;
