/** What is written down about a location, kept as a knowledge base. */
export const locationKnowledge = {
  name: "0023-location-knowledge",
  sql: /* sql */ `
/* The location whose facts a base is made of, and nothing else is in it; null for people's own. A location that is gone may still be named: its base goes soon after. */
alter table knowledge_bases add column location_id text;
create unique index knowledge_bases_location on knowledge_bases (tenant_id, location_id) where location_id is not null;

alter table knowledge_documents drop constraint knowledge_documents_source_check;
alter table knowledge_documents add constraint knowledge_documents_source_check
  check (source in ('paste', 'upload', 'url', 'generated'));

/* One row per base that is made of a location: a work item while it is not what the location is. */
create table location_knowledge (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  /* Null once the location is gone: then the base goes. */
  location_id text,
  /* The location's catalogue_version that the base was made of; null before it was made. */
  kept_version integer,
  kept_at timestamptz,
  claimed_until timestamptz,
  primary key (tenant_id, base_id),
  unique (tenant_id, location_id),
  foreign key (tenant_id, base_id) references knowledge_bases (tenant_id, id) on delete cascade,
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete set null (location_id)
);
alter table location_knowledge enable row level security;
alter table location_knowledge force row level security;
create policy tenant on location_knowledge to voicelens_app using (tenant_id = current_setting('app.tenant_id', true))
  with check (tenant_id = current_setting('app.tenant_id', true));
create policy worker on location_knowledge to voicelens_worker using (true) with check (true);
grant select, insert, update, delete on location_knowledge to voicelens_app;
grant select, update on location_knowledge to voicelens_worker;
grant select on locations to voicelens_worker;
`,
} as const;
