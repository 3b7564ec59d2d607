export const inbound = {
  name: "0019-inbound",
  sql: `
/* Who takes calls to which number, and what the agent is told. */
create table inbound_rules (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  number text check (number ~ '^\\+[1-9][0-9]{5,14}$'),
  provider text,
  agent_id text,
  forward_to text check (forward_to ~ '^\\+[1-9][0-9]{5,14}$'),
  refuse_spoken text,
  location_id text,
  language text,
  variables jsonb not null default '{}',
  is_enabled boolean not null default true,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  check (num_nonnulls(agent_id, forward_to, refuse_spoken) <= 1),
  check (agent_id is null or provider is not null),
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete set null (location_id)
);
create unique index inbound_rules_of on inbound_rules (tenant_id, coalesce(number, ''), coalesce(provider, ''));
create index inbound_rules_location on inbound_rules (tenant_id, location_id) where location_id is not null;

alter table inbound_rules enable row level security;
alter table inbound_rules force row level security;
create policy tenant on inbound_rules to voicelens_app using (tenant_id = current_setting('app.tenant_id', true))
  with check (tenant_id = current_setting('app.tenant_id', true));
create policy worker on inbound_rules to voicelens_worker using (true) with check (true);
grant select, insert, update, delete on inbound_rules to voicelens_app;
`,
} as const;
