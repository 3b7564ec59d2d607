import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { exportTenant } from "../src/cli/tenants-export.ts";
import type { RetentionKind } from "../src/lib/retention.ts";
import { expireTenants } from "../src/ops/keeping/expire-tenants.ts";
import { expireDeliveries } from "../src/outgoing/index.ts";
import { clientOf } from "./client-of.ts";
import { connectionOf, createWorld, keyOf, type World } from "./world.ts";

const dayMs = 24 * 3_600_000;
const nadia = "+12125550147";
const omar = "+12125550148";

async function call(world: World, id: string, number: string, tenant?: string) {
  const transcript_object = [{ role: "user", content: `It is me, ${number}.` }];
  await world.deliver(
    "retell",
    {
      event: "call_ended",
      call: {
        ...{ call_id: id, call_status: "ended", direction: "inbound", transcript_object },
        ...{ from_number: number, to_number: "+12125550100" },
        start_timestamp: world.clock.now,
      },
    },
    tenant === undefined ? {} : { path: `/webhook/retell/${connectionOf(tenant, "retell")}` },
  );
  await world.settle();
}

function expire(world: World, defaults: ReadonlyArray<readonly [RetentionKind, number]> = []) {
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return expireTenants({
    ...{ db: world.db, rooms: world.app.tenantData, log },
    ...{ defaults: new Map(defaults), now: () => world.clock.now },
  });
}

const quiet = () => undefined;

async function callers(world: World): Promise<string[]> {
  const { data } = (await world.api("GET", "/api/v1/calls")).json;
  return (data as Array<{ from: string }>).map(({ from }) => from).sort();
}

test("what is older than the tenant or the installation says goes, except what is held", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await call(world, "old_nadia", nadia);
  await call(world, "old_omar", omar);
  await call(world, "old_client", omar, "ten_a");
  const set = (body: object, key?: string) => world.api("PUT", "/api/v1/retention", body, key);
  expect((await set({ kind: "calls", days: 3 })).status).toBe(400);
  const kept = await set({ kind: "calls", days: 30 });
  expect(kept.json.data).toContainEqual({ kind: "calls", days: 30, is_own: true });
  // Left for longer they would make the calls again.
  expect(kept.json.data).toContainEqual({ kind: "events", days: 30, is_own: false });
  await set({ kind: "recordings", days: 5 });
  expect((await world.api("GET", "/api/v1/settings/recordings")).json.retention_days).toBe(5);
  const subscription = { url: "https://hooks.example.com/voicelens" };
  expect((await world.api("POST", "/api/v1/webhook-subscriptions", subscription)).status).toBe(201);
  const administrator = await world.administrator();
  await administrator.query(`insert into outgoing_deliveries (tenant_id, id, target_id, event_type, call_id, occurred_at,
      created_at, queued_at, next_try_at, status)
    select c.tenant_id, 'msg_' || c.id, t.id, 'call.ended', c.id, now(), now(), now(), now(), 'delivered'
    from calls c join outgoing_targets t on t.tenant_id = c.tenant_id`);
  const hold = { kind: "caller", subject: "+1 (212) 555-0147", reason: "A dispute" };
  const placed = await world.api("POST", "/api/v1/legal-holds", hold);
  expect(placed.json).toMatchObject({ subject: nadia, released_at: null });
  expect((await world.api("POST", "/api/v1/legal-holds", hold)).json.type).toBe(
    "/problems/already-held",
  );

  await expire(world);
  expect(await callers(world)).toEqual([nadia, omar]);
  world.clock.now += 31 * dayMs;
  expect(await expire(world)).toBeGreaterThan(0);
  expect(await callers(world)).toEqual([nadia]);
  await expireDeliveries(world.db, world.clock.now);
  const sent = "select c.from_number from outgoing_deliveries d join calls c on c.id = d.call_id";
  expect((await administrator.query(sent)).rows).toEqual([{ from_number: nadia }]);
  const events = async (tenant: string) => {
    const { rows } = await administrator.query(
      "select count(*)::int as count from webhook_events where tenant_id = $1",
      [tenant],
    );
    return rows[0].count;
  };
  expect([await events("ten_default"), await events("ten_a")]).toEqual([1, 1]);
  await set({ kind: "calls", days: null }, keyOf("ten_a"));
  await expire(world, [
    ["calls", 14],
    ["events", 14],
  ]);
  expect([await events("ten_default"), await events("ten_a")]).toEqual([1, 0]);

  const refused = await world.api("POST", "/api/v1/erasures", { number: nadia });
  expect([refused.status, refused.json.type]).toEqual([409, "/problems/legal-hold"]);
  // Nor does it go by another door.
  const subject = `/api/v1/memory?subject_id=${encodeURIComponent(nadia)}`;
  expect((await world.api("DELETE", subject)).status).toBe(409);
  const contacts = (await world.api("GET", "/api/v1/contacts")).json.data as Array<{ id: string }>;
  const contact = contacts.find((one) => JSON.stringify(one).includes(nadia));
  expect((await world.api("DELETE", `/api/v1/contacts/${contact?.id}`)).status).toBe(409);
  const release = `/api/v1/legal-holds/${placed.json.id}`;
  expect((await world.api("DELETE", release, undefined, keyOf("ten_a"))).status).toBe(404);
  expect((await world.api("DELETE", release)).status).toBe(204);
  expect((await world.api("GET", "/api/v1/legal-holds")).json.data).toEqual([]);
  await expire(world);
  expect(await callers(world)).toEqual([]);
  const audited = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  const actions = (audited as Array<{ action: string }>).map(({ action }) => action);
  for (const action of ["retention.changed", "legal_hold.placed", "legal_hold.released"]) {
    expect(actions).toContain(action);
  }
});

