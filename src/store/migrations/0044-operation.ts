import { ofTenants } from "./of-tenants.ts";

/** What the installation's people switch, how long data is kept, what must be kept, and what was erased. */
export const operation = {
  name: "0044-operation",
  sql: /* sql */ `
/* What is switched on at present, or for features: off. They are the installation's, so all rows are its own tenant's. */
create table switches (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  name text not null,
  since timestamptz not null,
  set_by text not null,
  reason text not null,
  primary key (tenant_id, name)
);

/* How long a tenant keeps what, where not as the installation does. */
create table retention_settings (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  kind text not null,
  /* Null: for ever. */
  days integer check (days >= 7),
  primary key (tenant_id, kind)
);

/* What must neither expire nor be erased. */
create table legal_holds (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  kind text not null check (kind in ('tenant', 'caller', 'call')),
  /* A number or a call's id; of a tenant nothing. */
  subject text not null,
  reason text not null,
  created_by text not null,
  created_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  primary key (tenant_id, id),
  check ((kind = 'tenant') = (subject = '')),
  check ((released_by is null) = (released_at is null))
);
/* Nothing is held twice. */
create unique index legal_holds_open on legal_holds (tenant_id, kind, subject) where released_at is null;

/* Whether a call or what a number left must be kept. One expression, so that it becomes part of the query that asks. */
create function is_held(of_tenant text, of_call text, of_number text, other_number text) returns boolean
language sql stable as $$
  select exists (select from legal_holds h where h.tenant_id = of_tenant and h.released_at is null
    and (h.kind = 'tenant' or h.kind = 'call' and h.subject = of_call
      or h.kind = 'caller' and h.subject in (of_number, other_number)))
$$;

/* Erasing as work that waits to be done, and then its proof. That a tenant was erased is the installation's to prove. */
create table erasures (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  kind text not null check (kind in ('caller', 'tenant')),
  /* The number, or the tenant's id; forgotten when it is done. */
  subject text,
  /* By which the proof can be found by whoever knows the subject, and by nobody else. */
  subject_hash text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  /* What a search of every table found before: rows by table. Then how many rooms are done, and what went: rows by room. */
  found jsonb not null default '{}',
  rooms_done integer not null default 0,
  removed jsonb not null default '{}',
  /* What a search of every table still found: rows by table. */
  remaining jsonb not null default '{}',
  rounds integer not null default 0,
  finished_at timestamptz,
  due_at timestamptz,
  lease uuid,
  primary key (tenant_id, id),
  check ((finished_at is null) = (subject is not null))
);
create index erasures_due on erasures (due_at) where due_at is not null;

${ofTenants("switches", "retention_settings", "legal_holds", "erasures")}
grant select on retention_settings, legal_holds to voicelens_worker;
grant select, update on erasures to voicelens_worker;
`,
} as const;
