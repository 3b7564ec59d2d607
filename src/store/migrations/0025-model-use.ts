import { ofTenants } from "./of-tenants.ts";

/** What models cost, what was used of them, and how much may be. */
export const modelUse = {
  name: "0025-model-use",
  sql: /* sql */ `
/* What a tenant pays for a model from a day on. Those of the installation's own tenant hold for every tenant that has none. */
create table model_prices (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  model text not null,
  valid_from date not null,
  /* Micro-dollars for a million tokens. */
  input_micros bigint not null check (input_micros >= 0),
  cached_input_micros bigint check (cached_input_micros >= 0),
  output_micros bigint not null check (output_micros >= 0),
  set_by text not null,
  set_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, model, valid_from)
);

${ofTenants("model_prices")}

grant create on schema public to voicelens_worker;
/* No tenant sees another's rows; what holds for all is read through here. */
create function installation_model_prices() returns setof model_prices
language sql stable security definer set search_path = pg_catalog, public as $$
  select * from model_prices where tenant_id = 'ten_default'
$$;
revoke execute on function installation_model_prices from public;
grant execute on function installation_model_prices to voicelens_app;
grant select on model_prices to voicelens_worker;
alter function installation_model_prices owner to voicelens_worker;
revoke create on schema public from voicelens_worker;
`,
} as const;
