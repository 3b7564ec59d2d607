import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { inject } from "vitest";
import { version } from "../src/package.ts";
import { fixture } from "./payloads.ts";
import { seedTables } from "./seed.ts";
import { connectionOf, createWorld } from "./world.ts";

const folder = join(import.meta.dirname, "releases");
/** Stands in dumps for whoever owns the database. */
const ownerMark = "release_owner";
const tenants = ["ten_a", "ten_b"];
const deliveries = [
  ["retell", "call_analyzed.json"],
  ["vapi", "end-of-call-report.json"],
] as const;

export const releases: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => name.slice(0, -".sql".length));

/** Writes what a database of this release looks like, with rows in every table, as SQL that any later PostgreSQL takes. Needs `pg_dump`, not older than the server. */
export async function writeRelease(): Promise<void> {
  await using world = await createWorld({ tenants });
  for (const tenant of tenants) {
    for (const [provider, name] of deliveries) {
      const { body } = fixture(provider, name);
      const path = `/webhook/${provider}/${connectionOf(tenant, provider)}`;
      await world.deliver(provider, body, { path });
      await world.deliver(provider, body, { path, isSigned: false });
    }
  }
  await world.settle();
  await world.app.background.analytics.drain();
  await seedTables(world, tenants);
  const sql = await dump(world.place.name);
  writeFileSync(join(folder, `${version}.sql`), sql);
}

async function dump(database: string): Promise<string> {
  const { administrator, login } = inject("cluster");
  const { host, port, user, password } = new pg.Client(administrator);
  const { stdout } = await promisify(execFile)(
    "pg_dump",
    [
      ...["--host", host, "--port", String(port), "--username", user ?? "postgres"],
      ...["--inserts", "--no-comments", "--dbname", database],
    ],
    {
      env: { ...process.env, PGPASSWORD: password ?? "" },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return stdout
    .replaceAll(/^\\.*\n/gm, "")
    .replaceAll(new RegExp(`\\b${login.user}\\b`, "g"), ownerMark);
}

/** Loads the database of a release into an empty one, past every policy. */
export async function loadRelease(administrator: pg.Client, release: string): Promise<void> {
  const sql = readFileSync(join(folder, `${release}.sql`), "utf8");
  const owner = pg.escapeIdentifier(inject("cluster").login.user ?? "");
  await administrator.query(sql.replaceAll(ownerMark, owner));
  await administrator.query("reset all");
}
