import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { hmac } from "../src/lib/signature.ts";
import { connectionOf, createWorld, keyOf, type World, worldSecret } from "./world.ts";

const call = (id: string) => ({ event: "call_started", call: { call_id: id } });

/** A connection of a tenant with one secret of its own. */
async function withSecret(world: World, tenant: string, value: string): Promise<string> {
  const id = connectionOf(tenant, "retell");
  const path = `/api/v1/connections/${id}/secrets`;
  const added = await world.api("POST", path, { value }, keyOf(tenant));
  expect(added.status).toBe(201);
  return id;
}

function deliver(world: World, connection: string, id: string, secret: string) {
  return world.deliver("retell", call(id), { path: `/webhook/retell/${connection}`, secret });
}

test("each tenant's connection accepts what its own secret signed, and nobody else's", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"], areTenantsBare: true });
  const ofA = await withSecret(world, "ten_a", "secret-of-tenant-a-0001");
  const ofB = await withSecret(world, "ten_b", "secret-of-tenant-b-0001");
  expect((await deliver(world, ofA, "1", "secret-of-tenant-a-0001")).statusCode).toBe(200);
  expect((await deliver(world, ofB, "2", "secret-of-tenant-b-0001")).statusCode).toBe(200);
  expect((await deliver(world, ofB, "3", "secret-of-tenant-a-0001")).statusCode).toBe(401);
  // The environment's secret belongs to the installation's own default connections.
  expect((await deliver(world, ofA, "4", worldSecret)).statusCode).toBe(401);
  await world.settle();
  const { data } = (await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_b"))).json;
  expect(data).toMatchObject([{ provider_call_id: "2", tenant_id: "ten_b" }]);
});

test("no secret is ever given out again: not by lists, not by answers, not in the audit log", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const value = "write-only-secret-0123456789";
  await withSecret(world, "ten_a", value);
  const list = await world.api("GET", "/api/v1/connections", undefined, keyOf("ten_a"));
  const shown = list.json.data.find((c: { provider: string }) => c.provider === "retell");
  expect(shown.secrets).toMatchObject([{ purpose: "webhook", last_four: "6789" }]);
  expect(shown.has_secret).toBe(true);
  const audit = await world.api("GET", "/api/v1/admin/audit", undefined, keyOf("ten_a"));
  expect(audit.json.data).toMatchObject([{ action: "connection.secret_added" }]);
  expect(JSON.stringify([list.json, audit.json])).not.toContain(value);
  const administrator = await world.administrator();
  const { rows } = await administrator.query("select sealed from connection_secrets");
  expect(rows[0].sealed.includes(Buffer.from(value))).toBe(false);
});

test("of a short secret nothing is shown, and one that we make is shown once", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const path = `/api/v1/connections/${connectionOf("ten_a", "vapi")}/secrets`;
  const short = await world.api("POST", path, { value: "short-one" }, keyOf("ten_a"));
  expect(short.json).toMatchObject({ last_four: "", value: null });
  const made = (await world.api("POST", path, {}, keyOf("ten_a"))).json;
  expect(made.value).toMatch(/^whsec_.{40,}/);
  const delivery = { message: { type: "status-update", status: "queued", call: { id: "v1" } } };
  const answer = await world.deliver("vapi", delivery, {
    path: `/webhook/vapi/${connectionOf("ten_a", "vapi")}`,
    secret: made.value,
  });
  expect(answer.statusCode).toBe(200);
});

test("two secrets live at a time; a third is refused until one goes", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const path = `/api/v1/connections/${connectionOf("ten_a", "retell")}/secrets`;
  const add = (value: string) => world.api("POST", path, { value }, keyOf("ten_a"));
  const answers = await Promise.all(["secret-one-1", "secret-two-2", "secret-three"].map(add));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
  const kept = answers.find(({ status }) => status === 201);
  expect(answers.find(({ status }) => status === 409)?.json.type).toBe(
    "/problems/too-many-secrets",
  );
  const gone = await world.api("DELETE", `${path}/${kept?.json.id}`, undefined, keyOf("ten_a"));
  expect(gone.status).toBe(204);
  expect((await add("secret-four-4")).status).toBe(201);
});

test("a rotation under load refuses no delivery that a live secret signed", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const connection = await withSecret(world, "ten_a", "the-old-secret-0001");
  const path = `/api/v1/connections/${connection}/secrets`;
  const list = await world.api("GET", "/api/v1/connections", undefined, keyOf("ten_a"));
  const old = list.json.data.find((c: { id: string }) => c.id === connection).secrets[0].id;
  let secret = "the-old-secret-0001";
  let isDone = false;
  const statuses = new Map<number, number>();
  let sent = 0;
  const sender = async () => {
    while (!isDone) {
      const { statusCode } = await deliver(world, connection, `load_${sent++}`, secret);
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
  };
  const senders = Array.from({ length: 8 }, sender);
  await vi.waitFor(() => expect(sent).toBeGreaterThan(100));
  await world.api("POST", path, { value: "the-new-secret-0002" }, keyOf("ten_a"));
  secret = "the-new-secret-0002";
  const sentBefore = sent;
  await vi.waitFor(() => expect(sent).toBeGreaterThan(sentBefore + 100));
  await world.api("DELETE", `${path}/${old}`, undefined, keyOf("ten_a"));
  const sentAfter = sent;
  await vi.waitFor(() => expect(sent).toBeGreaterThan(sentAfter + 100));
  isDone = true;
  await Promise.all(senders);
  expect([...statuses]).toEqual([[200, sent]]);
  expect((await deliver(world, connection, "late", "the-old-secret-0001")).statusCode).toBe(401);
  await world.settle();
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    "select count(*)::int as count from calls where tenant_id = 'ten_a'",
  );
  expect(rows[0].count).toBe(sent);
});

