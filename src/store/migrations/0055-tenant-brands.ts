import { ofTenants } from "./of-tenants.ts";

/** How a tenant looks to its people: name, colour and logo. */
export const tenantBrands = {
  name: "0055-tenant-brands",
  sql: /* sql */ `
create table tenant_brands (
  tenant_id text primary key references tenants (tenant_id) on delete cascade,
  name text,
  accent text,
  logo bytea
);

${ofTenants("tenant_brands")}
`,
};
