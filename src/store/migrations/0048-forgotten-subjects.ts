import { ofTenants } from "./of-tenants.ts";

/** Who was forgotten and when: what was said before and is written down late must not bring them back. And whoever remembers a key is told that it was revoked. */
export const forgottenSubjects = {
  name: "0048-forgotten-subjects",
  sql: /* sql */ `
create table mem_forgotten_subjects (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  /* By a keyed hash: of a telephone number everybody can try all. */
  subject_key text not null,
  forgotten_at timestamptz not null,
  primary key (tenant_id, subject_key)
);

${ofTenants("mem_forgotten_subjects")}

create function tell_access() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_table_name = 'sessions' then perform pg_notify('access', encode(old.token_hash, 'hex'));
  else perform pg_notify('access', encode(old.key_hash, 'hex'));
  end if;
  return null;
end $$;
create trigger tell_access after update of revoked_at, role, scopes or delete on api_keys
  for each row execute function tell_access();
create trigger tell_access after delete on sessions
  for each row when (old.expires_at > now()) execute function tell_access();
`,
};
