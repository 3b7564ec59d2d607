import pg from "pg";
import { expect, inject, test } from "vitest";
import { prepareDatabase } from "../src/store/index.ts";
import { migrate, migrationStatus } from "../src/store/migrate.ts";
import { tenantTimeZone } from "../src/store/migrations/0039-tenant-time-zone.ts";
import { migrations } from "../src/store/migrations/index.ts";
import { at } from "./at.ts";
import { emptyDatabase } from "./empty-database.ts";

const names = migrations.map((step) => step.name);

test("migrating twice does nothing the second time", async () => {
  await using database = await emptyDatabase();
  const client = await database.connect();
  expect(await migrate(client)).toEqual(names);
  expect(await migrate(client)).toEqual([]);
});

test("the time zone that alerts had becomes that of the tenant", async () => {
  await using database = await emptyDatabase();
  const owner = await database.connect();
  await migrate(owner);
  await owner.query("alter table tenants drop column time_zone");
  const administrator = new pg.Client(database.administration);
  await administrator.connect();
  try {
    await administrator.query(`insert into tenants (tenant_id, name, slug) values ('ten_utc', 'A', 'a');
      insert into alert_settings (tenant_id, time_zone, changed_by, changed_at)
      values ('ten_default', 'Europe/Berlin', 'somebody', now()), ('ten_utc', 'UTC', 'somebody', now())`);
    await owner.query(`begin; ${tenantTimeZone.sql} commit`);
    const { rows } = await administrator.query(
      "select tenant_id, time_zone from tenants where time_zone is not null",
    );
    expect(rows).toEqual([{ tenant_id: "ten_default", time_zone: "Europe/Berlin" }]);
  } finally {
    await administrator.end();
  }
});

test("three servers that start at once migrate once", async () => {
  await using database = await emptyDatabase();
  const clients = await Promise.all([1, 2, 3].map(() => database.connect()));
  const applied = await Promise.all(clients.map((client) => migrate(client)));
  expect(applied.flat().sort()).toEqual(names);
  const prepared = [1, 2, 3].map(() => prepareDatabase(database.options, { isProduction: false }));
  for (const { applied: again } of await Promise.all(prepared)) expect(again).toEqual([]);
});

test("a migration killed in the middle leaves nothing behind, and the next one goes through", async () => {
  await using database = await emptyDatabase();
  const blocker = await database.connect();
  // Whoever creates the same name waits for us, which is when it is killed.
  await blocker.query("begin; create table call_search (blocked int)");
  const victim = await database.connect();
  const { rows } = await victim.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = rows[0]?.pid;
  const outcome = migrate(victim).then(
    () => "applied",
    () => "killed",
  );
  await expect
    .poll(async () => {
      const { rowCount } = await database.administrator.query(
        "select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'",
        [pid],
      );
      return rowCount;
    })
    .toBe(1);
  await database.administrator.query("select pg_terminate_backend($1)", [pid]);
  expect(await outcome).toBe("killed");
  await blocker.query("rollback");
  const { rows: left } = await blocker.query(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  expect(left).toEqual([{ relname: "schema_migrations" }]);
  expect(await migrate(blocker)).toEqual(names);
});

test("a schema of a newer release is refused with a sentence that says what to do", async () => {
  await using database = await emptyDatabase();
  const client = await database.connect();
  await migrate(client);
  await client.query("insert into schema_migrations (name, checksum) values ('9999-future', 'x')");
  await expect(migrate(client)).rejects.toThrow(
    /newer schema \(9999-future\).*Start the newer version/,
  );
  await expect(prepareDatabase(database.options, { isProduction: false })).rejects.toThrow(/newer/);
});

test("a former release works on a newer schema when each newer step says that it can", async () => {
  await using database = await emptyDatabase();
  const client = await database.connect();
  await migrate(client);
  const add = "insert into schema_migrations (name, checksum, oldest_server) values ($1, 'x', $2)";
  await client.query(add, ["9998-more-columns", names.at(-1)]);
  expect(await migrate(client)).toEqual([]);
  const { applied } = await prepareDatabase(database.options, { isProduction: false });
  expect(applied).toEqual([]);
  await client.query(add, ["9999-fewer-columns", "9998-more-columns"]);
  await expect(migrate(client)).rejects.toThrow(/newer schema \(9999-fewer-columns\)/);
});

test("a table of steps from before releases could stand beside each other is taken over", async () => {
  await using database = await emptyDatabase();
  const client = await database.connect();
  await migrate(client);
  await client.query("alter table schema_migrations drop column oldest_server");
  expect((await migrationStatus(client)).pending).toEqual([]);
  expect(await migrate(client)).toEqual([]);
});

test("a step stands beside servers that know an earlier one", () => {
  for (const { name, oldestServer } of migrations) {
    if (oldestServer === undefined) continue;
    expect(names.slice(0, names.indexOf(name))).toContain(oldestServer);
  }
});

test("a schema made by another build is refused", async () => {
  await using database = await emptyDatabase();
  const client = await database.connect();
  await migrate(client);
  await client.query("update schema_migrations set checksum = 'other'");
  await expect(migrate(client)).rejects.toThrow(/another build/);
  const other = await database.connect();
  // The lock is given back by whoever refused.
  await expect(migrate(other)).rejects.toThrow(/another build/);
});

test("a server that does not answer, a wrong password and a missing database are refused in words", async () => {
  const prepare = (options: pg.ClientConfig) => prepareDatabase(options, { isProduction: false });
  await expect(
    prepare({ connectionString: "postgres://nobody@127.0.0.1:1/voicelens" }),
  ).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
  const { login, template } = inject("cluster");
  await expect(prepare(at(login, `${template}_missing`))).rejects.toThrow(/does not exist/);
});

test("a plain user that owns its database and may create roles is all a server needs", async () => {
  const { administrator, template } = inject("cluster");
  const user = `${template}_plain_${process.pid}`;
  const root = new pg.Client(administrator);
  await root.connect();
  const { rows } = await root.query<{ is_old: boolean }>(
    "select current_setting('server_version_num')::int < 160000 as is_old",
  );
  await root.query(`create role ${user} login createrole password 'only-for-tests'`);
  // The roles of this cluster were made by somebody else; from 16 on only who made them may grant them.
  if (!rows[0]?.is_old) {
    const roles = "voicelens_app, voicelens_ingest, voicelens_worker";
    await root.query(`grant ${roles} to ${user} with inherit false, set true`);
  }
  await root.query(`create database ${user} owner ${user}`);
  try {
    const login = { ...at(inject("cluster").login, user), user };
    const { applied, warnings } = await prepareDatabase(login, { isProduction: true });
    expect({ applied, warnings }).toEqual({ applied: names, warnings: [] });
  } finally {
    await root.query(`drop database ${user} with (force)`);
    await root.query(`drop owned by ${user}`);
    await root.query(`drop role ${user}`);
    await root.end();
  }
});
