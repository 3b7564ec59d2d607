import { ofTenants } from "./of-tenants.ts";

/** What calls should cost by a tenant's own prices, and what is made of that. */
export const pricing = {
  name: "0037-pricing",
  sql: /* sql */ `
create table call_prices (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  provider text not null,
  /* Empty: every agent that has no price of its own. */
  agent_id text not null,
  component text not null,
  unit text not null check (unit in ('minute', 'call', 'thousand_characters', 'thousand_tokens')),
  /* To how many seconds a duration is rounded up. */
  increment_seconds integer check (increment_seconds > 0),
  currency text not null,
  /* Millionths of the currency's unit. */
  micros bigint not null check (micros >= 0),
  valid_from date not null,
  /* When that day began by the tenant's clock. */
  valid_from_at timestamptz not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, provider, agent_id, component, unit, valid_from),
  check ((unit = 'minute') = (increment_seconds is not null))
);

/* What a month's statement is made by, from a month on. */
create table price_settings (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  from_month date not null check (extract(day from from_month) = 1),
  basis text not null check (basis in ('estimate', 'reported')),
  /* Hundredths of a percent. */
  markup integer not null check (markup >= 0),
  budget_micros bigint check (budget_micros > 0),
  budget_currency text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (tenant_id, from_month),
  check ((budget_micros is null) = (budget_currency is null))
);

/* One row for each call that is over. It names no caller, and stays when the call goes by its age. */
create table call_estimates (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  call_id text not null,
  provider text not null,
  /* Empty where none was told. */
  agent_id text not null,
  agent_name text,
  happened_at timestamptz not null,
  duration_ms bigint,
  reported_micros bigint,
  state text not null check (state in ('priced', 'no_price', 'quantity_unknown', 'several_currencies')),
  currency text,
  estimate_micros bigint,
  parts jsonb not null,
  /* Of a call that retention removed: nobody writes it any more. */
  is_frozen boolean not null default false,
  primary key (tenant_id, call_id),
  check ((state = 'priced') = (estimate_micros is not null)),
  check ((state = 'priced') = (currency is not null))
);
create index call_estimates_happened on call_estimates (tenant_id, happened_at);

/* From which instant on a tenant's calls have to be estimated again, and how far that is. */
create table estimate_recounts (
  tenant_id text primary key references tenants (tenant_id) on delete cascade,
  /* Null: from none. */
  from_at timestamptz default '-infinity',
  after_id text not null default '',
  /* When all are once more, for what an older release folded meanwhile; null when that was done. */
  again_at timestamptz,
  claimed_until timestamptz
);
create index estimate_recounts_due on estimate_recounts (tenant_id) where from_at is not null;

${ofTenants("call_prices", "price_settings", "call_estimates", "estimate_recounts")}
grant select, insert, update on estimate_recounts to voicelens_worker;
`,
} as const;
