import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { createGroupCommit, type NewEvent } from "../src/ingest/group-commit.ts";
import { uuidV7 } from "../src/lib/ids.ts";
import { createHeldPool } from "../src/store/held-pool.ts";
import {
  asWorker,
  databaseProblem,
  inTenant,
  inTenantAtOnce,
  later,
  openDatabase,
  prepareDatabase,
  type Trx,
} from "../src/store/index.ts";
import { emptyDatabase } from "./empty-database.ts";
import { createWorld } from "./world.ts";

const scope = { tenantId: "ten_default" };

test("a statement has 5 seconds, a report 30, and neither outlives its transaction", async () => {
  await using world = await createWorld();
  const timeout = sql<{ statement_timeout: string }>`show statement_timeout`;
  const read = async (work: ReturnType<typeof inTenant<{ rows: unknown[] }>>) => (await work).rows;
  const { db } = world;
  expect([
    await read(inTenant(db, scope, (trx) => timeout.execute(trx))),
    await read(inTenant(db, scope, (trx) => timeout.execute(trx), { pace: "report" })),
    await read(asWorker(db, (trx) => timeout.execute(trx))),
    (await timeout.execute(db.kysely)).rows,
  ]).toEqual(["5s", "30s", "30s", "0"].map((statement_timeout) => [{ statement_timeout }]));

  // What nobody waits for, and what is much work, has connections of its own.
  const told: number[] = [];
  const background = { connections: 2, onProcess: (pid: number) => told.push(pid) };
  const own = openDatabase(db.options, { queries: 1, ingest: 1, background }, () => undefined);
  const backend = sql<{ pid: number }>`select pg_backend_pid() as pid`;
  const backendOf = async (work: ReturnType<typeof inTenant<{ rows: { pid: number }[] }>>) =>
    (await work).rows[0]?.pid;
  const online = await backendOf(inTenant(own, scope, (trx) => backend.execute(trx)));
  expect(told).toEqual([]);
  const heavy = await backendOf(
    inTenant(own, scope, (trx) => backend.execute(trx), { pace: "heavy" }),
  );
  const working = await backendOf(asWorker(own, (trx) => backend.execute(trx)));
  expect(told).toEqual([heavy]);
  expect([working, online === heavy]).toEqual([heavy, false]);
  await own.close();
});

test("a transaction of one statement sees its tenant alone, keeps what it wrote, and leaves nothing behind", async () => {
  await using world = await createWorld();
  const { db } = world;
  const settings = sql<object>`select current_user::text as role, current_setting('app.tenant_id') as tenant,
    current_setting('statement_timeout') as timeout, ${"x"}::text as given`;
  const once = async (work: Parameters<typeof inTenantAtOnce<{ rows: unknown[] }>>[2]) =>
    (await inTenantAtOnce(db, scope, work)).rows;
  const [found] = await once((trx) => settings.execute(trx));
  expect(found).toEqual({
    ...{ role: "voicelens_app", tenant: "ten_default" },
    timeout: "5s",
    given: "x",
  });
  await once((trx) =>
    sql`insert into knowledge_settings (tenant_id, language, updated_at) values ('ten_default', 'de', now())`.execute(
      trx,
    ),
  );
  const language = sql<{ language: string }>`select language from knowledge_settings`;
  expect(await once((trx) => language.execute(trx))).toEqual([{ language: "de" }]);
  const elsewhere = { tenantId: "ten_a" };
  expect((await inTenantAtOnce(db, elsewhere, (trx) => language.execute(trx))).rows).toEqual([]);
  await expect(once((trx) => sql`select 1 / ${0}::int`.execute(trx))).rejects.toThrow("zero");
  await expect(
    once(async (trx) => {
      await language.execute(trx);
      return language.execute(trx);
    }),
  ).rejects.toThrow("has another");
  const { rows } = await sql<object>`select current_setting('role') as role,
    coalesce(current_setting('app.tenant_id', true), '') as tenant`.execute(db.kysely);
  expect(rows).toEqual([{ role: "none", tenant: "" }]);
});

test("a transaction whose first statement fails does nothing, and its connection serves the next", async () => {
  await using world = await createWorld();
  const write = (text: string) => (trx: Trx) => sql.raw(text).execute(trx);
  const broken = inTenant(world.db, scope, async (trx) => {
    await write("select 1 / 0")(trx).catch(() => undefined);
    await write("insert into knowledge_settings values ('ten_default', 'de', now())")(trx);
  });
  await expect(broken).rejects.toThrow("aborted");
  await inTenant(world.db, scope, () => Promise.resolve());
  const kept = await inTenant(world.db, scope, (trx) =>
    sql`select from knowledge_settings`.execute(trx),
  );
  expect(kept.rows).toEqual([]);
});

