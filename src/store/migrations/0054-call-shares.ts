import { ofTenants } from "./of-tenants.ts";

/** Links by which somebody without an account sees one call for a while. */
export const callShares = {
  name: "0054-call-shares",
  sql: /* sql */ `
create table call_shares (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  call_id text not null,
  token_hash bytea not null,
  parts text[] not null,
  is_masked boolean not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_opened_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);
create unique index call_shares_token on call_shares (token_hash);
create index call_shares_call on call_shares (tenant_id, call_id);
create index call_shares_expiry on call_shares (expires_at);

${ofTenants("call_shares")}
grant select, delete on call_shares to voicelens_worker;

/* Before the tenant is known: which tenant a link is from. */
grant create on schema public to voicelens_worker;
create function find_call_share(hash bytea, at timestamptz)
returns table (tenant_id text, id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.tenant_id, s.id from call_shares s join tenants t on t.tenant_id = s.tenant_id
  where s.token_hash = hash and s.expires_at > at and t.disabled_at is null
$$;
revoke execute on function find_call_share from public;
grant execute on function find_call_share to voicelens_app;
alter function find_call_share owner to voicelens_worker;
revoke create on schema public from voicelens_worker;
`,
};
