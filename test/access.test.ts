import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { permissionsOf, userRoles } from "../src/lib/permissions.ts";
import { createWorld, keyOf, ownerKey, type World } from "./world.ts";

const goodPassword = "four plain words together";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
type Json = any;
interface Answer {
  status: number;
  json: Json;
  cookie: string | undefined;
}

/** Asks as a browser does: with a cookie, or with none. */
async function browse(
  world: World,
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
  url: string,
  payload?: object,
  cookie?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await world.app.http.inject({
    method,
    url,
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
    ...(payload === undefined ? {} : { payload }),
  });
  const set = answer.cookies.find(({ name }) => name === "voicelens_session");
  return {
    status: answer.statusCode,
    json: answer.body === "" ? null : JSON.parse(answer.body),
    cookie: set && `voicelens_session=${set.value}`,
  };
}

/** Somebody who joined by invitation, with the cookie of their browser. */
async function join(
  world: World,
  email: string,
  more: { role?: string; client_ids?: string[]; agent_ids?: string[]; key?: string } = {},
) {
  const { key = ownerKey, ...reach } = more;
  const invitation = await world.api("POST", "/api/v1/invitations", { email, ...reach }, key);
  expect(invitation.status).toBe(201);
  const body = { token: invitation.json.token, name: "Ada Example", password: goodPassword };
  const joined = await browse(world, "POST", "/api/v1/invitations/accept", body);
  expect(joined.status).toBe(201);
  return { id: joined.json.user_id as string, cookie: joined.cookie ?? "" };
}

function signIn(world: World, email: string, password = goodPassword, totp_code?: string) {
  return browse(world, "POST", "/api/v1/session", { email, password, totp_code });
}

test("somebody who was invited joins once, signs in, and is who they are", async () => {
  await using world = await createWorld();
  const invitation = await world.api("POST", "/api/v1/invitations", {
    email: "Ada@Example.com",
    role: "manager",
  });
  expect(invitation.json.url).toBe(
    `https://voicelens.example.com/join?token=${invitation.json.token}`,
  );
  const body = { token: invitation.json.token, name: "Ada", password: goodPassword };
  expect((await browse(world, "POST", "/api/v1/invitations/accept", body)).status).toBe(201);
  const again = await browse(world, "POST", "/api/v1/invitations/accept", body);
  expect([again.status, again.json.type]).toEqual([404, "/problems/invitation-not-found"]);
  const { status, json, cookie } = await signIn(world, "ADA@example.com ");
  expect([status, json]).toMatchObject([
    200,
    {
      role: "manager",
      name: "Ada",
      permissions: expect.arrayContaining([...permissionsOf.manager]),
      is_person: true,
    },
  ]);
  const me = await browse(world, "GET", "/api/v1/me", undefined, cookie);
  expect(me.json).toMatchObject({ email: "ada@example.com", has_totp: false });
});

test("an invitation cannot touch an account that exists, runs out, and can be taken back", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await join(world, "ada@example.com");
  const invite = (email: string) =>
    world.api("POST", "/api/v1/invitations", { email, role: "owner" }, keyOf("ten_a"));
  const accept = (token: string) =>
    browse(world, "POST", "/api/v1/invitations/accept", {
      token,
      name: "Eve",
      password: "quite another phrase",
    });
  const taken = await accept((await invite("ada@example.com")).json.token);
  expect([taken.status, taken.json.type, taken.cookie]).toEqual([
    409,
    "/problems/address-taken",
    undefined,
  ]);
  expect((await signIn(world, "ada@example.com")).json.tenant.id).toBe("ten_default");
  const late = await invite("late@example.com");
  world.clock.now += 8 * 24 * 3_600_000;
  expect((await accept(late.json.token)).status).toBe(404);
  const revoked = await invite("revoked@example.com");
  const url = `/api/v1/invitations/${revoked.json.id}`;
  expect((await world.api("DELETE", url, undefined, keyOf("ten_a"))).status).toBe(204);
  expect((await accept(revoked.json.token)).status).toBe(404);
});

