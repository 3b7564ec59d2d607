/** How far the calls of a tenant that were there before contacts were are gone through. */
export const contactBackfill = {
  name: "0016-contact-backfill",
  sql: /* sql */ `
create table contact_backfills (
  tenant_id text primary key references tenants (tenant_id) on delete cascade,
  /* The last call that was looked at, in order of when it was first seen. */
  after_at timestamptz not null default '-infinity',
  after_id text not null default '',
  /* Calls that are first seen later come from a release that keeps contacts itself. */
  until_at timestamptz not null,
  next_at timestamptz not null,
  claimed_until timestamptz,
  done_at timestamptz
);
create index contact_backfills_due on contact_backfills (next_at) where done_at is null;

alter table contact_backfills enable row level security;
alter table contact_backfills force row level security;
create policy tenant on contact_backfills to voicelens_app using (tenant_id = current_setting('app.tenant_id', true))
  with check (tenant_id = current_setting('app.tenant_id', true));
create policy worker on contact_backfills to voicelens_worker using (true) with check (true);
grant select, insert, update, delete on contact_backfills to voicelens_app;
grant select, insert, update on contact_backfills to voicelens_worker;
`,
} as const;
