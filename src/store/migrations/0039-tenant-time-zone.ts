/** One time zone for all that a tenant counts by days and hours. */
export const tenantTimeZone = {
  name: "0039-tenant-time-zone",
  sql: /* sql */ `
/* Null: that of the tenant's locations where they agree, else UTC. */
alter table tenants add column time_zone text;
grant update (time_zone) on tenants to voicelens_app;

/* Alerts had a zone of their own. UTC stood there also where nobody chose it. The column stays for servers of the release before this one. */
grant select (tenant_id, time_zone) on alert_settings to voicelens_worker;
set local role voicelens_worker;
update tenants t set time_zone = a.time_zone from alert_settings a
  where a.tenant_id = t.tenant_id and a.time_zone <> 'UTC';
reset role;
revoke select (tenant_id, time_zone) on alert_settings from voicelens_worker;
`,
} as const;