test("a wrong address, a wrong password and a locked account are told apart by nothing", async () => {
  await using world = await createWorld();
  await join(world, "ada@example.com");
  const words = (answer: Answer) => ({ ...answer.json, instance: "" });
  const unknown = await signIn(world, "nobody@example.com", "wrong words entirely");
  const wrong = await signIn(world, "ada@example.com", "wrong words entirely");
  for (let n = 0; n < 4; n++) await signIn(world, "ada@example.com", "wrong words entirely");
  const locked = await signIn(world, "ada@example.com");
  expect([unknown.status, wrong.status, locked.status]).toEqual([401, 401, 401]);
  expect(words(wrong)).toEqual(words(unknown));
  expect(words(locked)).toEqual(words(unknown));
  const events = await world.api("GET", "/api/v1/admin/security-events");
  expect(events.json.data).toMatchObject([{ kind: "sign_in.locked", severity: "high" }]);
  world.clock.now += 15 * 60_000 + 1;
  expect((await signIn(world, "ada@example.com")).status).toBe(200);
});

test("guesses that come at once are counted one by one", async () => {
  await using world = await createWorld();
  await join(world, "ada@example.com");
  const guesses = Array.from({ length: 5 }, () =>
    signIn(world, "ada@example.com", "a wrong guess"),
  );
  await Promise.all(guesses);
  expect((await signIn(world, "ada@example.com")).status).toBe(401);
});

