/** What embedding models make of chunks, and how far each base has come with each model. */
export const knowledgeVectors = {
  name: "0012-knowledge-vectors",
  sql: /* sql */ `
/* The vectors of one base made by one model: a work item while they are not all there. It outlives its base until every index has removed them. */
create table knowledge_vector_sets (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  model text not null,
  dimensions integer not null,
  /* Whether it is searched: one of a base. Another model's is made beside it. */
  is_active boolean not null,
  /* Counts the writing of vectors. Whoever writes some holds this row, so versions become visible in their order. */
  version bigint not null default 0,
  /* The version of the base of which every chunk was embedded or refused. */
  units_version bigint not null default -1,
  /* What the service said it counted, and how many of its answers did not say. */
  tokens bigint not null default 0,
  untold_answers integer not null default 0,
  /* The index on another server that has been brought up to these versions. */
  mirror text,
  mirrored_version bigint not null default -1,
  mirrored_units_version bigint not null default -1,
  /* Tries in a row that failed, and why the last did. */
  failures smallint not null default 0,
  last_error text,
  next_try_at timestamptz not null,
  claim uuid,
  claimed_until timestamptz,
  primary key (tenant_id, base_id, model, dimensions)
) with (fillfactor = 85);
create unique index knowledge_vector_sets_active on knowledge_vector_sets (tenant_id, base_id) where is_active;

create table knowledge_vectors (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  chunk_id text not null,
  model text not null,
  dimensions integer not null,
  /* Of title and chunk as they were embedded, in hexadecimal. */
  content_hash text not null,
  /* The version of its set that wrote it. */
  version bigint not null,
  /* One signed byte for each number, and what one step is worth; null when the service refuses the text. */
  code bytea,
  scale real,
  primary key (tenant_id, base_id, model, dimensions, chunk_id),
  foreign key (tenant_id, chunk_id) references knowledge_chunks (tenant_id, id) on delete cascade,
  check ((code is null) = (scale is null))
);
create index knowledge_vectors_chunk on knowledge_vectors (tenant_id, chunk_id);
create index knowledge_vectors_version on knowledge_vectors (tenant_id, base_id, model, dimensions, version);
/* The same text is embedded once. */
create index knowledge_vectors_content on knowledge_vectors (tenant_id, content_hash);

do $$
declare name text;
begin
  foreach name in array array['knowledge_vector_sets', 'knowledge_vectors'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
    execute format('grant select, insert, update, delete on %I to voicelens_worker', name);
  end loop;
end $$;
`,
} as const;
