/** Where turns wait for the store: a folder of each process, which the others cannot see. */
export const turnSpools = {
  name: "0068-turn-spools",
  sql: /* sql */ `
create table mem_spools (
  /* Kept in the folder: whoever takes it up goes on with the row. */
  id text primary key,
  host text not null,
  turns integer not null,
  /* Of the key with which the process seals. */
  key_id text not null,
  seen_at timestamptz not null
);
/* No tenant's transaction reaches it. */
grant select, insert, update, delete on mem_spools to voicelens_worker;
`,
} as const;
