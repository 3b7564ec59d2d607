import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { readConfig } from "../src/config/index.ts";
import { serve } from "../src/main.ts";
import { version } from "../src/package.ts";
import { prepareDatabase } from "../src/store/index.ts";
import { migrate, migrationStatus } from "../src/store/migrate.ts";
import { migrations } from "../src/store/migrations/index.ts";
import { emptyDatabase, urlOf } from "./empty-database.ts";
import { loadRelease, releases, writeRelease } from "./release-dump.ts";
import { keyOf, ownerKey, worldSecretKey } from "./world.ts";

test.runIf(process.env.RELEASE_DUMP !== undefined)("this release is written down", writeRelease);

/** What is made of other tables, and may be made anew. */
const isDerived = (table: string) =>
  /^(analytics_|estimate_recounts|schema_migrations)/.test(table);

/** The tables of a database and their columns. */
async function readTables(client: pg.Client) {
  const { rows } = await client.query<{ name: string; columns: string }>(
    `select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by 1 order by 1`,
  );
  return rows;
}

/** How many rows each table has, and what is in those columns. */
async function readRows(client: pg.Client, tables: Awaited<ReturnType<typeof readTables>>) {
  const sums = tables.map(
    ({ name, columns }) =>
      `select '${name}' as table, count(*)::int as rows, md5(string_agg(r::text, '|' order by r::text)) as sum
        from (select ${columns} from ${name}) r`,
  );
  const { rows } = await client.query(sums.join(" union all "));
  return rows;
}

test("every release has its dump", () => {
  expect(releases).toContain(version);
});

test.each(releases)(
  "a database of release %s is brought up to date, also when that was killed in the middle, keeps its rows and serves",
  async (release) => {
    await using database = await emptyDatabase();
    const administrator = new pg.Client(database.administration);
    administrator.on("error", () => undefined);
    await administrator.connect();
    const dataDir = mkdtempSync(join(tmpdir(), "voicelens-release-"));
    try {
      await loadRelease(administrator, release);
      const tables = (await readTables(administrator)).filter(({ name }) => !isDerived(name));
      const before = await readRows(administrator, tables);
      expect(before.filter(({ rows }) => rows === 0)).toEqual([]);

      await killInTheMiddle(database, administrator);
      await prepareDatabase(database.options, { isProduction: true });
      expect((await migrationStatus(administrator)).pending).toEqual([]);
      expect(await readRows(administrator, tables)).toEqual(before);

      const server = await serve(
        readConfig({
          DATABASE_URL: urlOf(database.options),
          DATA_DIR: dataDir,
          SERVICE_PORT: "0",
          SERVICE_ROLE: "api",
          LOG_LEVEL: "silent",
          SECRET_KEY: worldSecretKey,
          VOICELENS_OWNER_KEY: ownerKey,
        }),
      );
      try {
        const get = async (path: string) => {
          const headers = { authorization: `Bearer ${keyOf("ten_a")}` };
          const answer = await fetch(`${server.url}/api/v1/calls${path}`, { headers });
          return ((await answer.json()) as { data: Array<{ id: string }> }).data;
        };
        const calls = await get("?provider=retell");
        expect(calls).toMatchObject([{ tenant_id: "ten_a", lifecycle: "analyzed" }]);
        const turns = await get(`/${calls[0]?.id}/transcript`);
        expect(turns.length).toBeGreaterThan(1);
      } finally {
        await server.stop();
      }
    } finally {
      await administrator.end();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);

/** The step that comes last waits for a lock, and then its connection is gone. */
async function killInTheMiddle(
  database: Awaited<ReturnType<typeof emptyDatabase>>,
  administrator: pg.Client,
): Promise<void> {
  await administrator.query("begin; lock table tenants");
  const victim = await database.connect();
  const { rows } = await victim.query<{ pid: number }>("select pg_backend_pid() as pid");
  const last = { name: "9999-waits", sql: "alter table tenants add column waits int" };
  const outcome = migrate(victim, [...migrations, last]).then(
    () => "applied",
    () => "killed",
  );
  const isWaiting = "select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'";
  await expect
    .poll(async () => (await database.administrator.query(isWaiting, [rows[0]?.pid])).rowCount)
    .toBe(1);
  await database.administrator.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  expect(await outcome).toBe("killed");
  await administrator.query("rollback");
}
