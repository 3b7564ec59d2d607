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

create function tell_keys() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('keys', encode(old.key_hash, 'hex'));
  return null;
end $$;
create trigger tell_keys after update of revoked_at, role, scopes or delete on api_keys for each row execute function tell_keys();
`,
};
