/** What was said in conversations, turn by turn, as it is remembered and searched. */
export const memory = {
  name: "0020-memory",
  sql: /* sql */ `
/* What is searched as one: everything of a subject, or a session without a subject. */
create table mem_scopes (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  subject_id text,
  /* Counts appends. Whoever writes holds this row until they commit, so versions become visible in their order. */
  version bigint not null default 0,
  /* An index older than this is built anew: turns went since. */
  changes_after bigint not null default 0,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index mem_scopes_subject on mem_scopes (tenant_id, subject_id) where subject_id is not null;

create table mem_sessions (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  scope_id text not null,
  subject_id text,
  agent_id text,
  message_count integer not null default 0,
  /* A sitting ends where nobody spoke for an hour. */
  sitting integer not null default 0,
  last_message_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, scope_id) references mem_scopes (tenant_id, id) on delete cascade
);
create index mem_sessions_scope on mem_sessions (tenant_id, scope_id);
create index mem_sessions_list on mem_sessions (tenant_id, created_at desc, id desc);

create table mem_messages (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  session_id text not null,
  scope_id text not null,
  /* Of its scope when it was written. */
  version bigint not null,
  seq integer not null,
  sitting integer not null,
  role text not null check (role in ('system', 'developer', 'user', 'assistant', 'tool')),
  name text,
  content text not null,
  attachments jsonb not null default '[]',
  external_id text,
  /* Words as the index takes them: of the speaker, and of everything else. */
  name_tokens text not null,
  text_tokens text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, session_id, seq),
  foreign key (tenant_id, session_id) references mem_sessions (tenant_id, id) on delete cascade
);
create unique index mem_messages_external on mem_messages (tenant_id, session_id, external_id) where external_id is not null;
create index mem_messages_version on mem_messages (tenant_id, scope_id, version);
create index mem_messages_order on mem_messages (tenant_id, scope_id, session_id, seq);

/* Sessions that were forgotten, by the digest of their id: whoever comes late with one writes nothing. */
create table mem_tombstones (
  tenant_id text not null references tenants (tenant_id),
  session_digest text not null,
  erased_at timestamptz not null,
  primary key (tenant_id, session_digest)
);

do $$
declare name text;
begin
  foreach name in array array['mem_scopes', 'mem_sessions', 'mem_messages', 'mem_tombstones'] loop
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
