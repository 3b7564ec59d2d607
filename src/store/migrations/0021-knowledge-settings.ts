/** What a tenant wants of its knowledge bases. */
export const knowledgeSettings = {
  name: "0021-knowledge-settings",
  sql: /* sql */ `
create table knowledge_settings (
  tenant_id text not null references tenants (tenant_id),
  language text not null,
  updated_at timestamptz not null,
  primary key (tenant_id)
);
alter table knowledge_settings enable row level security;
alter table knowledge_settings force row level security;
create policy tenant on knowledge_settings to voicelens_app using (tenant_id = current_setting('app.tenant_id', true))
  with check (tenant_id = current_setting('app.tenant_id', true));
create policy worker on knowledge_settings to voicelens_worker using (true) with check (true);
grant select, insert, update, delete on knowledge_settings to voicelens_app;
`,
} as const;
