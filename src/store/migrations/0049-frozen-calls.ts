import { ofTenants } from "./of-tenants.ts";

/** Calls whose figures were frozen, so that an event that comes after the call is gone does not count it again. */
export const frozenCalls = {
  name: "0049-frozen-calls",
  sql: /* sql */ `
create table analytics_frozen_calls (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  call_id text not null,
  primary key (tenant_id, call_id)
);

${ofTenants("analytics_frozen_calls")}
`,
};
