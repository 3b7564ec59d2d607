import type pg from "pg";
import { ConfigError } from "../config/index.ts";

/** What a transaction may do. None of them can log in, owns a table, or is inherited by the login: they are taken by `set role`, one transaction long. */
export const roles = ["voicelens_app", "voicelens_ingest", "voicelens_worker"] as const;
export type DatabaseRole = (typeof roles)[number];

const duplicateCodes = new Set(["42710", "23505"]);
const triesMax = 20;

/**
 * Makes the roles where they are missing and lets `login` take them without inheriting from them.
 *
 * Roles belong to the whole cluster, so several servers may do this at once: who loses the race tries again.
 */
export async function ensureRoles(client: pg.ClientBase, login: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query("begin");
      await createMissing(client, login);
      await client.query("commit");
      return;
    } catch (error) {
      await client.query("rollback");
      const code = (error as { code?: string }).code ?? "";
      const isRace = duplicateCodes.has(code) || /concurrently/.test(String(error));
      if (isRace && tries < triesMax) continue;
      if (code !== "42501") throw error;
      throw new ConfigError(
        `The database user may not create the roles ${roles.join(", ")}. Give it CREATEROLE, or let an administrator create them (NOLOGIN) and grant them to it.`,
        { cause: error },
      );
    }
  }
}

async function createMissing(client: pg.ClientBase, login: string): Promise<void> {
  const { rows } = await client.query<{ version: number; missing: string[]; ungranted: string[] }>(
    `select current_setting('server_version_num')::int as version,
       array(select r from unnest($1::text[]) r where to_regrole(r) is null) as missing,
       array(select r from unnest($1::text[]) r where to_regrole(r) is not null
         and not exists (select from pg_auth_members m
           where m.roleid = to_regrole(r) and m.member = to_regrole($2)
           ${await grantsHaveSet(client)})) as ungranted`,
    [roles, quote(login)],
  );
  const [state] = rows;
  if (state === undefined) throw new Error("the catalogue gave no answer");
  for (const role of state.missing) await client.query(`create role ${role} nologin noinherit`);
  const grants = [...state.missing, ...state.ungranted];
  if (grants.length === 0) return;
  if (state.version >= 160000) {
    await client.query(
      `grant ${grants.join(", ")} to ${quote(login)} with inherit false, set true`,
    );
    return;
  }
  await client.query(`alter role ${quote(login)} noinherit`);
  await client.query(`grant ${grants.join(", ")} to ${quote(login)}`);
}

/** From PostgreSQL 16 on whoever creates a role is a member that may only administer it: that is not enough for us. */
async function grantsHaveSet(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query(
    "select 1 from pg_attribute where attrelid = 'pg_auth_members'::regclass and attname = 'set_option'",
  );
  return rows.length > 0 ? "and m.set_option" : "";
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
