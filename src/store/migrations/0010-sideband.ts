/** Calls to whose socket we listen. */
export const sideband = {
  name: "0010-sideband",
  sql: /* sql */ `
create table sideband_sessions (
  tenant_id text not null references tenants (tenant_id),
  call_id text not null,
  connection_id text not null,
  provider_call_id text not null,
  state text not null check (state in ('waiting', 'open', 'done', 'failed')),
  /* The claim of the process that has it in hand, and until when. */
  claimed_by text,
  claimed_until timestamptz,
  created_at timestamptz not null default now(),
  /* When the socket was first open. */
  connected_at timestamptz,
  last_event_at timestamptz,
  closed_at timestamptz,
  close_code integer,
  close_reason text,
  /* How often in a row it went as the error says. */
  attempts integer not null default 0,
  next_try_at timestamptz not null default now(),
  error text,
  model text,
  transcription_model text,
  primary key (tenant_id, call_id)
);
create index sideband_sessions_due on sideband_sessions (next_try_at) where state in ('waiting', 'open');
create index sideband_sessions_connection on sideband_sessions (tenant_id, connection_id, created_at);

alter table sideband_sessions enable row level security;
alter table sideband_sessions force row level security;
create policy tenant on sideband_sessions to voicelens_app using (tenant_id = current_setting('app.tenant_id', true))
  with check (tenant_id = current_setting('app.tenant_id', true));
create policy worker on sideband_sessions to voicelens_worker using (true) with check (true);
grant select, insert, update, delete on sideband_sessions to voicelens_app;
grant select, update on sideband_sessions to voicelens_worker;
`,
} as const;
