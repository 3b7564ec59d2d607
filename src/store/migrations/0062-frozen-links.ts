import { ofTenants } from "./of-tenants.ts";

/** A record of a telephone call that is first told when the other records of it are gone already is not counted as another one. */
export const frozenLinks = {
  name: "0062-frozen-links",
  sql: /* sql */ `
/* What joined frozen calls to other records of the same telephone call. Only digests: nobody reads names out of them that went with the calls. */
create table analytics_frozen_links (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  link bytea not null,
  primary key (tenant_id, link)
);
${ofTenants("analytics_frozen_links")}
`,
};
