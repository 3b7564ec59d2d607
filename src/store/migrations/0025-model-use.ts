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

/* By session: what it used goes with it. */
create table model_use (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  session_id text not null,
  model text not null,
  requests integer not null,
  input_tokens bigint not null,
  /* Of the input. */
  cached_input_tokens bigint not null,
  output_tokens bigint not null,
  /* What is known of the cost, and how many requests have none that is known. */
  cost_micros bigint not null,
  unpriced_requests integer not null,
  /* Whose tokens we counted because the model did not tell. */
  estimated_requests integer not null,
  /* That the second endpoint answered, and that had less than they could. */
  fallback_requests integer not null,
  degraded_requests integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, session_id, model),
  foreign key (tenant_id, session_id) references mem_sessions (tenant_id, id) on delete cascade
);

/* By day, in UTC: says nothing of any session, and stays when one is forgotten. */
create table model_use_days (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  day date not null,
  /* '' where no agent was named. */
  agent_id text not null,
  model text not null,
  requests integer not null,
  input_tokens bigint not null,
  /* Of the input. */
  cached_input_tokens bigint not null,
  output_tokens bigint not null,
  /* What is known of the cost, and how many requests have none that is known. */
  cost_micros bigint not null,
  unpriced_requests integer not null,
  /* Whose tokens we counted because the model did not tell. */
  estimated_requests integer not null,
  /* That the second endpoint answered, and that had less than they could. */
  fallback_requests integer not null,
  degraded_requests integer not null,
  primary key (tenant_id, day, agent_id, model)
);

/* How models are used: for the whole tenant, where agent_id is '', and for agents. */
create table model_settings (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  agent_id text not null,
  /* Under which clients may ask for the agent as if it were a model, and the model behind it. */
  slug text,
  model text,
  /* Null: as much as there is. Costs are micro-dollars. */
  tokens_per_day bigint,
  tokens_per_month bigint,
  cost_micros_per_day bigint,
  cost_micros_per_month bigint,
  turns_per_minute integer,
  concurrent_turns integer,
  /* Whether a limit also ends calls under way. */
  ends_calls boolean not null default false,
  set_by text not null,
  set_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, agent_id),
  unique (tenant_id, slug)
);

/* Turns that are under way, or began within the last minute, of tenants that limit them. */
create table model_turns (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  lease uuid not null,
  agent_id text not null,
  started_at timestamptz not null,
  /* When it was over, or will be when nobody says so. */
  until timestamptz not null,
  primary key (tenant_id, lease)
);

/* These two are counted above. */
alter table mem_windows drop column prompt_tokens, drop column completion_tokens;

${ofTenants("model_prices", "model_use", "model_use_days", "model_settings", "model_turns")}

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
