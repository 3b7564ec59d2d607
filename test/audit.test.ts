import fc from "fast-check";
import { expect, test } from "vitest";
import { type NewAuditEntry, recordAudit, verifyAudit } from "../src/audit/index.ts";
import { type Database, inTenant } from "../src/store/index.ts";
import { seedTables } from "./seed.ts";
import { createWorld, keyOf, ownerKey } from "./world.ts";

const scope = { tenantId: "ten_a" };

function write(db: Database, entry: Partial<NewAuditEntry> = {}, where = scope): Promise<void> {
  return inTenant(db, where, (trx) =>
    recordAudit(trx, where, {
      actor: "user:usr_1",
      action: "thing.changed",
      subject: "thing_1",
      payload: { before: 1, after: 2 },
      ...entry,
    }),
  );
}

test("the chain verifies after any entries, written one after another or all at once", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), {
        minLength: 1,
        maxLength: 8,
      }),
      async (payloads) => {
        const clean = payloads.map((payload) => JSON.parse(withoutNul(JSON.stringify(payload))));
        await Promise.all(clean.map((payload) => write(world.db, { payload })));
        count += clean.length;
        expect(await verifyAudit(world.db, scope)).toMatchObject({ isIntact: true, count });
      },
    ),
    { numRuns: 15 },
  );
  expect(await verifyAudit(world.db, { tenantId: "ten_b" })).toMatchObject({ count: 0 });
});

/** PostgreSQL holds neither NUL nor halves of characters in jsonb; nothing that we write there has them. Nor does it tell -0 from 0. */
function withoutNul(json: string): string {
  return json.replaceAll(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, "").replaceAll(/-0(?![.\d])/g, "0");
}

test.each([
  ["an action is changed", "update audit_log set action = 'thing.kept' where seq = 3", 3],
  ["a payload is changed", `update audit_log set payload = '{"after":3}' where seq = 3`, 3],
  ["an actor is changed", "update audit_log set actor = 'user:usr_2' where seq = 1", 1],
  ["a time is changed", "update audit_log set at = at - interval '1 second' where seq = 2", 2],
  ["an entry is taken out", "delete from audit_log where seq = 4", 4],
  ["the first entry is taken out", "delete from audit_log where seq = 1", 1],
  [
    "an entry is put in between",
    "update audit_log set seq = seq + 1 where seq = 5; insert into audit_log select tenant_id, 5, at, actor, action, subject, payload, payload_salt, payload_hash, previous_hash, hash from audit_log where seq = 6",
    6,
  ],
  [
    "a payload is forgotten without its salt",
    "update audit_log set payload = null where seq = 2",
    2,
  ],
])("when %s, verifying names the first entry that does not fit", async (_name, change, place) => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  for (let n = 1; n <= 5; n++) await write(world.db, { subject: `thing_${n}` });
  const administrator = await world.administrator();
  await administrator.query(change);
  expect(await verifyAudit(world.db, scope)).toMatchObject({ isIntact: false, brokenAt: place });
});

test("payloads can expire and the chain still verifies; the salt goes with them", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  for (let n = 0; n < 3; n++) await write(world.db);
  const audit = world.app.tenantData.find(({ room }) => room === "audit");
  expect(await audit?.expire(world.db, scope, new Date(Date.now() + 1_000))).toBe(3);
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    "select distinct payload, payload_salt from audit_log where tenant_id = 'ten_a'",
  );
  expect(rows).toEqual([{ payload: null, payload_salt: null }]);
  await write(world.db);
  expect(await verifyAudit(world.db, scope)).toMatchObject({
    isIntact: true,
    count: 4,
    forgotten: 3,
  });
});

