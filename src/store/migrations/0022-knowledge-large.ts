import { ofTenants } from "./of-tenants.ts";

/** Which chunks of very large knowledge bases hold which words: such a base is searched in the database and not in memory. */
export const knowledgeLarge = {
  name: "0022-knowledge-large",
  sql: /* sql */ `
/* One row per base that is or becomes a large one: a work item while it is not up to date. */
create table knowledge_large_bases (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  /* Changes of the base up to this version are in the tables below. */
  version bigint not null default 0,
  /* The last chunk that was taken up while it is filled for the first time; null from then on: it can be searched. */
  filled_to text default '',
  units integer not null default 0,
  /* Of all units together, as they are weighed. */
  length bigint not null default 0,
  /* Places are given once. */
  next_place integer not null default 0,
  claimed_until timestamptz,
  primary key (tenant_id, base_id),
  foreign key (tenant_id, base_id) references knowledge_bases (tenant_id, id) on delete cascade
);

create table knowledge_large_units (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  place integer not null,
  chunk_id text not null,
  length integer not null,
  category text,
  valid_from timestamptz,
  valid_until timestamptz,
  /* Each word once, with a blank between. */
  words text not null,
  primary key (tenant_id, base_id, place),
  unique (tenant_id, base_id, chunk_id),
  foreign key (tenant_id, base_id) references knowledge_large_bases (tenant_id, base_id) on delete cascade
);

/* Which of some thousand places that follow one another hold a word. Found by equality alone: policies let nothing else use an index. */
create table knowledge_large_words (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  word text not null,
  segment integer not null,
  places integer[] not null,
  holding integer not null generated always as (cardinality(places)) stored,
  primary key (tenant_id, base_id, word, segment),
  foreign key (tenant_id, base_id) references knowledge_large_bases (tenant_id, base_id) on delete cascade
);

/* Which words are spelt with the same groups of letters as one that no text has. */
create table knowledge_large_grams (
  tenant_id text not null references tenants (tenant_id),
  base_id text not null,
  gram text not null,
  word text not null,
  primary key (tenant_id, base_id, gram, word),
  foreign key (tenant_id, base_id) references knowledge_large_bases (tenant_id, base_id) on delete cascade
);

${ofTenants("knowledge_large_bases", "knowledge_large_units", "knowledge_large_words", "knowledge_large_grams")}
grant select, insert, update on knowledge_large_bases to voicelens_worker;
`,
} as const;
