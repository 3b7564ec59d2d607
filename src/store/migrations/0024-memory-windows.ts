import { ofTenants } from "./of-tenants.ts";

/** Which part of a conversation a model sees, and what was said in the form in which it is shown. */
export const memoryWindows = {
  name: "0024-memory-windows",
  sql: /* sql */ `
create table mem_windows (
  tenant_id text not null references tenants (tenant_id),
  session_id text not null,
  /* Counts resets. */
  epoch integer not null default 0,
  /* Counts entries through all epochs. */
  next_seq integer not null default 0,
  /* What is shown: everything of the epoch from here on, but for what is hidden or shortened behind it. */
  start_seq integer not null default 0,
  hidden jsonb not null default '[]',
  cuts jsonb not null default '[]',
  /* Whether relief is due at the threshold, and what was shown after the last one. */
  armed boolean not null default true,
  last_relief_tokens integer not null default 0,
  window_tokens integer not null default 0,
  /* Counted since the window was last emptied. */
  relief_count integer not null default 0,
  shed_messages integer not null default 0,
  shed_tokens integer not null default 0,
  /* Instructions the client sent last. */
  instructions jsonb not null default '[]',
  /* What operators want to stay in sight: [{label, text}]. */
  pinned jsonb not null default '[]',
  pinned_version integer not null default 0,
  /* Of a session without a name: the digest of its whole history, by which the next request finds it. */
  chain text,
  /* Whose turn it is. */
  lease uuid,
  lease_until timestamptz,
  request_key text,
  /* The last answer, and the request it was given to. */
  answered_key text,
  answer jsonb,
  /* What models counted. */
  prompt_tokens bigint not null default 0,
  completion_tokens bigint not null default 0,
  /* What the last prompt was made of: {model, tokens, injected, degraded}. */
  last_prompt jsonb,
  updated_at timestamptz not null,
  primary key (tenant_id, session_id),
  foreign key (tenant_id, session_id) references mem_sessions (tenant_id, id) on delete cascade
);
create index mem_windows_chain on mem_windows (tenant_id, chain) where chain is not null;
create index mem_windows_answered on mem_windows (tenant_id, answered_key) where chain is not null;

create table mem_entries (
  tenant_id text not null references tenants (tenant_id),
  session_id text not null,
  seq integer not null,
  epoch integer not null,
  role text not null check (role in ('user', 'assistant', 'tool')),
  /* As it was sent, with every field it had. */
  message jsonb not null,
  tokens integer not null,
  /* How they were counted. */
  tokenizer text not null,
  /* Another branch took its place, or it came too late to be shown. */
  is_superseded boolean not null default false,
  /* How much of an answer the other heard, when it was not all. */
  spoken_text text,
  is_interrupted boolean not null default false,
  /* The same, as it is searched. */
  message_id text,
  created_at timestamptz not null,
  primary key (tenant_id, session_id, seq),
  foreign key (tenant_id, session_id) references mem_windows (tenant_id, session_id) on delete cascade
);
create index mem_entries_message on mem_entries (tenant_id, message_id) where message_id is not null;

/* What left a window, in few words. */
create table mem_digests (
  tenant_id text not null references tenants (tenant_id),
  session_id text not null,
  from_seq integer not null,
  to_seq integer not null,
  epoch integer not null,
  digest text not null,
  created_at timestamptz not null,
  primary key (tenant_id, session_id, from_seq, to_seq),
  foreign key (tenant_id, session_id) references mem_windows (tenant_id, session_id) on delete cascade
);

${ofTenants("mem_windows", "mem_entries", "mem_digests")}
`,
} as const;
