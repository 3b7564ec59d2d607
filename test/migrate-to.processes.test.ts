import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inTenant, moveDatabase, openDatabase, prepareDatabase } from "../src/store/index.ts";
import { createCommandLine } from "./command-line.ts";
import { contentsOf } from "./contents.ts";
import { emptyDatabase, urlOf } from "./empty-database.ts";
import { filledWorld } from "./filled-world.ts";
import { sendCall } from "./sender.ts";
import { commandToken, createWorld, ownerKey, type World, worldSecret } from "./world.ts";

const tenants = ["ten_a", "ten_b"];
const path = "/api/v1/admin/database/move";

async function connected(options: pg.ClientConfig): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client(options);
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

interface Hooks {
  beforeLast?: () => Promise<unknown>;
  onProgress?: () => void;
  signal?: AbortSignal;
}

function move(world: World, target: pg.ClientConfig, hooks: Hooks = {}) {
  return world.administrator().then((administrator) =>
    moveDatabase({
      source: {
        host: administrator.host,
        port: administrator.port,
        user: administrator.user ?? "",
        password: administrator.password ?? "",
        database: world.place.name,
      },
      target,
      isProduction: true,
      connectionsMax: 12,
      signal: hooks.signal ?? new AbortController().signal,
      onProgress: hooks.onProgress ?? (() => undefined),
      whileQuiet: async (lastPart) => {
        await hooks.beforeLast?.();
        await lastPart();
      },
    }),
  );
}

// One world for all of them: a move changes nothing in what it copies.
describe.sequential("a database that is moved", () => {
  let world: World;
  beforeAll(async () => {
    world = await filledWorld(tenants);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("has every row of every table, byte for byte, keeps tenants apart, and counts on", async () => {
    await using target = await emptyDatabase();
    const moved = await move(world, target.options);
    const before = await contentsOf(await world.administrator());
    await using there = await connected(target.administration);
    expect(await contentsOf(there)).toEqual(before);
    expect(new Map(moved.map(({ table, rows }) => [table, rows]))).toEqual(
      new Map([...before].map(([table, rows]) => [table, rows.length])),
    );
    expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);
    expect(await shapeOf(there)).toEqual(await shapeOf(await world.administrator()));
    // It starts, which looks for holes, and shows each tenant its own.
    await prepareDatabase(target.options, { isProduction: true });
    const db = openDatabase(target.options, { queries: 2, ingest: 1 }, () => undefined);
    const seen = await inTenant(db, { tenantId: "ten_a" }, (trx) =>
      trx.selectFrom("calls").select("tenant_id").distinct().execute(),
    );
    expect(seen).toEqual([{ tenant_id: "ten_a" }]);
    await db.close();
    const { rows } = await there.query<{ is_next: boolean }>(
      `with highest as (select max(id) as id from call_changes),
        added as (insert into call_changes (tenant_id, call_id, kind) values ('ten_a', 'x', 'started') returning id)
        select added.id > highest.id as is_next from added, highest`,
    );
    expect(rows).toEqual([{ is_next: true }]);
  });

  test("a database that is in use is refused and stays as it was", async () => {
    await using target = await emptyDatabase();
    await prepareDatabase(target.options, { isProduction: true });
    await using there = await connected(target.administration);
    await there.query("insert into tenants (tenant_id, name, slug) values ('ten_x', 'X', 'x')");
    const before = await contentsOf(there);
    await expect(move(world, target.options)).rejects.toThrow(/is in use: it has rows in tenants/);
    expect(await contentsOf(there)).toEqual(before);
  });

  test("a user that policies bind cannot be copied from, instead of copying nothing", async () => {
    await using target = await emptyDatabase();
    const source = { ...world.db.options };
    const outcome = moveDatabase({
      source,
      target: target.options,
      isProduction: true,
      connectionsMax: 12,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      whileQuiet: (lastPart) => lastPart(),
    });
    await expect(outcome).rejects.toThrow(/row-level security/);
  });

  test("a move that is stopped or dies leaves nothing half there, and can be made again", async () => {
    await using target = await emptyDatabase();
    await using there = await connected(target.administration);
    const stop = new AbortController();
    let reports = 0;
    const onProgress = () => {
      if (++reports === 5) stop.abort(new Error("stopped"));
    };
    await expect(move(world, target.options, { onProgress, signal: stop.signal })).rejects.toThrow(
      "stopped",
    );
    const kill = () =>
      there.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    await expect(move(world, target.options, { beforeLast: kill })).rejects.toThrow();
    await using fresh = await emptyDatabase();
    await prepareDatabase(fresh.options, { isProduction: true });
    await using untouched = await connected(fresh.administration);
    const withoutTimes = async (client: pg.Client) => {
      const contents = await contentsOf(client);
      return [...contents].map(([table, rows]) => [table, rows.length]);
    };
    expect(await withoutTimes(there)).toEqual(await withoutTimes(untouched));
    await move(world, target.options);
    expect(await contentsOf(there)).toEqual(await contentsOf(await world.administrator()));
  });

  test("only a command on the server's machine may move the database", async () => {
    const body = { database_url: "postgresql://voicelens@db.example.com/voicelens" };
    for (const method of ["GET", "POST", "DELETE"] as const) {
      const answer = await world.api(method, path, method === "POST" ? body : undefined, ownerKey);
      expect([method, answer.status]).toEqual([method, 403]);
    }
    const odd = await world.api(
      "POST",
      path,
      { database_url: "mysql://db.example.com/x" },
      commandToken,
    );
    expect(odd.status).toBe(400);
  });

  test("has what was changed, moved and removed while it was copied", async () => {
    await using target = await emptyDatabase();
    const administrator = await world.administrator();
    const beforeLast = () =>
      administrator.query(`
        update webhook_events set tenant_id = 'ten_b' where tenant_id = 'ten_a' and provider = 'retell';
        delete from calls where tenant_id = 'ten_b' and provider = 'vapi';
        delete from call_changes;
        update connections set name = 'Renamed';
        update tenants set slug = slug || '-old';
        insert into tenants (tenant_id, name, slug) values ('ten_c', 'C', 'ten_a');
        update phone_numbers set tenant_id = 'ten_c' where tenant_id = 'ten_a';`);
    await move(world, target.options, { beforeLast });
    await using there = await connected(target.administration);
    expect(await contentsOf(there)).toEqual(await contentsOf(administrator));
  });
});

/** Constraints, policies and their force, as written. */
async function shapeOf(client: pg.Client) {
  const { rows } = await client.query(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where connamespace = 'public'::regnamespace
     union all select relname, 'row security', concat(relrowsecurity, relforcerowsecurity) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
     order by 1, 2, 3`,
  );
  return rows;
}

test("what is delivered while a server moves is accepted, all of it, and in the new database", async () => {
  // The world's clock stands still, so all of it comes within one second.
  const env = { RATE_LIMIT_WEBHOOKS_PER_MINUTE: "1000000" };
  await using world = await createWorld({ isStarted: true, env });
  await using target = await emptyDatabase();
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/webhook/retell`;
  const sent: string[] = [];
  const refused: number[] = [];
  const send = async (id: string) => {
    const { status } = await sendCall(url, id);
    if (status === 200) sent.push(id);
    else refused.push(status);
  };
  const sendMany = async (sender: number, count: number) => {
    for (let n = 0; n < count; n++) await send(`moving-${sender}-${n}`);
  };
  const senders = Promise.all([sendMany(1, 250), sendMany(2, 250)]);
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(50));
  // What autovacuum does elsewhere; the tests' engine has none, and folding would read more with every call.
  await (await world.administrator()).query("analyze");
  const started = await world.api(
    "POST",
    path,
    { database_url: urlOf(target.options) },
    commandToken,
  );
  expect(started).toMatchObject({ status: 200, json: { status: "copying" } });
  let looks = 0;
  await vi.waitFor(async () => {
    // With every look some more are sent, so that the switch comes while some are on their way.
    const [{ json }] = await Promise.all([
      world.api("GET", path, undefined, commandToken),
      sendMany(3 + looks++, 5),
    ]);
    expect(json).toMatchObject({ status: "done", error: null });
  }, 90_000);
  await senders;
  await sendMany(0, 5);
  expect(refused).toEqual([]);
  expect(new Set(sent).size).toBe(sent.length);
  await using there = await connected(target.administration);
  await vi.waitFor(async () => {
    const { rows } = await there.query<{ events: number; calls: number; missing: number }>(
      `select (select count(*)::int from webhook_events) as events, (select count(*)::int from calls) as calls,
        (select count(*)::int from unnest($1::text[]) as sent (name) where not exists
          (select from calls where provider_call_id = sent.name)) as missing`,
      [sent],
    );
    expect(rows).toEqual([{ events: sent.length, calls: sent.length, missing: 0 }]);
  }, 30_000);
  expect(existsSync(join(world.place.dataDir, "database-moved.json"))).toBe(true);
  const again = await world.api(
    "POST",
    path,
    { database_url: urlOf(target.options) },
    commandToken,
  );
  expect(again).toMatchObject({ status: 409, json: { type: "/problems/cannot-move" } });
}, 150_000);

