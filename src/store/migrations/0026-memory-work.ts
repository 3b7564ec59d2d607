import { ofTenants } from "./of-tenants.ts";

/** Whose calls are remembered, and the work of memory that is done in the background. */
export const memoryWork = {
  name: "0026-memory-work",
  sql: /* sql */ `
/* By whose rules words are made: of what is written, and of what is asked. Never changed. */
alter table mem_scopes add column language text not null default 'en';

create table mem_settings (
  tenant_id text primary key references tenants (tenant_id) on delete cascade,
  remembers_calls boolean not null default false,
  shares_across_agents boolean not null default false,
  /* Who said so last, and when. */
  decided_by text not null,
  decided_at timestamptz not null
);

/* Agents for which it is otherwise than for the tenant's others. */
create table mem_agent_settings (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  agent_id text not null,
  remembers_calls boolean not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (tenant_id, agent_id)
);

create table mem_jobs (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  session_id text,
  kind text not null,
  payload jsonb not null default '{}',
  /* There is one job of the same key; asked for again, it begins anew. */
  dedupe_key text not null,
  status text not null default 'pending' check (status in ('pending', 'running', 'done', 'dead')),
  /* How far it is: what a retry goes on with. */
  stage text not null default '',
  /* The smaller, the sooner. */
  priority smallint not null default 0,
  attempts integer not null default 0,
  /* When it is worked on; while it runs, when its lease ends; null once it is over. */
  due_at timestamptz,
  lease uuid,
  last_error text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, dedupe_key)
);
create index mem_jobs_due on mem_jobs (tenant_id, priority, due_at) where due_at is not null;
create index mem_jobs_finished on mem_jobs (finished_at) where status = 'done';
create index mem_jobs_list on mem_jobs (tenant_id, created_at desc, id desc);

${ofTenants("mem_settings", "mem_agent_settings", "mem_jobs")}
grant select, update, delete on mem_jobs to voicelens_worker;
`,
} as const;
