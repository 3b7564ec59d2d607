import { readdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSecretBox } from "../src/guard/index.ts";
import { createSpoolFiles, createSpoolReports, type SpoolFiles } from "../src/memory/index.ts";
import { createLogger } from "../src/observe/index.ts";
import { connectionOf, createWorld, keyOf, type World, worldSecretKey } from "./world.ts";

const formerKey = worldSecretKey;
const presentKey = "another-secret-key-9876543210-ponmlkjihgfedcba";
const log = createLogger({ level: "silent", format: "json" });
const ownSecret = "secret-of-tenant-a-0001";

interface Totals {
  checked: number;
  reencrypted: number;
  unreadable: number;
}

/** An event whose body is too large for its row. */
function large(id: string): object {
  return { event: "call_started", call: { call_id: id, metadata: { note: "x".repeat(300_000) } } };
}

/** Something of everything that is stored encrypted. */
async function fill(world: World): Promise<void> {
  await world.deliver("retell", { event: "call_started", call: { call_id: "small" } });
  await world.deliver("retell", large("large"));
  await world.deliver("retell", { event: "call_started" }, { secret: "wrong-secret" });
  const path = `/api/v1/connections/${connectionOf("ten_a", "retell")}/secrets`;
  await world.api("POST", path, { value: ownSecret }, keyOf("ten_a"));
  const subscription = { url: "https://example.com/hook" };
  await world.api("POST", "/api/v1/webhook-subscriptions", subscription, keyOf("ten_a"));
  const totp = createSecretBox(formerKey, "secrets").seal(
    Buffer.from("second factor"),
    "totp/ten_a/usr_1",
  );
  await spoolOf(world, formerKey).put(Buffer.from("a turn that waits"), world.clock.now);
  const administrator = await world.administrator();
  await administrator.query(
    `insert into users (tenant_id, id, email, name, role, sealed_totp)
      values ('ten_a', 'usr_1', 'ada@example.com', 'Ada', 'viewer', $1)`,
    [totp],
  );
}

function spoolOf(world: World, key: string, formerKeys: string[] = []) {
  const folder = join(world.place.dataDir, "spool");
  return createSpoolFiles({ folder, box: createSecretBox(key, "turns", formerKeys) });
}

function restarted(on: World, env: Record<string, string>): Promise<World> {
  return createWorld({ on, env });
}

/** Pages through everything, as the command does. */
async function reencrypt(world: World, options: { dry_run?: boolean } = {}): Promise<Totals> {
  const totals = { checked: 0, reencrypted: 0, unreadable: 0 };
  let cursor: string | null = null;
  do {
    const body: object = { ...options, ...(cursor === null ? {} : { cursor }) };
    const { status, json } = await world.api("POST", "/api/v1/admin/secrets/reencrypt", body);
    expect(status).toBe(200);
    totals.checked += json.checked;
    totals.reencrypted += json.reencrypted;
    totals.unreadable += json.unreadable;
    cursor = json.next_cursor;
  } while (cursor !== null);
  return totals;
}

/** Where turns wait, as their processes told: on which host, whether with the present key, and how many. */
async function spoolsOf(world: World): Promise<Array<[string, string, number]>> {
  const { json } = await world.api("GET", "/api/v1/admin/secrets/status");
  return json.spools.map((one: { host: string; key: string; turns: number }) => [
    ...[one.host, one.key, one.turns],
  ]);
}

/** How many contents keys of each age sealed. */
async function keyUse(world: World): Promise<Record<string, number>> {
  const { json } = await world.api("GET", "/api/v1/admin/secrets/status");
  const ages: Record<string, number> = {};
  for (const { key, count } of json.data) ages[key] = (ages[key] ?? 0) + count;
  return ages;
}

/** What is in the database and the file store, exactly. */
async function snapshot(world: World): Promise<unknown> {
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    `select id::text, encode(sealed, 'hex') as sealed, file_ref from webhook_events
      union all select id::text, encode(sealed, 'hex'), null from rejected_deliveries
      union all select id, encode(sealed, 'hex'), null from connection_secrets
      union all select id, encode(sealed, 'hex'), null from outgoing_secrets
      union all select id, encode(sealed_totp, 'hex'), null from users order by 1`,
  );
  return { rows, files: filesOf(world) };
}

function filesOf(world: World): string[] {
  const folder = join(world.place.dataDir, "files");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

/** Everything that was filled in can be read and still proves what it proved. */
async function expectReadable(world: World): Promise<void> {
  const { data } = (await world.api("GET", "/api/v1/webhook-events?limit=200")).json;
  for (const { id } of data) {
    const { json } = await world.api("GET", `/api/v1/webhook-events/${id}`);
    expect(JSON.stringify(json)).toContain("call_started");
  }
  expect(data.length).toBeGreaterThanOrEqual(2);
  const ofA = await world.deliver(
    "retell",
    { event: "call_started", call: { call_id: "again" } },
    { path: `/webhook/retell/${connectionOf("ten_a", "retell")}`, secret: ownSecret },
  );
  expect(ofA.statusCode).toBe(200);
}

test("after a change of the key everything opens, and once it is sealed anew the former key can go", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  await fill(world);
  {
    const env = { SECRET_KEY: presentKey, SECRET_KEY_PREVIOUS: formerKey };
    await using during = await restarted(world, env);
    await expectReadable(during);
    const before = await keyUse(during);
    expect(before).toEqual({ former: 7, present: 1 });
    const untouched = await snapshot(during);
    expect(await reencrypt(during, { dry_run: true })).toMatchObject({ reencrypted: 7 });
    expect(await snapshot(during)).toEqual(untouched);
    expect(await reencrypt(during)).toEqual({ checked: 8, reencrypted: 7, unreadable: 0 });
    expect(await keyUse(during)).toEqual({ present: 8 });
    // The former file went with the last row that named it.
    expect(filesOf(during)).toHaveLength(1);
    expect(await reencrypt(during)).toEqual({ checked: 8, reencrypted: 0, unreadable: 0 });
    await during.settle();
    const { data } = (await during.api("GET", "/api/v1/webhook-events?status=dead")).json;
    expect(data).toEqual([]);
  }
  await using after = await restarted(world, { SECRET_KEY: presentKey });
  await expectReadable(after);
  const administrator = await after.administrator();
  const { rows } = await administrator.query("select sealed_totp from users where id = 'usr_1'");
  const box = createSecretBox(presentKey, "secrets");
  expect(box.open(rows[0].sealed_totp, "totp/ten_a/usr_1").toString()).toBe("second factor");
  const spool = spoolOf(after, presentKey);
  const [waiting = ""] = await spool.list();
  expect((await spool.read(waiting)).toString()).toBe("a turn that waits");
  const audit = await after.api("GET", "/api/v1/admin/audit");
  const actions = audit.json.data.map((entry: { action: string }) => entry.action);
  expect(actions).toContain("secrets.reencryption_finished");
});