test("without a running server the command moves as well; the folder is then refused until it is told where its database is", async () => {
  await using target = await emptyDatabase();
  await using line = createCommandLine({ WEBHOOK_SECRET_RETELL: worldSecret });
  const server = await line.serve();
  const answer = await sendCall(`${server.url}/webhook/retell`, "moved-offline");
  expect(answer.status).toBe(200);
  await server.stop();
  const moved = await line.run(["migrate", "to", urlOf(target.options), "--json"]);
  expect(moved).toMatchObject({ code: 0, stderr: "" });
  const { tables } = JSON.parse(moved.stdout) as { tables: Array<{ table: string; rows: number }> };
  expect(tables).toContainEqual(expect.objectContaining({ table: "webhook_events", rows: 1 }));
  for (const command of [["serve"], ["calls", "active"]]) {
    const { code, stderr } = await line.run(command);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /was moved to .*set DATABASE_URL to it.*remove .*database-moved\.json/,
      ),
    });
  }
  // The secret key stayed in the folder, so what was stored encrypted still opens.
  const there = { DATABASE_URL: urlOf(target.options) };
  const listed = await line.run(["events", "list", "--json"], there);
  const { data } = JSON.parse(listed.stdout) as { data: Array<{ id: string }> };
  const shown = await line.run(["events", "show", String(data[0]?.id)], there);
  expect(shown.stdout).toContain("moved-offline");
  const again = await line.run(["migrate", "to", urlOf(target.options)], there);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("on a server already") });
});