test("what one replica adds, another accepts at once: a new connection, and a new secret", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  await using other = await createWorld({ on: world });
  const made = await world.api(
    "POST",
    "/api/v1/connections",
    { provider: "retell", name: "Second" },
    keyOf("ten_a"),
  );
  expect(made.status).toBe(201);
  const path = `/api/v1/connections/${made.json.id}/secrets`;
  await world.api("POST", path, { value: "secret-of-the-second" }, keyOf("ten_a"));
  expect((await deliver(other, made.json.id, "1", "secret-of-the-second")).statusCode).toBe(200);
});

test("a replica that looks from time to time knows of a removed secret", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const connection = await withSecret(world, "ten_a", "secret-to-be-removed");
  await using other = await createWorld({ on: world, isStarted: true });
  expect((await deliver(other, connection, "1", "secret-to-be-removed")).statusCode).toBe(200);
  const list = await world.api("GET", "/api/v1/connections", undefined, keyOf("ten_a"));
  const { secrets } = list.json.data.find((c: { id: string }) => c.id === connection);
  const path = `/api/v1/connections/${connection}/secrets/${secrets[0].id}`;
  expect((await world.api("DELETE", path, undefined, keyOf("ten_a"))).status).toBe(204);
  await world.api(
    "POST",
    `/api/v1/connections/${connection}/secrets`,
    { value: "another-secret-0002" },
    keyOf("ten_a"),
  );
  let n = 2;
  await vi.waitFor(
    async () => {
      const { statusCode } = await deliver(other, connection, `${n++}`, "secret-to-be-removed");
      expect(statusCode).toBe(401);
    },
    { timeout: 8_000 },
  );
});

test("Vapi's scheme is chosen per connection, and exactly that one counts", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const connection = connectionOf("ten_a", "vapi");
  const url = `/api/v1/connections/${connection}`;
  await world.api("POST", `${url}/secrets`, { value: "vapi-hmac-secret-01" }, keyOf("ten_a"));
  const scheme = {
    kind: "hmac",
    algorithm: "sha512",
    signatureHeader: "x-our-signature",
    includeTimestamp: false,
    payloadFormat: "{body}",
  };
  const set = await world.api("PATCH", url, { scheme }, keyOf("ten_a"));
  expect([set.status, set.json.scheme]).toEqual([200, scheme]);
  const body = JSON.stringify({
    message: { type: "status-update", status: "queued", call: { id: "v1" } },
  });
  const send = (headers: Record<string, string>) =>
    world.deliver("vapi", body, { path: `/webhook/vapi/${connection}`, isSigned: false, headers });
  const signature = hmac("sha512", "vapi-hmac-secret-01", body).toString("hex");
  expect((await send({ "x-our-signature": signature })).statusCode).toBe(200);
  expect((await send({ "x-vapi-secret": "vapi-hmac-secret-01" })).statusCode).toBe(401);
  const unknown = await world.api("PATCH", url, { scheme: { colour: "red" } }, keyOf("ten_a"));
  expect(unknown.status).toBe(400);
  const retell = `/api/v1/connections/${connectionOf("ten_a", "retell")}`;
  const none = await world.api("PATCH", retell, { scheme: { kind: "hmac" } }, keyOf("ten_a"));
  expect(none.status).toBe(400);
});

test("a removed connection is a 404, its events can still be read; a default one stays", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const connection = await withSecret(world, "ten_a", "secret-of-tenant-a-0001");
  await deliver(world, connection, "1", "secret-of-tenant-a-0001");
  await world.settle();
  const url = `/api/v1/connections/${connection}`;
  expect((await world.api("DELETE", url, undefined, keyOf("ten_a"))).status).toBe(204);
  expect((await deliver(world, connection, "2", "secret-of-tenant-a-0001")).statusCode).toBe(404);
  const events = await world.api("GET", "/api/v1/webhook-events", undefined, keyOf("ten_a"));
  const [event] = events.json.data;
  const read = await world.api(
    "GET",
    `/api/v1/webhook-events/${event.id}`,
    undefined,
    keyOf("ten_a"),
  );
  expect(JSON.stringify(read.json)).toContain("call_started");
  const own = await world.api("GET", "/api/v1/connections");
  const refused = await world.api("DELETE", `/api/v1/connections/${own.json.data[0].id}`);
  expect([refused.status, refused.json.type]).toEqual([409, "/problems/default-connection"]);
});

test("only the agency shares a connection", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const url = `/api/v1/connections/${connectionOf("ten_a", "retell")}`;
  const patch = await world.api("PATCH", url, { is_shared: true }, keyOf("ten_a"));
  expect(patch.status).toBe(403);
  const body = { provider: "retell", name: "Mine", is_shared: true };
  expect((await world.api("POST", "/api/v1/connections", body, keyOf("ten_a"))).status).toBe(403);
});

test("secrets of any characters come out as they went in", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], areTenantsBare: true });
  const path = `/api/v1/connections/${connectionOf("ten_a", "retell")}/secrets`;
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 8, maxLength: 60, unit: "binary" }), async (value) => {
      const added = await world.api("POST", path, { value }, keyOf("ten_a"));
      expect(added.status).toBe(201);
      const connection = connectionOf("ten_a", "retell");
      const { statusCode } = await deliver(world, connection, added.json.id, value);
      expect(statusCode).toBe(200);
      await world.api("DELETE", `${path}/${added.json.id}`, undefined, keyOf("ten_a"));
    }),
    { numRuns: 20, examples: [["twelve or more\u0000"], ["twelve or more𐀀"]] },
  );
});