test("a second factor is asked for after the right password, and each code opens once", async () => {
  await using world = await createWorld();
  const { cookie } = await join(world, "ada@example.com");
  const begun = await browse(world, "POST", "/api/v1/me/totp", undefined, cookie);
  expect(begun.status).toBe(201);
  const totp = new TOTP({ secret: begun.json.secret });
  const code = (offsetSec = 0) => totp.generate({ timestamp: world.clock.now + offsetSec * 1000 });
  // Until it is proven it changes nothing: a mistake in setting it up locks nobody out.
  expect((await signIn(world, "ada@example.com")).status).toBe(200);
  const confirm = (given: string) =>
    browse(world, "POST", "/api/v1/me/totp/confirm", { code: given }, cookie);
  expect((await confirm("000000")).status).toBe(401);
  expect((await confirm(code())).status).toBe(204);
  const without = await signIn(world, "ada@example.com");
  expect([without.status, without.json.totp_required]).toEqual([401, true]);
  const wrongPassword = await signIn(world, "ada@example.com", "not the password");
  expect(wrongPassword.json.totp_required).toBeUndefined();
  // The code that proved it is spent.
  expect((await signIn(world, "ada@example.com", goodPassword, code())).status).toBe(401);
  world.clock.now += 30_000;
  const both = await Promise.all([
    signIn(world, "ada@example.com", goodPassword, code()),
    signIn(world, "ada@example.com", goodPassword, code()),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  for (const offset of [-90, 90]) {
    const late = await signIn(world, "ada@example.com", goodPassword, code(offset));
    expect(late.status).toBe(401);
  }
  for (const strange of ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"]) {
    expect((await signIn(world, "ada@example.com", goodPassword, strange)).status).toBe(401);
    world.clock.now += 15 * 60_000;
  }
  const removed = { password: goodPassword };
  expect((await browse(world, "POST", "/api/v1/me/totp/remove", removed, cookie)).status).toBe(204);
  expect((await signIn(world, "ada@example.com")).status).toBe(200);
});

test("a changed password ends every other session, and weak ones are refused with the reason", async () => {
  await using world = await createWorld();
  const { cookie } = await join(world, "ada@example.com");
  const other = (await signIn(world, "ada@example.com")).cookie;
  const change = (new_password: string, current_password = goodPassword) =>
    browse(world, "POST", "/api/v1/me/password", { current_password, new_password }, cookie);
  for (const weak of [
    "short",
    "aaaaaaaaaaaaaaaa",
    "abcdefghijklmnop",
    "0987654321098",
    "qwertyuiopas",
    "Password12345!",
    "ada@example.com1",
    "AdaExample2026",
    "x".repeat(201),
  ]) {
    const refused = await change(weak);
    expect([weak, refused.status]).toEqual([weak, 422]);
  }
  expect((await change("a new and better phrase", "not the password")).status).toBe(401);
  expect((await change("a new and better phrase")).status).toBe(204);
  expect((await browse(world, "GET", "/api/v1/me", undefined, cookie)).status).toBe(200);
  expect((await browse(world, "GET", "/api/v1/me", undefined, other)).status).toBe(401);
  expect((await signIn(world, "ada@example.com")).status).toBe(401);
  expect((await signIn(world, "ada@example.com", "a new and better phrase")).status).toBe(200);
});

test("whoever is disabled or removed is out at once, with every session", async () => {
  await using world = await createWorld();
  for (const [email, end] of [
    [
      "ada@example.com",
      (id: string) => world.api("PATCH", `/api/v1/users/${id}`, { is_disabled: true }),
    ],
    ["bob@example.com", (id: string) => world.api("DELETE", `/api/v1/users/${id}`)],
  ] as const) {
    const { id, cookie } = await join(world, email);
    expect((await end(id)).status).toBeLessThan(300);
    expect((await browse(world, "GET", "/api/v1/session", undefined, cookie)).status).toBe(401);
    expect((await signIn(world, email)).status).toBe(401);
  }
});

test("sessions are listed and ended: one's own by everybody, those of others by managers", async () => {
  await using world = await createWorld();
  const ada = await join(world, "ada@example.com", { role: "manager" });
  const bob = await join(world, "bob@example.com");
  const list = async (cookie: string) =>
    (await browse(world, "GET", "/api/v1/sessions", undefined, cookie)).json.data;
  expect(await list(bob.cookie)).toMatchObject([{ user_id: bob.id, is_current: true }]);
  const all: Json[] = await list(ada.cookie);
  expect(all.map(({ user_id }) => user_id).sort()).toEqual([ada.id, bob.id].sort());
  const sessionOf = (id: string) => all.find(({ user_id }) => user_id === id).id;
  const end = (id: string, cookie: string) =>
    browse(world, "DELETE", `/api/v1/sessions/${id}`, undefined, cookie);
  expect((await end(sessionOf(ada.id), bob.cookie)).status).toBe(404);
  expect((await end(sessionOf(bob.id), ada.cookie)).status).toBe(204);
  expect((await browse(world, "GET", "/api/v1/session", undefined, bob.cookie)).status).toBe(401);
  const closed = await browse(world, "DELETE", "/api/v1/session", undefined, ada.cookie);
  expect(closed.status).toBe(204);
  expect((await browse(world, "GET", "/api/v1/session", undefined, ada.cookie)).status).toBe(401);
});

test("one's own sessions are listed and ended also while acting for a client, the others all at once", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const ada = await join(world, "ada@example.com", { role: "manager" });
  const bob = await join(world, "bob@example.com", { role: "owner", key: keyOf("ten_a") });
  const elsewhere = [];
  for (let n = 0; n < 3; n++) elsewhere.push((await signIn(world, "ada@example.com")).cookie);
  const ask = (method: "GET" | "DELETE", path: string) =>
    browse(world, method, `/api/v1/sessions${path}`, undefined, ada.cookie);
  const isIn = async (cookie: string | undefined) =>
    (await browse(world, "GET", "/api/v1/session", undefined, cookie)).status === 200;
  const acting = { tenant_id: "ten_a" };
  await browse(world, "PUT", "/api/v1/session/tenant", acting, ada.cookie);
  expect((await ask("GET", "")).json.data).toMatchObject([{ user_id: bob.id }]);
  const own: Json[] = (await ask("GET", "?own=true")).json.data;
  expect(own.map(({ user_id }) => user_id)).toEqual(Array(4).fill(ada.id));
  const [other] = own.filter(({ is_current }) => !is_current);
  expect((await ask("DELETE", `/${other.id}`)).status).toBe(404);
  expect((await ask("DELETE", `/${other.id}?own=true`)).status).toBe(204);
  expect((await ask("DELETE", "")).json).toEqual({ ended: 2 });
  expect((await ask("DELETE", "")).json).toEqual({ ended: 0 });
  for (const cookie of elsewhere) expect(await isIn(cookie)).toBe(false);
  expect([await isIn(ada.cookie), await isIn(bob.cookie)]).toEqual([true, true]);
});

test("a key is shown once, does what its role and scopes allow, runs out, and can be revoked", async () => {
  await using world = await createWorld();
  const create = (body: object, key?: string) => world.api("POST", "/api/v1/api-keys", body, key);
  const made = await create({ name: "reader", role: "operator", scopes: ["calls:read"] });
  expect([made.status, made.json.key]).toEqual([201, expect.stringMatching(/^vl_.{43}$/)]);
  const list = await world.api("GET", "/api/v1/api-keys");
  expect(JSON.stringify(list.json)).not.toContain(made.json.key);
  expect(list.json.data).toContainEqual(
    expect.objectContaining({ name: "reader", last_four: made.json.key.slice(-4) }),
  );
  const ask = (path: string, key = made.json.key) => world.api("GET", path, undefined, key);
  expect((await ask("/api/v1/calls")).status).toBe(200);
  const refused = await ask("/api/v1/webhook-events");
  expect([refused.status, refused.json.type]).toEqual([403, "/problems/forbidden"]);
  const expires_at = new Date(world.clock.now + 60_000).toISOString();
  const brief = (await create({ name: "brief", expires_at })).json.key;
  expect((await ask("/api/v1/calls", brief)).status).toBe(200);
  world.clock.now += 60_001;
  expect((await ask("/api/v1/calls", brief)).status).toBe(401);
  const past = await create({ name: "past", expires_at });
  expect(past.status).toBe(400);
  const session = await browse(world, "POST", "/api/v1/session", { key: made.json.key });
  expect(session.status).toBe(200);
  expect((await world.api("DELETE", `/api/v1/api-keys/${made.json.id}`)).status).toBe(204);
  expect((await ask("/api/v1/calls")).status).toBe(401);
  const after = await browse(world, "GET", "/api/v1/session", undefined, session.cookie);
  expect(after.status).toBe(401);
});

test("nobody gives or takes more than they have: not by keys, invitations or changes", async () => {
  await using world = await createWorld();
  const manager = (await join(world, "mia@example.com", { role: "manager" })).cookie;
  const owner = await join(world, "owen@example.com", { role: "owner" });
  const ask = (method: "POST" | "PATCH" | "DELETE", url: string, body?: object) =>
    browse(world, method, url, body, manager);
  expect((await ask("POST", "/api/v1/api-keys", { name: "x", role: "owner" })).status).toBe(403);
  const invited = { email: "eve@example.com", role: "owner" };
  expect((await ask("POST", "/api/v1/invitations", invited)).status).toBe(403);
  expect((await ask("PATCH", `/api/v1/users/${owner.id}`, { role: "viewer" })).status).toBe(403);
  expect((await ask("DELETE", `/api/v1/users/${owner.id}`)).status).toBe(403);
  const me = await browse(world, "GET", "/api/v1/me", undefined, manager);
  expect((await ask("PATCH", `/api/v1/users/${me.json.id}`, { role: "owner" })).status).toBe(403);
  const narrow = await world.api("POST", "/api/v1/api-keys", {
    name: "narrow",
    role: "manager",
    scopes: ["members:write", "calls:read"],
  });
  const wide = await world.api(
    "POST",
    "/api/v1/api-keys",
    { name: "wide", role: "manager" },
    narrow.json.key,
  );
  expect(wide.status).toBe(403);
  const same = await world.api(
    "POST",
    "/api/v1/api-keys",
    { name: "same", scopes: ["calls:read"] },
    narrow.json.key,
  );
  expect(same.status).toBe(201);
});

test("the last owner stays one", async () => {
  await using world = await createWorld();
  const ada = await join(world, "ada@example.com", { role: "owner" });
  const bob = await join(world, "bob@example.com", { role: "owner" });
  const give = ({ id }: { id: string }, role: string) =>
    world.api("PATCH", `/api/v1/users/${id}`, { role });
  // Again and again, so that they meet in every order.
  for (let time = 0; time < 10; time++) {
    const both = await Promise.all([give(ada, "viewer"), give(bob, "viewer")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await give(ada, "owner");
    await give(bob, "owner");
  }
});

test("each role may do what its permissions say, on every route, and nothing else", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const needs = new Map<string, string>();
  const { paths = {} } = world.app.http.swagger() as { paths?: Record<string, Json> };
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries<Json>(methods)) {
      const permission = operation["x-permission"];
      if (permission !== undefined) needs.set(`${method.toUpperCase()} ${path}`, permission);
    }
  }
  expect(needs.size).toBeGreaterThan(35);
  const keys = await Promise.all(
    userRoles.map(async (role) => {
      const asked = { tenant_id: "ten_a", name: role, role };
      return { role, key: (await world.api("POST", "/api/v1/api-keys", asked)).json.key };
    }),
  );
  for (const [route, permission] of needs) {
    // A stream never ends by itself.
    if (permission === "any" || route === "GET /api/v1/live") continue;
    const [method = "GET", path = ""] = route.split(" ");
    // Whatever else is wrong with the request, the right comes first.
    const url = path.replaceAll(/\{\w+\}/g, "0198f3c2-7a41-7c0e-9d55-6b1f20e7a9d4");
    await Promise.all(
      keys.map(async ({ role, key }) => {
        const headers = { authorization: `Bearer ${key}` };
        const answer = await world.app.http.inject({ method: method as "GET", url, headers });
        const isRefused =
          answer.statusCode === 403 && answer.body.includes(`needs the permission ${permission}`);
        const isPermitted = permissionsOf[role].some((one) => one === permission);
        expect([role, route, isRefused]).toEqual([role, route, !isPermitted]);
      }),
    );
  }
});