test("a caller is erased from everywhere with a proof that names nobody, and again from a database that was put back", async () => {
  await using world = await createWorld();
  const client = await world.administrator();
  await call(world, "of_nadia", nadia);
  await call(world, "of_omar", omar);
  const said = { subject_id: nadia, messages: [{ role: "user", content: `Call ${nadia}` }] };
  await world.api("POST", "/api/v1/memory/sessions/s1/messages", said);
  const saved = ["calls", "call_patches", "call_turns", "webhook_events"];
  for (const name of saved) await client.query(`create temp table saved_${name} as table ${name}`);
  const own = { tenant_id: "ten_default", number: "+12125550100" };
  await world.api("POST", "/api/v1/phone-numbers", own);
  const ask = (number: string) => world.api("POST", "/api/v1/erasures", { number });
  expect((await ask("+12125550100")).status).toBe(400);
  expect((await ask("nobody")).status).toBe(400);

  const asked = await ask("+1 212 555 0147");
  expect([asked.status, asked.json.status]).toEqual([202, "running"]);
  const read = async () => (await world.api("GET", `/api/v1/erasures/${asked.json.id}`)).json;
  // A hold that is placed before it begins puts it off.
  const hold = { kind: "caller", subject: nadia, reason: "A dispute" };
  const placed = await world.api("POST", "/api/v1/legal-holds", hold);
  await world.app.background.erasures.drain();
  expect(await read()).toMatchObject({ status: "running", removed: {} });
  expect(await callers(world)).toEqual([nadia, omar]);
  await world.api("DELETE", `/api/v1/legal-holds/${placed.json.id}`);
  world.clock.now += 11 * 60_000;
  await world.app.background.erasures.drain();
  const proof = await read();
  expect(proof).toMatchObject({ status: "done", remaining: {}, removed: { calls: 1, ingest: 1 } });
  expect(proof.found).toMatchObject({ calls: 1, mem_sessions: 1, mem_messages: 1 });
  expect(JSON.stringify(proof)).not.toContain("5550147");
  expect(await callers(world)).toEqual([omar]);
  const file = readFileSync(join(world.config.DATA_DIR, "erasures.jsonl"), "utf8");
  expect(file).toContain(proof.subject_hash);
  expect(file).not.toContain("5550147");
  const reapply = async () =>
    (await world.api("POST", "/api/v1/admin/erasures/reapply")).json as object;
  expect(await reapply()).toEqual({ missing: 0, found: 0 });

  // As from a backup of before: the rows are back, and that they went is forgotten.
  const putBack = async () => {
    await client.query("delete from erasures");
    for (const name of saved) await client.query(`delete from ${name}`);
    for (const name of saved) {
      const { rows } = await client.query<{ own: string }>(
        `select string_agg(quote_ident(attname), ', ') as own from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [name],
      );
      const own = rows[0]?.own;
      await client.query(`insert into ${name} (${own}) select ${own} from saved_${name}`);
    }
    expect(await callers(world)).toEqual([nadia, omar]);
  };
  await putBack();
  expect(await reapply()).toEqual({ missing: 1, found: 1 });
  await world.app.background.erasures.drain();
  expect(await callers(world)).toEqual([omar]);
  expect(await read()).toMatchObject({ status: "done", requested_by: "system", remaining: {} });
  expect(await reapply()).toEqual({ missing: 0, found: 0 });

  // A server that starts does so by itself.
  await putBack();
  await using _ = await createWorld({ on: world, isStarted: true });
  await vi.waitFor(async () => expect(await callers(world)).toEqual([omar]));
  await vi.waitFor(async () => expect(await read()).toMatchObject({ status: "done" }));
  expect((await world.api("GET", "/api/v1/admin/audit/verify")).json.data[0].is_intact).toBe(true);
});

test("a client of the installation is exported and erased whole, the proof stays with the installation, and its own tenants stay", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  for (const tenant of ["ten_a", "ten_b"]) await call(world, `of_${tenant}`, nadia, tenant);
  const ask = (tenant_id: string, key?: string) =>
    world.api("POST", "/api/v1/erasures", { tenant_id }, key);
  const administrator = await world.administrator();
  await administrator.query(
    `insert into price_settings (tenant_id, from_month, basis, markup, set_by, set_at)
      values ('ten_a', '2026-11-01', 'reported', 2000, 'system', now())`,
  );
  const to = join(world.config.DATA_DIR, "ten_a.jsonl");
  const written = await exportTenant(await clientOf(world), { slug: "ten_a", to });
  expect(written.counts).toMatchObject({ calls: 1, webhook_events: 1, tenants: 1 });
  const lines = readFileSync(to, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(written.rows + 2);
  expect(lines[0]).toContain('"format":"voicelens-tenant"');
  expect(lines.join("")).not.toContain("ten_b");
  const own = await world.app.http.inject({
    url: "/api/v1/tenants/ten_a/export",
    headers: { authorization: `Bearer ${keyOf("ten_a")}` },
  });
  const settingsIn = (text: string[]) =>
    text.map((line) => JSON.parse(line)).filter(({ table }) => table === "price_settings");
  expect(settingsIn(lines)).toMatchObject([{ row: { basis: "reported", markup: 2000 } }]);
  const [settings, ...others] = settingsIn(own.body.trimEnd().split("\n"));
  expect([settings.row.basis, others]).toEqual(["reported", []]);
  expect(settings.row).not.toHaveProperty("markup");
  const foreign = "/api/v1/tenants/ten_b/export";
  expect((await world.api("GET", foreign, undefined, keyOf("ten_a"))).status).toBe(404);

  expect((await ask("ten_b", keyOf("ten_a"))).status).toBe(403);
  expect((await ask("ten_default")).status).toBe(400);
  expect((await ask("ten_none")).status).toBe(404);
  const hold = { kind: "tenant", reason: "A court" };
  const placed = await world.api("POST", "/api/v1/legal-holds", hold, keyOf("ten_a"));
  expect((await ask("ten_a")).status).toBe(409);
  const release = `/api/v1/legal-holds/${placed.json.id}`;
  await world.api("DELETE", release, undefined, keyOf("ten_a"));
  const { id } = (await ask("ten_a")).json;
  await world.app.background.erasures.drain();
  const proof = (await world.api("GET", `/api/v1/erasures/${id}`)).json;
  expect(proof).toMatchObject({ kind: "tenant", status: "done", remaining: {} });
  expect(proof.found).toMatchObject({ calls: 1, webhook_events: 1, tenants: 1 });
  expect((await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_a"))).status).toBe(401);
  const left = await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_b"));
  expect(left.json.data).toHaveLength(1);
});
