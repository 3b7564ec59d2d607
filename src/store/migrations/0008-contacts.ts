/** The people who call and are called, what is known of them, and what is still to be done for them. */
export const contacts = {
  name: "0008-contacts",
  sql: /* sql */ `
create table contacts (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  name text not null default '',
  email text not null default '',
  company text not null default '',
  language text not null default '',
  custom jsonb not null default '{}',
  tags text[] not null default '{}',
  do_not_call boolean not null default false,
  do_not_call_reason text not null default '',
  /* Whether a person made it or wrote something down: it then stays without any call. */
  is_kept boolean not null default false,
  /* Of the calls with its numbers; made of contact_calls whenever those change. */
  first_call_at timestamptz,
  last_call_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
) with (fillfactor = 85);
/* Lists are sorted by it; whoever never called stands last. */
create index contacts_list on contacts (tenant_id, (coalesce(last_call_at, '-infinity')) desc, id desc);

create table contact_numbers (
  tenant_id text not null references tenants (tenant_id),
  number text not null,
  contact_id text not null,
  created_at timestamptz not null,
  primary key (tenant_id, number),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);
create index contact_numbers_contact on contact_numbers (tenant_id, contact_id);

create table contact_calls (
  tenant_id text not null references tenants (tenant_id),
  call_id text not null,
  number text not null,
  at timestamptz not null,
  primary key (tenant_id, call_id)
);
create index contact_calls_number on contact_calls (tenant_id, number, at, call_id);

create table contact_notes (
  tenant_id text not null references tenants (tenant_id),
  id uuid not null,
  contact_id text not null,
  content text not null,
  author text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);
create index contact_notes_contact on contact_notes (tenant_id, contact_id, id desc);

create table follow_ups (
  tenant_id text not null references tenants (tenant_id),
  id uuid not null,
  contact_id text not null,
  call_id text,
  title text not null,
  due_at timestamptz not null,
  time_zone text not null,
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  assignee_id text,
  status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
  outcome text not null default '',
  notes text not null default '',
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade,
  check ((status = 'open') = (closed_at is null))
);
create index follow_ups_due on follow_ups (tenant_id, due_at, id);
create index follow_ups_contact on follow_ups (tenant_id, contact_id);

do $$
declare name text;
begin
  foreach name in array array['contacts', 'contact_numbers', 'contact_calls', 'contact_notes', 'follow_ups'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
  end loop;
end $$;
`,
} as const;