test("no tenant's transaction can change or remove an entry, its own or another's", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  await write(world.db);
  for (const tenantId of ["ten_a", "ten_b"]) {
    const update = inTenant(world.db, { tenantId }, (trx) =>
      trx.updateTable("audit_log").set({ action: "nothing" }).execute(),
    );
    await expect(update).rejects.toThrow(/permission denied/);
    const remove = inTenant(world.db, { tenantId }, (trx) => trx.deleteFrom("audit_log").execute());
    await expect(remove).rejects.toThrow(/permission denied/);
  }
});

test("a change that is rolled back leaves no entry", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const failed = inTenant(world.db, scope, async (trx) => {
    await recordAudit(trx, scope, { actor: "a", action: "b.c", subject: "d" });
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  await write(world.db);
  expect(await verifyAudit(world.db, scope)).toMatchObject({ isIntact: true, count: 1 });
});

test("the API lists a tenant's own entries, newest first, page by page, and proves its chain", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  for (let n = 1; n <= 3; n++) await write(world.db, { subject: `thing_${n}` });
  const ask = (path: string, key = keyOf("ten_a")) =>
    world.api("GET", `/api/v1/admin/audit${path}`, undefined, key);
  const first = (await ask("?limit=2")).json;
  expect(first.data.map((entry: { subject: string }) => entry.subject)).toEqual([
    "thing_3",
    "thing_2",
  ]);
  const second = (await ask(`?limit=2&cursor=${first.next_cursor}`)).json;
  expect(second.data).toMatchObject([{ subject: "thing_1", payload: { after: 2, before: 1 } }]);
  expect(second.next_cursor).toBeNull();
  expect((await ask("", keyOf("ten_b"))).json.data).toEqual([]);
  expect((await ask("/verify")).json.data).toMatchObject([
    { tenant_id: "ten_a", is_intact: true, count: 3 },
  ]);
  expect((await ask("/verify?all=true")).status).toBe(403);
  const all = await world.api("GET", "/api/v1/admin/audit/verify?all=true");
  expect(all.json.data.map((chain: { tenant_id: string }) => chain.tenant_id)).toEqual([
    "ten_a",
    "ten_b",
    "ten_default",
    "ten_quarantine",
  ]);
});

test("entries name the people and keys that whoever asks may know, and no others", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await seedTables(world, ["ten_a"]);
  const administrator = await world.administrator();
  await administrator.query(
    `insert into users (tenant_id, id, email, name, role, password_hash)
      values ('ten_default', 'usr_ten_default', 'bob@example.com', 'Bob Example', 'viewer', 'x')`,
  );
  await write(world.db, { actor: "user:usr_ten_a", subject: "key_ten_a" });
  await write(world.db, { actor: "user:usr_ten_default", subject: "usr_removed" });
  const read = async (key: string) =>
    (await world.api("GET", "/api/v1/admin/audit?limit=2", undefined, key)).json.data;
  expect(await read(keyOf("ten_a"))).toMatchObject([
    { actor: "user:usr_ten_default", actor_name: null, subject_name: null },
    { actor: "user:usr_ten_a", actor_name: "Ada Example", subject_name: "test" },
  ]);
  await write(world.db, { actor: "user:usr_ten_default" }, { tenantId: "ten_default" });
  expect(await read(ownerKey)).toMatchObject([{ actor_name: "Bob Example" }]);
});

test("a resolved security event says who looked at it, by name", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await seedTables(world, ["ten_a"]);
  const path = "/api/v1/admin/security-events";
  const ask = (method: "GET" | "POST", rest: string) =>
    world.api(method, `${path}${rest}`, undefined, keyOf("ten_a"));
  const [event] = (await ask("GET", "?open=true")).json.data;
  expect(event).toMatchObject({ resolved_at: null, resolved_by: null, resolved_by_name: null });
  expect((await ask("POST", `/${event.id}/resolve`)).status).toBe(204);
  expect((await ask("GET", "?open=true")).json.data).toEqual([]);
  expect((await ask("GET", "")).json.data).toMatchObject([
    { resolved_by: "key:key_ten_a", resolved_by_name: "test" },
  ]);
});
