/** What was backed up and tried to restore: of the installation, not of any tenant. */
export const backups = {
  name: "0043-backups",
  sql: /* sql */ `
/* A backup reads every table whole, on a server too, where nobody may look past policies: as the worker, whose policies show all. */
do $$
declare name text; kind text;
begin
  for name, kind in select quote_ident(relname), case relkind when 'S' then 'sequence' else 'table' end from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') and pg_get_userbyid(relowner) = current_user
  loop
    execute format('grant select on %s %s to voicelens_worker', kind, name);
  end loop;
end $$;
alter default privileges in schema public grant select on tables to voicelens_worker;
alter default privileges in schema public grant select on sequences to voicelens_worker;

create table backups (
  id text primary key,
  /* A backup, or a drill: restoring one to a place that is thrown away. */
  kind text not null check (kind in ('backup', 'drill')),
  /* For which moment of the schedule; whoever writes it first does it. */
  slot timestamptz,
  /* Where archives lie: a folder or s3://bucket/prefix. */
  place text not null,
  /* The name of the archive there. */
  archive text,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
  requested_by text not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  /* Until then a process works on it, or nobody tries again; afterwards the next one may. */
  leased_until timestamptz,
  attempts integer not null default 0,
  step text,
  progress_done bigint not null default 0,
  progress_total bigint not null default 0,
  bytes bigint,
  /* Rows by table. */
  counts jsonb,
  files bigint,
  sha256 text,
  error text,
  unique (kind, slot)
);
create unique index backups_under_way on backups (kind) where status in ('queued', 'running');
create index backups_requested on backups (requested_at desc, id);
grant select, insert, update, delete on backups to voicelens_worker;
`,
} as const;
