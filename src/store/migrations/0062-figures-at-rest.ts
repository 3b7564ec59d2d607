import { ofTenants } from "./of-tenants.ts";

/** Figures are added up when their time is over, and a call whose records went by age is not counted when its carrier tells of it. */
export const figuresAtRest = {
  name: "0062-figures-at-rest",
  sql: /* sql */ `
/* What joined frozen calls to other records of the same telephone call. Only digests: nobody reads names out of them that went with the calls. */
create table analytics_frozen_links (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  link bytea not null,
  primary key (tenant_id, link)
);

/* Hours and days of UTC in which something was counted since they were added up: until they are again, their quarter hours are read instead. */
create table analytics_due_sums (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  length text not null check (length in ('hour', 'day')),
  start timestamptz not null,
  until timestamptz not null,
  primary key (tenant_id, length, start)
);
${ofTenants("analytics_frozen_links", "analytics_due_sums")}
grant select on analytics_due_sums to voicelens_worker;
`,
};
