/** Questions by which a knowledge base is judged, what it answered each time, and when answers that were kept are to be forgotten. */
export const knowledgeQuestions = {
  name: "0018-knowledge-questions",
  sql: /* sql */ `
create table knowledge_question_sets (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  base_id text not null,
  name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, base_id) references knowledge_bases (tenant_id, id) on delete cascade
);
create unique index knowledge_question_sets_name on knowledge_question_sets (tenant_id, lower(name));
create index knowledge_question_sets_base on knowledge_question_sets (tenant_id, base_id);

create table knowledge_questions (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  set_id text not null,
  place integer not null,
  query text not null,
  history text[] not null default '{}',
  /* Id or external id of the document that answers it. */
  expected_document text,
  /* Words that the text of the answer must hold. */
  expected_passage text,
  expects_nothing boolean not null,
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, set_id) references knowledge_question_sets (tenant_id, id) on delete cascade,
  check (expects_nothing = (expected_document is null and expected_passage is null))
);

create index knowledge_questions_set on knowledge_questions (tenant_id, set_id, place, id);

/* All questions of a set asked once. While due_at is set it is a work item. */
create table knowledge_question_runs (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  set_id text not null,
  status text not null check (status in ('queued', 'running', 'done', 'failed')),
  total integer not null,
  answered integer not null default 0,
  /* The version of the base at the first and after the last question: other versions, other answers. */
  version_before bigint,
  version_after bigint,
  /* The embedding model of the vectors that took part; null when only words were searched. */
  model text,
  figures jsonb,
  problem_code text,
  problem_detail text,
  attempts smallint not null default 0,
  due_at timestamptz,
  lease uuid,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, set_id) references knowledge_question_sets (tenant_id, id) on delete cascade
);
create index knowledge_question_runs_set on knowledge_question_runs (tenant_id, set_id, created_at desc, id desc);
create index knowledge_question_runs_due on knowledge_question_runs (due_at) where due_at is not null;

/* A question as it was when it was asked, and what came of it; is_right is null until then. */
create table knowledge_question_answers (
  tenant_id text not null references tenants (tenant_id),
  run_id text not null,
  place integer not null,
  question_id text not null,
  query text not null,
  history text[] not null,
  expected_document text,
  expected_passage text,
  expects_nothing boolean not null,
  is_found boolean,
  confidence double precision,
  /* The place of the first right item, from 1; null when none of the first ten is. */
  rank smallint,
  is_right boolean,
  /* Whether it had to do without meaning, though there are vectors. */
  is_degraded boolean,
  has_meaning boolean,
  items jsonb,
  primary key (tenant_id, run_id, place),
  foreign key (tenant_id, run_id) references knowledge_question_runs (tenant_id, id) on delete cascade
);

do $$
declare name text;
begin
  foreach name in array array['knowledge_question_sets', 'knowledge_questions', 'knowledge_question_runs', 'knowledge_question_answers'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
  end loop;
end $$;
grant select, update on knowledge_question_runs to voicelens_worker;
grant select on knowledge_question_sets to voicelens_worker;

/* Grows when answers that were kept are to be forgotten; nothing else depends on it. */
alter table knowledge_bases add column answers_version bigint not null default 0;
/* When the next document begins or ends to be valid. */
create index knowledge_documents_from on knowledge_documents (tenant_id, base_id, valid_from) where valid_from is not null;
create index knowledge_documents_until on knowledge_documents (tenant_id, base_id, valid_until) where valid_until is not null;
`,
} as const;
