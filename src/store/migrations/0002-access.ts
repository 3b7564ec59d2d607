/**
 * Users, roles and scopes; secrets of connections; numbers and agents that name a tenant; audit and security events.
 *
 * A tenant's role may write an audit entry and never change one; what expires is only the payload, by the worker.
 */
export const access = {
  name: "0002-access",
  sql: /* sql */ `
create table users (
  tenant_id text not null references tenants (tenant_id),
  id text not null unique,
  /* Lower case. One person signs in with one address, whatever tenant they belong to. */
  email text not null unique,
  name text not null,
  role text not null check (role in ('owner', 'manager', 'operator', 'viewer')),
  /* Only for users of the installation's own tenant: the clients they may act for; null is all. */
  client_ids text[],
  /* The agents whose calls they may see; null is all. */
  agent_ids text[],
  password_hash text,
  sealed_totp bytea,
  /* The last accepted time step: a code is good once. */
  totp_step bigint,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

create table invitations (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  email text not null,
  role text not null check (role in ('owner', 'manager', 'operator', 'viewer')),
  client_ids text[],
  agent_ids text[],
  token_hash bytea not null unique,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (tenant_id, id)
);

alter table api_keys drop constraint api_keys_role_check;
alter table api_keys
  add constraint api_keys_role_check check (role in ('owner', 'manager', 'operator', 'viewer')),
  add column scopes text[],
  add column agent_ids text[],
  add column last_four text not null default '',
  add column created_by text,
  add column expires_at timestamptz;

alter table sessions
  alter column api_key_id drop not null,
  add column id text,
  add column user_id text,
  /* The client for whom the session acts at present; null is its own tenant. */
  add column acting_tenant_id text references tenants (tenant_id) on delete set null,
  add column user_agent text,
  add foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade,
  add check (num_nonnulls(api_key_id, user_id) = 1);
update sessions set id = 'ses_' || encode(substring(token_hash for 10), 'hex');
alter table sessions alter column id set not null;
create unique index sessions_id on sessions (tenant_id, id);

alter table tenants add column disabled_at timestamptz;

alter table connections
  /* Choices within the provider's scheme of proving its origin. */
  add column scheme jsonb not null default '{}',
  /* One connection for many tenants: each event finds its own by the number that was dialled or the agent. */
  add column is_shared boolean not null default false,
  /* Moves with every change of the connection or its secrets: replicas look at it. */
  add column updated_at timestamptz not null default clock_timestamp();

create table connection_secrets (
  tenant_id text not null,
  id text not null,
  connection_id text not null,
  purpose text not null check (purpose in ('webhook', 'api_key')),
  sealed bytea not null,
  last_four text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connections (tenant_id, id) on delete cascade
);
create index connection_secrets_connection on connection_secrets (tenant_id, connection_id);

create table phone_numbers (
  tenant_id text not null references tenants (tenant_id),
  number text not null unique,
  label text not null default '',
  created_at timestamptz not null default now(),
  primary key (tenant_id, number)
);

create table agents (
  tenant_id text not null references tenants (tenant_id),
  provider text not null,
  agent_id text not null,
  name text not null default '',
  created_at timestamptz not null default now(),
  primary key (tenant_id, provider, agent_id),
  unique (provider, agent_id)
);

/* Which tenant a call of a shared connection belongs to: decided once, so that all its events stay together. */
create table call_routes (
  tenant_id text not null references tenants (tenant_id),
  connection_id text not null,
  provider_call_id text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, connection_id, provider_call_id),
  unique (connection_id, provider_call_id)
);

alter table webhook_events
  add column dialled_number text,
  add column dialled_agent text,
  add column provider_call_id text;
create index webhook_events_quarantine on webhook_events (connection_id, provider_call_id) where tenant_id = 'ten_quarantine';

create table audit_log (
  tenant_id text not null references tenants (tenant_id),
  seq bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  payload jsonb,
  payload_salt bytea,
  payload_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);

create table security_events (
  tenant_id text not null references tenants (tenant_id),
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
  remote_address text,
  detail jsonb not null default '{}',
  resolved_at timestamptz,
  resolved_by text,
  primary key (tenant_id, id)
);

do $$
declare name text;
begin
  foreach name in array array[
    'users', 'invitations', 'connection_secrets', 'phone_numbers', 'agents', 'call_routes', 'audit_log', 'security_events'
  ] loop
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

revoke update, delete on audit_log from voicelens_app;
grant update (payload, payload_salt) on audit_log to voicelens_worker;
grant insert, update, delete on connections to voicelens_app;
grant insert, update on users, phone_numbers, agents, call_routes, connection_secrets to voicelens_worker;
grant update on sessions to voicelens_worker;

grant create on schema public to voicelens_worker;

/* It belongs to the worker, and the login inherits nothing. */
set local role voicelens_worker;
drop function find_access(bytea, timestamptz);
reset role;
/* Before the tenant is known: who holds a key or a session, by its hash. Exactly one row, or none. */
create function find_access(hash bytea, at timestamptz)
returns table (
  tenant_id text, tenant_name text, home_tenant_id text, api_key_id text, user_id text, session_id text, actor_name text, role text, scopes text[],
  client_ids text[], agent_ids text[])
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.tenant_id, t.name, k.tenant_id, k.id, null, s.id, k.name, k.role, k.scopes, null::text[], k.agent_ids
  from api_keys k
  left join sessions s on s.tenant_id = k.tenant_id and s.api_key_id = k.id and s.token_hash = hash and s.expires_at > at
  join tenants t on t.tenant_id = coalesce(s.acting_tenant_id, k.tenant_id)
  where k.revoked_at is null and (k.expires_at is null or k.expires_at > at) and t.disabled_at is null
    and (k.key_hash = hash or s.id is not null)
  union all
  select t.tenant_id, t.name, u.tenant_id, null, u.id, s.id, u.name, u.role, null, u.client_ids, u.agent_ids
  from sessions s join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
  join tenants t on t.tenant_id = coalesce(s.acting_tenant_id, u.tenant_id)
  where s.token_hash = hash and s.expires_at > at and u.disabled_at is null and t.disabled_at is null
$$;
revoke execute on function find_access from public;
grant execute on function find_access to voicelens_app;
alter function find_access owner to voicelens_worker;

/* Before the tenant is known: which tenant a call of a shared connection belongs to. The call's earlier events decide, then number, then agent. */
create function find_route(connection text, provider_key text, call text, dialled text[], agent text)
returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(
    (select r.tenant_id from call_routes r where r.connection_id = connection and r.provider_call_id = call),
    (select p.tenant_id from unnest(dialled) with ordinality as d (number, place) join phone_numbers p on p.number = d.number
      order by d.place limit 1),
    (select a.tenant_id from agents a where a.provider = provider_key and a.agent_id = agent))
$$;
revoke execute on function find_route from public;
grant execute on function find_route to voicelens_app;
alter function find_route owner to voicelens_worker;

/* Before the tenant is known: where somebody with this address belongs. */
create function find_user_by_email(address text)
returns table (tenant_id text, id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select u.tenant_id, u.id from users u where u.email = address
$$;
revoke execute on function find_user_by_email from public;
grant execute on function find_user_by_email to voicelens_app;
alter function find_user_by_email owner to voicelens_worker;

/* Before the tenant is known: which tenant an invitation is from. */
create function find_invitation(hash bytea, at timestamptz)
returns table (tenant_id text, id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.tenant_id, i.id from invitations i where i.token_hash = hash and i.accepted_at is null and i.expires_at > at
$$;
revoke execute on function find_invitation from public;
grant execute on function find_invitation to voicelens_app;
alter function find_invitation owner to voicelens_worker;

revoke create on schema public from voicelens_worker;
`,
} as const;
