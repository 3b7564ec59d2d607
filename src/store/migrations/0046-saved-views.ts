import { ofTenants } from "./of-tenants.ts";

/** Filters of the list of calls that people keep by a name. */
export const savedViews = {
  name: "0046-saved-views",
  sql: /* sql */ `
create table saved_views (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null,
  name text not null,
  filters jsonb not null,
  owner text not null,
  is_shared boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index saved_views_name on saved_views (tenant_id, owner, lower(name));

${ofTenants("saved_views")}
`,
};