test("the agency's people work for the clients they have, and keys never leave their tenant", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  const all = await join(world, "ada@example.com", { role: "manager" });
  const some = await join(world, "bob@example.com", { role: "operator", client_ids: ["ten_a"] });
  const ofClient = await join(world, "eve@example.com", { role: "owner", key: keyOf("ten_a") });
  const tenantsOf = async (cookie: string) =>
    (await browse(world, "GET", "/api/v1/tenants", undefined, cookie)).json.data
      .map(({ id }: { id: string }) => id)
      .sort();
  expect(await tenantsOf(all.cookie)).toEqual(["ten_a", "ten_b", "ten_default"]);
  expect(await tenantsOf(some.cookie)).toEqual(["ten_a", "ten_default"]);
  expect(await tenantsOf(ofClient.cookie)).toEqual(["ten_a"]);
  const act = (cookie: string, tenant_id: string | null) =>
    browse(world, "PUT", "/api/v1/session/tenant", { tenant_id }, cookie);
  expect((await act(all.cookie, "ten_b")).json).toMatchObject({
    tenant: { id: "ten_b" },
    home_tenant_id: "ten_default",
  });
  const connections = await browse(world, "GET", "/api/v1/connections", undefined, all.cookie);
  expect(connections.json.data[0].id).toContain("ten_b");
  expect((await act(all.cookie, null)).json.tenant.id).toBe("ten_default");
  expect((await act(some.cookie, "ten_a")).status).toBe(200);
  for (const [cookie, tenant] of [
    [some.cookie, "ten_b"],
    [ofClient.cookie, "ten_b"],
    [ofClient.cookie, "ten_default"],
    [all.cookie, "ten_quarantine"],
    [all.cookie, "ten_nobody"],
  ] as const) {
    const refused = await act(cookie, tenant);
    expect([tenant, refused.status, refused.json.type]).toEqual([
      tenant,
      404,
      "/problems/tenant-not-found",
    ]);
  }
  const key = await world.api("PUT", "/api/v1/session/tenant", { tenant_id: "ten_a" });
  expect(key.status).toBe(403);
  const foreign = await world.api(
    "POST",
    "/api/v1/api-keys",
    { tenant_id: "ten_b", name: "x" },
    keyOf("ten_a"),
  );
  expect(foreign.status).toBe(404);
  for (const header of ["x-tenant-id", "x-restaurant-id", "tenant"]) {
    const answer = await world.app.http.inject({
      url: "/api/v1/session?tenant_id=ten_b",
      headers: { authorization: `Bearer ${keyOf("ten_a")}`, [header]: "ten_b" },
    });
    expect(answer.json().tenant.id).toBe("ten_a");
  }
});

