/** What was used of embedding models, beside what answers used; and how many tokens models count for one of ours. */
export const useOfEmbeddings = {
  name: "0041-use-of-embeddings",
  sql: /* sql */ `
/* Requests and tokens that made vectors: part of all requests and of the input, and no answers. */
alter table model_use add column embedding_requests integer not null default 0, add column embedding_tokens bigint not null default 0;
alter table model_use_days add column embedding_requests integer not null default 0, add column embedding_tokens bigint not null default 0;

/* The newest of what models whose encoding is not known counted, for one token of our estimate: a figure of the installation, not of any tenant. */
create table mem_token_ratios (
  model text primary key,
  ratios real[] not null,
  updated_at timestamptz not null
);
/* No tenant's transaction reaches it. */
grant select, insert, update, delete on mem_token_ratios to voicelens_worker;
`,
} as const;
