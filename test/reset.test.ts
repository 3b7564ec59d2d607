import fc from "fast-check";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { at } from "./at.ts";
import { cloneDatabase, dropDatabase, leaveDatabase, takeDatabase } from "./databases.ts";
import { fixtures } from "./payloads.ts";
import { reset } from "./reset.ts";
import { seedTables } from "./seed.ts";
import { connectionOf, createWorld, type World } from "./world.ts";

async function connect(name: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client(at(inject("cluster").administrator, name));
  await client.connect();
  client.on("error", () => undefined);
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

/** A clone of the template that no world gets. */
async function openClone(): Promise<pg.Client & AsyncDisposable> {
  const name = await cloneDatabase();
  const client = await connect(name);
  const close = async () => {
    await client.end();
    await dropDatabase(name);
  };
  return Object.assign(client, { [Symbol.asyncDispose]: close });
}

/** Every row of every table, and where every sequence stands. */
async function contentOf(client: pg.Client): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  const { rows: relations } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')",
  );
  for (const { name } of relations) {
    const { rows } = await client.query<{ row: string }>(
      `select row(t.*)::text as row from ${name} t order by 1`,
    );
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}

/** Everything that goes on by itself goes on, and has ended afterwards: it would take away some of what a test adds. */
async function work(on: World): Promise<void> {
  await using world = await createWorld({ on, isStarted: true });
  for (const { provider, body, contentType } of fixtures.filter((one) => one.provider !== "vcp")) {
    const path = `/webhook/${provider}/${connectionOf("ten_a", provider)}`;
    await world.deliver(provider, body, { contentType, path });
    await world.deliver(provider, body, { contentType, path, isSigned: false });
    await world.deliver(provider, body, { contentType });
  }
  await world.settle();
}

test("a database that a busy world left is what a new clone is", async () => {
  await using clone = await openClone();
  const fresh = await contentOf(clone);
  const leaving = async () => {
    // The world gets what was left last: in a database that many worlds used, deleted rows may have grown past what is kept.
    leaveDatabase(await cloneDatabase());
    await using world = await createWorld({ tenants: ["ten_a"] });
    await work(world);
    await seedTables(world, ["ten_a"]);
    const written = await contentOf(await world.administrator());
    const untouched = Object.keys(fresh).filter(
      (name) => String(fresh[name]) === String(written[name]),
    );
    expect(untouched).toEqual(["schema_migrations"]);
    return world.place.name;
  };
  const left = await leaving();
  const name = await takeDatabase();
  expect(name).toBe(left);
  await using client = await connect(name);
  expect(await contentOf(client)).toEqual(fresh);
  leaveDatabase(name);
});

test("whatever was written or taken away, it is undone", async () => {
  await using client = await openClone();
  const fresh = await contentOf(client);
  const tables = Object.keys(fresh).filter((name) => !name.endsWith("_seq"));
  const step = fc.oneof(
    fc.constantFrom(...tables).map((table) => `delete from ${table}`),
    fc.constantFrom("tenants", "connections").map((table) => `update ${table} set name = 'other'`),
    fc
      .string({ unit: "grapheme", maxLength: 40 })
      .map(
        (name) =>
          `insert into tenants (tenant_id, name, slug) values (gen_random_uuid(), ${pg.escapeLiteral(name.replaceAll("\0", ""))}, gen_random_uuid())`,
      ),
    fc.constant(
      "insert into call_changes (tenant_id, call_id, kind) values ('ten_default', 'call_x', 'started')",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      await client.query("set session_replication_role = replica");
      for (const statement of steps) await client.query(statement);
      await client.query("reset session_replication_role");
      expect(await reset(client, inject("cluster").fresh)).toBe(true);
      expect(await contentOf(client)).toEqual(fresh);
    }),
    { numRuns: 30 },
  );
});

test("a session that was left in it is ended, with what it had under way", async () => {
  await using client = await openClone();
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  await using left = await connect(rows[0]?.name ?? "");
  await left.query("begin; lock table calls; delete from connections");
  expect(await reset(client, inject("cluster").fresh)).toBe(true);
  await expect(left.query("commit")).rejects.toThrow();
});

const schemaChanges = [
  "alter table calls disable row level security",
  "alter table calls add check (false) not valid",
  "alter table calls rename to others",
  "alter table calls alter column direction set default 'x'",
  "drop policy tenant on api_keys",
  "drop index calls_list",
  "create index more on calls (id)",
  "create table more (id int)",
  "create view more as select 1",
  "create function more() returns int language sql as 'select 1'",
  "alter function find_access set search_path = public",
  "revoke execute on function find_access from voicelens_app",
  "grant select on calls to public",
  "create schema more",
  "create type more as enum ('a')",
  "do $$ begin execute format('alter database %I set work_mem = ''1MB''', current_database()); end $$",
  "do $$ begin execute format('alter database %I connection limit 3', current_database()); end $$",
  "select lo_create(0)",
];

test("a database with another schema is used no more", async () => {
  await using client = await openClone();
  for (const statement of schemaChanges) {
    await client.query("begin");
    await client.query(statement);
    expect([statement, await reset(client, inject("cluster").fresh)]).toEqual([statement, false]);
    await client.query("rollback");
  }
  expect(await reset(client, inject("cluster").fresh)).toBe(true);
});