test("a client made by the agency has its connections at once; disabled, it lets nobody in and loses nothing", async () => {
  await using world = await createWorld();
  const made = await world.api("POST", "/api/v1/tenants", { name: "Pipes Ltd", slug: "pipes" });
  expect(made.status).toBe(201);
  const again = await world.api("POST", "/api/v1/tenants", { name: "Other", slug: "pipes" });
  expect([again.status, again.json.type]).toEqual([409, "/problems/slug-taken"]);
  for (const slug of ["", "UPPER", "-a", "a b", "x".repeat(60)]) {
    expect((await world.api("POST", "/api/v1/tenants", { name: "x", slug })).status).toBe(400);
  }
  const { id } = made.json;
  const { key } = (
    await world.api("POST", "/api/v1/api-keys", { tenant_id: id, name: "k", role: "owner" })
  ).json;
  const { data } = (await world.api("GET", "/api/v1/connections", undefined, key)).json;
  const retell = data.find((connection: Json) => connection.provider === "retell");
  const path = `/api/v1/connections/${retell.id}/secrets`;
  await world.api("POST", path, { value: "secret-of-the-client" }, key);
  const change = await world.api("PATCH", `/api/v1/tenants/${id}`, { is_disabled: true });
  expect(change.json.is_disabled).toBe(true);
  expect((await world.api("GET", "/api/v1/calls", undefined, key)).status).toBe(401);
  const body = { event: "call_started", call: { call_id: "kept" } };
  const options = { path: `/webhook/retell/${retell.id}`, secret: "secret-of-the-client" };
  expect((await world.deliver("retell", body, options)).statusCode).toBe(200);
  await world.settle();
  const renamed = await world.api("PATCH", `/api/v1/tenants/${id}`, { name: "Pipes and Sons" });
  expect(renamed.json).toMatchObject({ name: "Pipes and Sons", is_disabled: true });
  await world.api("PATCH", `/api/v1/tenants/${id}`, { is_disabled: false });
  expect((await world.api("GET", "/api/v1/calls", undefined, key)).json.data).toHaveLength(1);
  const client = await world.api("POST", "/api/v1/tenants", { name: "x", slug: "x" }, key);
  expect(client.status).toBe(403);
});

