import { ofTenants } from "./of-tenants.ts";

/** What embedding models make of what was said, so that it is found by meaning too. */
export const memoryVectors = {
  name: "0036-memory-vectors",
  sql: /* sql */ `
alter table mem_scopes
  /* The version up to which everything said has its vector of the present model. */
  add column embedded_version bigint not null default -1,
  /* Counts the writing of vectors. Only the scope's job writes some, and one at a time, so versions become visible in their order. */
  add column vectors_version bigint not null default 0,
  /* Whose vectors are searched; those of another model are made beside them. */
  add column vectors_model text,
  add column vectors_dimensions integer;
/* Those with something to embed: with embeddings on, few. */
create index mem_scopes_to_embed on mem_scopes (tenant_id, id) where embedded_version < version;

create table mem_vectors (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  message_id text not null,
  model text not null,
  dimensions integer not null,
  scope_id text not null,
  /* The last message of the window that was embedded: one more when something was said since. */
  last_seq integer not null,
  /* Of its scope's vectors when it was written. */
  version bigint not null,
  /* One signed byte for each number, and what one step is worth; null when the service refuses the text. */
  code bytea,
  scale real,
  primary key (tenant_id, message_id, model, dimensions),
  foreign key (tenant_id, message_id) references mem_messages (tenant_id, id) on delete cascade,
  check ((code is null) = (scale is null))
);
create index mem_vectors_version on mem_vectors (tenant_id, scope_id, model, dimensions, version);

/* Which model wrote it; null: it is made of sentences as they were said. */
alter table mem_digests add column model text;

${ofTenants("mem_vectors")}
grant insert on mem_jobs to voicelens_worker;
grant select, update on mem_scopes to voicelens_worker;
`,
} as const;