test("what was left for later is done in its order with the next statement or the end, and fails the whole", async () => {
  await using world = await createWorld();
  const { db } = world;
  const language = sql<{ language: string }>`select language from knowledge_settings`;
  const speaks = async (trx: Trx) => (await language.execute(trx)).rows.map((row) => row.language);
  const insert = (value: string) =>
    sql`insert into knowledge_settings (tenant_id, language, updated_at)
      values ('ten_default', ${value}, ${new Date(world.clock.now)})`;
  const change = (value: string) => sql`update knowledge_settings set language = ${value}`;
  const seen = await inTenant(db, scope, async (trx) => {
    await later(trx, insert("de"));
    await later(trx, change("fr"));
    const now = await speaks(trx);
    await later(trx, change("it"));
    return now;
  });
  expect(seen).toEqual(["fr"]);
  expect(await inTenantAtOnce(db, scope, speaks)).toEqual(["it"]);
  await inTenant(db, scope, (trx) => later(trx, change("es")));
  const atItsEnd = inTenant(db, scope, async (trx) => {
    await later(trx, change("en"));
    await later(trx, insert("en"));
  });
  await expect(atItsEnd).rejects.toThrow("duplicate key");
  const atTheNext = inTenant(db, scope, async (trx) => {
    await later(trx, change("en"));
    await later(trx, insert("en"));
    await speaks(trx);
  });
  await expect(atTheNext).rejects.toThrow("duplicate key");
  const broken = inTenant(db, scope, async (trx) => {
    await later(trx, change("en"));
    throw new Error("no more");
  });
  await expect(broken).rejects.toThrow("no more");
  const two = inTenantAtOnce(db, scope, (trx) => later(trx, change("en")));
  await expect(two).rejects.toThrow("has another");
  expect(await inTenantAtOnce(db, scope, speaks)).toEqual(["es"]);
});

test("whose a transaction is cannot be said by the id of a tenant", async () => {
  await using world = await createWorld();
  const tenantId = `\\', true), set_config('role', 'postgres', true); select '`;
  const read = inTenant(world.db, { tenantId }, (trx) =>
    sql`select current_setting('app.tenant_id') as tenant, current_user::text as role`.execute(trx),
  );
  expect((await read).rows).toEqual([{ tenant: tenantId, role: "voicelens_app" }]);
});

test("a request whose statement takes too long is answered 503 with a documented problem", async () => {
  await using world = await createWorld();
  const administrator = await world.administrator();
  await administrator.query("begin; lock table calls in access exclusive mode");
  const { status, json, headers } = await world.api("GET", "/api/v1/calls");
  await administrator.query("rollback");
  expect({ status, type: json.type, retry: headers["retry-after"] }).toEqual({
    status: 503,
    type: "/problems/database-timeout",
    retry: "5",
  });
  expect(await world.api("GET", "/api/v1/calls")).toMatchObject({ status: 200 });
});

test("connections beyond the pool are opened when it is busy, and who waits is counted", async () => {
  await using database = await emptyDatabase();
  const db = openDatabase(
    database.options,
    { queries: 1, overflow: 1, ingest: 1 },
    () => undefined,
  );
  const open: Array<() => void> = [];
  const hold = () =>
    db.kysely.connection().execute(async (connection) => {
      await sql`select 1`.execute(connection);
      await new Promise<void>((resolve) => open.push(resolve));
    });
  const holding = [hold(), hold(), hold()];
  await vi.waitFor(() => expect(open).toHaveLength(2));
  expect(db.connections()).toEqual({ active: 2, max: 3, waiting: 1 });
  open[0]?.();
  await vi.waitFor(() => expect(open).toHaveLength(3));
  expect(db.connections()).toEqual({ active: 2, max: 3, waiting: 0 });
  for (const resolve of open) resolve();
  await Promise.all(holding);
  expect(db.connections()).toMatchObject({ active: 0, waiting: 0 });
  await db.close();
});

test("who waits too long for a connection is told that the database is not available", async () => {
  await using database = await emptyDatabase();
  const size = { kept: 1, overflow: 0, acquireMs: 2_000 };
  const pool = createHeldPool(database.options, size, () => undefined);
  const client = await pool.connect();
  const failure = await pool.query({ text: "select 1" }).catch((error: unknown) => error);
  expect(databaseProblem(failure)).toMatchObject({ code: "database-unavailable" });
  client.release();
  await pool.end();
});

test("an insert without an answer is cut off, refused as our trouble, and works again afterwards", async () => {
  await using world = await createWorld();
  const limits = { rowsMax: 10, bytesMax: 1e6, waitingMax: 10, waitingBytesMax: 1e6 };
  const commit = createGroupCommit(world.db.ingestPool, {
    ...limits,
    patienceMs: 100,
    insertMs: 1_000,
  });
  const administrator = await world.administrator();
  await administrator.query("begin; lock table webhook_events in access exclusive mode");
  await expect(commit.store(newEvent())).rejects.toMatchObject({ code: "database-unavailable" });
  await administrator.query("rollback");
  await commit.store(newEvent());
});

function newEvent(): NewEvent {
  const id = uuidV7(Date.now());
  return {
    id,
    tenantId: "ten_default",
    connectionId: "con_test",
    provider: "retell",
    eventKey: id,
    receivedAt: new Date(),
    isVerified: true,
    contentType: null,
    url: "/webhook/retell",
    bodyBytes: 1,
    sealed: Buffer.from("x"),
    fileRef: null,
  };
}

test("a server without room for one process is named in numbers, and refused in production", async () => {
  await using database = await emptyDatabase();
  await database.administrator.query(`alter database ${database.name} connection limit 20`);
  const prepare = (isProduction: boolean, connectionsMax: number) =>
    prepareDatabase(database.options, { isProduction, connectionsMax });
  expect((await prepare(true, 20)).warnings).toEqual([]);
  const { warnings } = await prepare(false, 24);
  expect(warnings).toContainEqual(
    expect.stringMatching(
      /room for 20 connections \(max_connections \d+, \d+ of them reserved\), and one process may open 24/,
    ),
  );
  await expect(prepare(true, 24)).rejects.toThrow(/room for 20 .*every replica opens as many/);
});