const noTokens = [
  ["nothing", ""],
  ["a word", "nobody"],
  ["an unsigned JWT", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJvd25lciIsInRlbmFudCI6InRlbl9kZWZhdWx0In0."],
  [
    "a JWT signed with the empty key",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvd25lciJ9.5x0Y4bq1oQ2Yk6eN7Zr9o1eJw2c3o4p5q6r7s8t9u0v",
  ],
  ["a key with its end cut off", ownerKey.slice(0, -1)],
  ["a key with something after it", `${ownerKey}x`],
  ["a hash instead of a key", "\\x00"],
  ["an injection", "' or '1'='1"],
  ["a very long one", "a".repeat(5_000)],
] as const;

test("whatever is no token is a 401, as header and as cookie", async () => {
  await using world = await createWorld();
  for (const [name, token] of noTokens) {
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { authorization: token },
      { cookie: `voicelens_session=${encodeURIComponent(token)}` },
    ]) {
      const answer = await world.app.http.inject({ url: "/api/v1/session", headers });
      expect([name, answer.statusCode]).toEqual([name, 401]);
    }
  }
});

test("another site cannot make a signed-in browser change anything", async () => {
  await using world = await createWorld();
  const { cookie } = await join(world, "ada@example.com", { role: "owner" });
  const post = (origin: string | undefined) =>
    browse(
      world,
      "POST",
      "/api/v1/api-keys",
      { name: "x" },
      cookie,
      origin === undefined ? {} : { origin },
    );
  for (const origin of ["https://evil.example.com", "null", "http://localhost.evil.example.com"]) {
    expect([origin, (await post(origin)).status]).toEqual([origin, 403]);
  }
  expect((await post(undefined)).status).toBe(201);
});

test("an address that tries to sign in too often is put off; others are not", async () => {
  await using world = await createWorld();
  const attempt = async (remoteAddress: string) =>
    (
      await world.app.http.inject({
        method: "POST",
        url: "/api/v1/session",
        payload: { key: "no-key-at-all" },
        remoteAddress,
      })
    ).statusCode;
  const statuses = [];
  for (let n = 0; n < 21; n++) statuses.push(await attempt("203.0.113.9"));
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429]);
  expect(await attempt("203.0.113.10")).toBe(401);
  world.clock.now += 61_000;
  expect(await attempt("203.0.113.9")).toBe(401);
});