test("each process tells where turns wait and with which key, and seals its own anew when it starts", async () => {
  await using world = await createWorld();
  const { db, clock, place } = world;
  const reportsOf = (files: SpoolFiles, key: string, formerKeys: string[] = []) => {
    const box = createSecretBox(key, "turns", formerKeys);
    return createSpoolReports({ db, box, files, now: () => clock.now, log });
  };
  const folder = join(place.dataDir, "gone");
  const gone = createSpoolFiles({ folder, box: createSecretBox(formerKey, "turns") });
  await reportsOf(gone, formerKey).write();
  clock.now += 1_000;
  const former = spoolOf(world, formerKey);
  await former.put(Buffer.from("a turn that waits"), clock.now);
  await reportsOf(former, formerKey).write();
  const env = { SECRET_KEY: presentKey, SECRET_KEY_PREVIOUS: formerKey };
  await using during = await restarted(world, env);
  const left = [hostname(), "former", 0];
  expect(await spoolsOf(during)).toEqual([[hostname(), "former", 1], left]);

  const present = spoolOf(world, presentKey, [formerKey]);
  const reports = reportsOf(present, presentKey, [formerKey]);
  await reports.write();
  expect(await spoolsOf(during)).toEqual([[hostname(), "present", 1], left]);
  expect((await spoolOf(world, presentKey).read((await present.list())[0] ?? "")).toString()).toBe(
    "a turn that waits",
  );
  for (const name of await present.list()) await present.remove(name);
  await reports.close();
  expect(await spoolsOf(during)).toEqual([left]);
});

test("interrupted after any page it goes on when started again, and nothing is unreadable in between", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  await fill(world);
  for (let id = 0; id < 130; id++) {
    await world.deliver("retell", { event: "call_started", call: { call_id: `c${id}` } });
  }
  const env = { SECRET_KEY: presentKey, SECRET_KEY_PREVIOUS: formerKey };
  {
    await using first = await restarted(world, env);
    const page = await first.api("POST", "/api/v1/admin/secrets/reencrypt", {});
    expect(page.json).toMatchObject({ checked: 100, reencrypted: 100 });
    expect(page.json.next_cursor).not.toBeNull();
    await expectReadable(first);
  }
  await using second = await restarted(world, env);
  expect(await reencrypt(second)).toMatchObject({ reencrypted: 37, unreadable: 0 });
  expect(await keyUse(second)).toEqual({ present: 138 });
});

test("what no key of ours opens is told and left exactly as it is", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  await fill(world);
  await using lost = await restarted(world, { SECRET_KEY: presentKey });
  const before = await snapshot(lost);
  expect(await reencrypt(lost)).toEqual({ checked: 7, reencrypted: 0, unreadable: 7 });
  expect(await snapshot(lost)).toEqual(before);
  expect(await keyUse(lost)).toEqual({ unknown: 7 });
  // A connection whose secret cannot be opened refuses everything: it is not one without a secret.
  for (const how of [{ isSigned: false }, { secret: ownSecret }]) {
    const path = `/webhook/retell/${connectionOf("ten_a", "retell")}`;
    const refused = await lost.deliver("retell", { event: "call_started" }, { path, ...how });
    expect(refused.statusCode).toBe(401);
  }
});

test("events that are folded meanwhile lose neither body nor call", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const ids = Array.from({ length: 24 }, (_, place) => `call-${place}`);
  for (const id of ids) await world.deliver("retell", large(id));
  const env = { SECRET_KEY: presentKey, SECRET_KEY_PREVIOUS: formerKey };
  await using during = await restarted(world, env);
  const [totals] = await Promise.all([reencrypt(during), during.settle(), during.settle()]);
  expect(totals).toMatchObject({ reencrypted: 24, unreadable: 0 });
  await during.settle();
  const { data } = (await during.api("GET", "/api/v1/calls?limit=200")).json;
  expect(data.map((call: { provider_call_id: string }) => call.provider_call_id).sort()).toEqual(
    [...ids].sort(),
  );
});

test("only owners of the installation itself seal anew or look at keys", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const asTenant = keyOf("ten_a");
  const path = "/api/v1/admin/secrets";
  expect((await world.api("GET", `${path}/status`, undefined, asTenant)).status).toBe(403);
  expect((await world.api("POST", `${path}/reencrypt`, {}, asTenant)).status).toBe(403);
  expect((await world.api("POST", `${path}/reencrypt`, {}, null)).status).toBe(401);
  const foreign = await world.api("POST", `${path}/reencrypt`, { cursor: "nonsense" });
  expect(foreign.status).toBe(400);
});
