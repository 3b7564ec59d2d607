export const tools = {
  name: "0017-tools",
  sql: `
/* What agents may have done while they talk. */
create table tools (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  name text not null check (name ~ '^[A-Za-z0-9_-]{1,64}$'),
  description text not null,
  kind text not null check (kind in ('built_in', 'http')),
  built_in text,
  settings jsonb not null default '{}',
  parameters jsonb not null,
  url text,
  method text check (method in ('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
  sealed_headers bytea,
  sealed_secret bytea,
  deadline_ms int not null default 2500 check (deadline_ms between 200 and 20000),
  is_idempotent boolean not null default false,
  keep_answer_sec int not null default 0 check (keep_answer_sec between 0 and 604800),
  fallbacks jsonb not null default '{}',
  is_enabled boolean not null default true,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  check ((kind = 'built_in') = (built_in is not null)),
  check ((kind = 'http') = (url is not null and method is not null and sealed_secret is not null))
);

/* What agents asked for, and what they heard. */
create table tool_uses (
  tenant_id text not null references tenants (tenant_id),
  id uuid not null,
  connection_id text not null,
  provider text not null,
  call_id text,
  caller text,
  asked_id text,
  tool text not null,
  tool_id text,
  use_key text,
  arguments text,
  result text,
  outcome text not null check (outcome in ('running', 'answered', 'last_answer', 'fallback', 'refused')),
  failure text,
  attempts int not null default 0,
  duration_ms int,
  asked_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index tool_uses_once on tool_uses (tenant_id, use_key) where use_key is not null;
create index tool_uses_call on tool_uses (tenant_id, call_id, asked_at) where call_id is not null;
create index tool_uses_caller on tool_uses (tenant_id, caller) where caller is not null;
create index tool_uses_time on tool_uses (tenant_id, asked_at desc, id);

do $$
declare name text;
begin
  foreach name in array array['tools', 'tool_uses'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
  end loop;
end $$;
grant select, update on tools to voicelens_worker;
`,
} as const;
