/** Who users are to an OpenID Connect provider. */
export const identities = {
  name: "0003-identities",
  sql: /* sql */ `
create table identities (
  tenant_id text not null references tenants (tenant_id),
  user_id text not null,
  issuer text not null,
  subject text not null,
  linked_at timestamptz not null default now(),
  primary key (tenant_id, issuer, subject),
  /* One person is one user of the installation, and one user one person of a provider. */
  unique (issuer, subject),
  unique (tenant_id, user_id, issuer),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
alter table identities enable row level security;
alter table identities force row level security;
create policy tenant on identities to voicelens_app using (tenant_id = current_setting('app.tenant_id', true))
  with check (tenant_id = current_setting('app.tenant_id', true));
create policy worker on identities to voicelens_worker using (true) with check (true);
grant select, insert, delete on identities to voicelens_app;
grant select, delete on identities to voicelens_worker;

create index invitations_email on invitations (email) where accepted_at is null;

grant create on schema public to voicelens_worker;

/* Before the tenant is known: which user somebody is whom an identity provider vouches for. */
create function find_identity(provider text, person text)
returns table (tenant_id text, user_id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.tenant_id, i.user_id from identities i where i.issuer = provider and i.subject = person
$$;
revoke execute on function find_identity from public;
grant execute on function find_identity to voicelens_app;
alter function find_identity owner to voicelens_worker;

/* Before the tenant is known: which tenants wait for somebody with this address. */
create function find_invitations_by_email(address text, at timestamptz)
returns table (tenant_id text, id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.tenant_id, i.id from invitations i where i.email = address and i.accepted_at is null and i.expires_at > at
$$;
revoke execute on function find_invitations_by_email from public;
grant execute on function find_invitations_by_email to voicelens_app;
alter function find_invitations_by_email owner to voicelens_worker;

revoke create on schema public from voicelens_worker;
`,
} as const;
