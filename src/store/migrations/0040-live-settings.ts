const tables = ["tools", "inbound_rules", "locations"];

/** Whoever keeps in memory what calls ask for is told whose changed: every replica, with the change. */
export const liveSettings = {
  name: "0040-live-settings",
  sql: /* sql */ `
create function tell_live_settings() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('live_settings', coalesce(new.tenant_id, old.tenant_id));
  return null;
end $$;
${tables
  .map(
    (table) => `create trigger tell_live_settings after insert or update or delete on ${table}
  for each row execute function tell_live_settings();`,
  )
  .join("\n")}
`,
} as const;
