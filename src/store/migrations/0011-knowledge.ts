/** What agents can look up: documents in bases, the chunks that are searched, and what changed since an index was built. */
export const knowledge = {
  name: "0011-knowledge",
  sql: /* sql */ `
create table knowledge_bases (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  name text not null,
  language text not null default 'en',
  /* Counts the changes of its chunks. Whoever changes some holds this row from before they look until they commit, so versions become visible in their order. */
  version bigint not null default 0,
  /* Every change after this version is still in knowledge_changes. */
  changes_after bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index knowledge_bases_name on knowledge_bases (tenant_id, lower(name));

create table knowledge_documents (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  base_id text not null,
  external_id text,
  /* What makes another version of the same document: its external id, its URL, or its first title and content. */
  identity text not null,
  title text not null,
  title_tokens text not null default '',
  mime text not null,
  file_name text,
  source text not null check (source in ('paste', 'upload', 'url')),
  url text,
  category text,
  tags text[] not null default '{}',
  tag_tokens text not null default '',
  language text,
  valid_from timestamptz,
  valid_until timestamptz,
  /* Of the content as it came, in hexadecimal; null until a URL was fetched. */
  content_hash text,
  /* The content, encrypted; where it lies in the file store, the key of the file. */
  sealed bytea,
  file_ref text,
  bytes bigint not null default 0,
  status text not null check (status in ('queued', 'processing', 'ready', 'failed')),
  problem_code text,
  problem_detail text,
  /* What of it could not be read as it is. */
  warnings jsonb not null default '[]',
  progress smallint not null default 0 check (progress between 0 and 100),
  chunk_count integer not null default 0,
  /* The content that its chunks are made of. */
  indexed_hash text,
  parser_version integer,
  indexed_at timestamptz,
  is_fetch_due boolean not null default false,
  fetched_at timestamptz,
  attempts integer not null default 0,
  /* When there is something to do with it. A lease and a back-off in one. */
  due_at timestamptz,
  lease uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, base_id, identity),
  foreign key (tenant_id, base_id) references knowledge_bases (tenant_id, id) on delete cascade,
  check ((source = 'url') = (url is not null)),
  check (file_ref is null or sealed is not null)
) with (fillfactor = 85);
create index knowledge_documents_due on knowledge_documents (tenant_id, due_at) where due_at is not null;
create index knowledge_documents_list on knowledge_documents (tenant_id, created_at desc, id desc);
create index knowledge_documents_base on knowledge_documents (tenant_id, base_id, status) include (bytes, chunk_count);

create table knowledge_chunks (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  base_id text not null,
  document_id text not null,
  /* From 0, in the order of the document. */
  place integer not null,
  /* It begins on, from 1; null in documents without pages. */
  page integer,
  heading_path text[] not null default '{}',
  question text,
  text text not null,
  /* Words as the index takes them, with a blank between: an index is read, not computed. */
  heading_tokens text not null default '',
  question_tokens text not null default '',
  text_tokens text not null default '',
  language text not null,
  /* Of its headings, question and text, in hexadecimal. */
  content_hash text not null,
  changed_version bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, document_id) references knowledge_documents (tenant_id, id) on delete cascade
);
create index knowledge_chunks_base on knowledge_chunks (tenant_id, base_id, id);
create index knowledge_chunks_document on knowledge_chunks (tenant_id, document_id, place);

create table knowledge_changes (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  version bigint not null,
  chunk_id text not null,
  is_removed boolean not null,
  at timestamptz not null,
  primary key (tenant_id, base_id, version, chunk_id),
  foreign key (tenant_id, base_id) references knowledge_bases (tenant_id, id) on delete cascade
);
create index knowledge_changes_at on knowledge_changes (at);

do $$
declare name text;
begin
  foreach name in array array['knowledge_bases', 'knowledge_documents', 'knowledge_chunks', 'knowledge_changes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
    execute format('grant select, update, delete on %I to voicelens_worker', name);
  end loop;
end $$;
`,
} as const;
