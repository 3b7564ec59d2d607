import fc from "fast-check";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ownPath } from "../src/tenants/oidc-flow.ts";
import { oidcEnv, startOidcServer, walk } from "./oidc-server.ts";
import { createWorld, keyOf, ownerKey, type World } from "./world.ts";

const callback = "https://voicelens.example.com/api/v1/session/oidc/callback";
const password = "four plain words together";
let server: Awaited<ReturnType<typeof startOidcServer>>;

beforeAll(async () => {
  server = await startOidcServer(() => callback);
  server.start();
});
afterAll(() => server.close());
beforeEach(() => {
  server.people.clear();
  server.people.set("ada", {
    email: "Ada@Example.com",
    email_verified: true,
    name: "Ada Example",
  });
});

const createOidcWorld = (more: Parameters<typeof createWorld>[0] = {}) =>
  createWorld({ ...more, env: { ...oidcEnv(server.issuer), ...more.env } });

let visitors = 0;
/** Every visitor comes from somewhere else: how often one may try is another matter. */
const nextAddress = () => `203.0.113.${++visitors % 250}`;

async function browse(world: World, url: string, cookie = "", remoteAddress = nextAddress()) {
  const answer = await world.app.http.inject({ url, headers: { cookie }, remoteAddress });
  const set = (name: string) => answer.cookies.find((one) => one.name === name);
  return {
    status: answer.statusCode,
    location: String(answer.headers.location),
    headers: answer.headers,
    flow: set("voicelens_oidc"),
    session: set("voicelens_session"),
  };
}

/** Goes to the provider; returns where that leads back to, and what the browser keeps meanwhile. */
async function visit(world: World, login: string | null, query: Record<string, string> = {}) {
  const path = `/api/v1/session/oidc?${new URLSearchParams(query)}`;
  const begun = await browse(world, path);
  const cookie = `voicelens_oidc=${begun.flow?.value}`;
  const back = new URL(await walk(server.issuer, begun.location, login));
  expect(back.href).toContain(`${callback}?`);
  return { cookie, back: `${back.pathname}${back.search}` };
}

async function signIn(world: World, login: string | null, query: Record<string, string> = {}) {
  const { cookie, back } = await visit(world, login, query);
  return browse(world, back, cookie);
}

async function sessionOf(world: World, { session }: { session: { value: string } | undefined }) {
  const answer = await world.app.http.inject({
    url: "/api/v1/session",
    headers: { cookie: `voicelens_session=${session?.value}` },
  });
  return answer.json();
}

async function invite(world: World, email: string, key = ownerKey) {
  const made = await world.api("POST", "/api/v1/invitations", { email, role: "operator" }, key);
  expect(made.status).toBe(201);
  return made.json as { id: string; token: string };
}

/** Somebody with an account of the usual kind. */
async function join(world: World, email: string, key = ownerKey): Promise<string> {
  const { token } = await invite(world, email, key);
  const body = { token, name: "Ada", password };
  const joined = await world.api("POST", "/api/v1/invitations/accept", body, null);
  expect(joined.status).toBe(201);
  return joined.json.user_id;
}

async function refusalsOf(world: World) {
  const { json } = await world.api("GET", "/api/v1/admin/security-events");
  return json.data.map(({ kind, detail }: { kind: string; detail: object }) => ({ kind, detail }));
}
const refusal = (reason: string) => ({
  kind: "sign_in.refused",
  detail: { method: "oidc", reason },
});
const refusedFor = (reason: string) => ({
  location: `/sign-in?error=${reason}`,
  session: undefined,
});

test("somebody with an account signs in by their verified address, from then on by who they are", async () => {
  await using world = await createOidcWorld();
  const userId = await join(world, "ada@example.com");
  const first = await signIn(world, "ada", { return_to: "/calls/call_1?tab=vcp#top" });
  expect([first.status, first.location]).toEqual([302, "/calls/call_1?tab=vcp#top"]);
  expect(await sessionOf(world, first)).toMatchObject({
    name: "Ada",
    role: "operator",
    actor: `user:${userId}`,
    is_person: true,
  });
  server.people.set("ada", { email: "married@example.com" });
  const second = await signIn(world, "ada");
  expect(second.location).toBe("/");
  expect((await sessionOf(world, second)).actor).toBe(`user:${userId}`);
  const { json } = await world.api("GET", "/api/v1/admin/audit");
  const entries = json.data.map(({ action, payload }: Record<string, unknown>) => [
    action,
    payload,
  ]);
  const opened = ["session.opened", { method: "oidc" }];
  const linked = ["identity.linked", { issuer: server.issuer }];
  expect(entries.slice(0, 3)).toEqual([opened, opened, linked]);
});

test("somebody who was invited joins by signing in, without a password", async () => {
  await using world = await createOidcWorld();
  await invite(world, "ada@example.com");
  const joined = await signIn(world, "ada");
  expect(await sessionOf(world, joined)).toMatchObject({ name: "Ada Example", role: "operator" });
  const me = await world.app.http.inject({
    url: "/api/v1/me",
    headers: { cookie: `voicelens_session=${joined.session?.value}` },
  });
  expect(me.json()).toMatchObject({ email: "ada@example.com", has_password: false });
  expect((await world.api("GET", "/api/v1/invitations")).json.data).toEqual([]);
  for (let n = 0; n < 6; n++) {
    const body = { email: "ada@example.com", password };
    expect((await world.api("POST", "/api/v1/session", body, null)).status).toBe(401);
  }
  // There is no password to guess, so guessing locks nobody out.
  expect((await signIn(world, "ada")).location).toBe("/");
});

test("tries at the same time make one account", async () => {
  await using world = await createOidcWorld();
  await invite(world, "ada@example.com");
  const visits = await Promise.all([visit(world, "ada"), visit(world, "ada"), visit(world, "ada")]);
  const ends = await Promise.all(visits.map(({ back, cookie }) => browse(world, back, cookie)));
  expect(ends.some(({ session }) => session !== undefined)).toBe(true);
  expect((await world.api("GET", "/api/v1/users")).json.data).toHaveLength(1);
  expect((await signIn(world, "ada")).location).toBe("/");
});

test("of several invitations the one counts whose link was followed", async () => {
  await using world = await createOidcWorld({ tenants: ["ten_a", "ten_b"] });
  const ofA = await invite(world, "ada@example.com", keyOf("ten_a"));
  await invite(world, "ada@example.com", keyOf("ten_b"));
  expect(await signIn(world, "ada")).toMatchObject(refusedFor("ambiguous"));
  const joined = await signIn(world, "ada", { invitation: ofA.token });
  expect((await sessionOf(world, joined)).tenant.id).toBe("ten_a");
});

test("an invitation is for its address alone, whoever has the link", async () => {
  await using world = await createOidcWorld();
  const { token } = await invite(world, "grace@example.com");
  expect(await signIn(world, "ada", { invitation: token })).toMatchObject(
    refusedFor("other_address"),
  );
  expect(await signIn(world, "ada", { invitation: "no-such-token" })).toMatchObject(
    refusedFor("unknown"),
  );
  expect((await world.api("GET", "/api/v1/users")).json.data).toEqual([]);
  expect((await world.api("GET", "/api/v1/invitations")).json.data).toHaveLength(1);
  expect(await refusalsOf(world)).toEqual([refusal("unknown"), refusal("other_address")]);
});

test.each([
  ["nobody has the address", "unknown", { email: "eve@example.com", email_verified: true }],
  [
    "the address is not verified",
    "unverified",
    { email: "ada@example.com", email_verified: false },
  ],
  ["nothing is said about it", "unverified", { email: "ada@example.com" }],
  ["it is verified in words", "unverified", { email: "ada@example.com", email_verified: "true" }],
  ["there is no address", "unverified", { email_verified: true }],
  ["the address is none", "unverified", { email: "ada", email_verified: true }],
])("where %s nobody gets in, and no account is made", async (_name, reason, person) => {
  await using world = await createOidcWorld();
  await join(world, "ada@example.com");
  await invite(world, "grace@example.com");
  server.people.set("ada", person);
  expect(await signIn(world, "ada")).toMatchObject(refusedFor(reason));
  expect((await world.api("GET", "/api/v1/users")).json.data).toHaveLength(1);
  expect(await refusalsOf(world)).toEqual([refusal(reason)]);
});

test("whoever has somebody's address later does not become them", async () => {
  await using world = await createOidcWorld();
  await join(world, "ada@example.com");
  expect((await signIn(world, "ada")).location).toBe("/");
  server.people.set("eve", { email: "ada@example.com", email_verified: true });
  expect(await signIn(world, "eve")).toMatchObject(refusedFor("other_person"));
  expect(await refusalsOf(world)).toEqual([refusal("other_person")]);
});

test("disabled, locked and removed people stay out, and so do those of a disabled tenant", async () => {
  await using world = await createOidcWorld({ tenants: ["ten_a"] });
  const userId = await join(world, "ada@example.com", keyOf("ten_a"));
  expect((await signIn(world, "ada")).location).toBe("/");
  const change = (is_disabled: boolean) =>
    world.api("PATCH", `/api/v1/users/${userId}`, { is_disabled }, keyOf("ten_a"));
  await change(true);
  expect(await signIn(world, "ada")).toMatchObject(refusedFor("closed"));
  await change(false);
  const guess = { email: "ada@example.com", password: "a wrong guess" };
  for (let n = 0; n < 5; n++) await world.api("POST", "/api/v1/session", guess, null);
  expect(await signIn(world, "ada")).toMatchObject(refusedFor("closed"));
  world.clock.now += 16 * 60_000;
  expect((await signIn(world, "ada")).location).toBe("/");
  await world.api("PATCH", "/api/v1/tenants/ten_a", { is_disabled: true });
  expect(await signIn(world, "ada")).toMatchObject(refusedFor("closed"));
  await world.api("PATCH", "/api/v1/tenants/ten_a", { is_disabled: false });
  expect((await signIn(world, "ada")).location).toBe("/");
  await world.api("DELETE", `/api/v1/users/${userId}`, undefined, keyOf("ten_a"));
  expect(await signIn(world, "ada")).toMatchObject(refusedFor("unknown"));
});

test("our own second factor is not asked for: the provider has its own", async () => {
  await using world = await createOidcWorld();
  await join(world, "ada@example.com");
  const cookie = `voicelens_session=${(await signIn(world, "ada")).session?.value}`;
  const post = (url: string, payload?: object) =>
    world.app.http.inject({
      method: "POST",
      url,
      headers: { cookie },
      ...(payload && { payload }),
    });
  const { secret } = (await post("/api/v1/me/totp")).json();
  const code = new TOTP({ secret }).generate({ timestamp: world.clock.now });
  expect((await post("/api/v1/me/totp/confirm", { code })).statusCode).toBe(204);
  const words = { email: "ada@example.com", password };
  expect((await world.api("POST", "/api/v1/session", words, null)).status).toBe(401);
  expect((await signIn(world, "ada")).location).toBe("/");
});

test("whoever breaks off at the provider is led back, and nothing is held against them", async () => {
  await using world = await createOidcWorld();
  expect(await signIn(world, null)).toMatchObject(refusedFor("denied"));
  expect(await refusalsOf(world)).toEqual([]);
});

test("an answer is good once, in the browser that asked, for ten minutes", async () => {
  await using world = await createOidcWorld();
  await join(world, "ada@example.com");
  const one = await visit(world, "ada");
  const two = await visit(world, "ada");
  const tampered = one.cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  for (const cookie of ["", two.cookie, tampered, "voicelens_oidc=x"]) {
    expect(await browse(world, one.back, cookie)).toMatchObject(refusedFor("expired"));
  }
  const swapped = one.back.replace(/state=[^&]*/, "state=another");
  expect(await browse(world, swapped, one.cookie)).toMatchObject(refusedFor("expired"));
  expect(await browse(world, one.back.replace(/state=[^&]*/, ""), one.cookie)).toMatchObject(
    refusedFor("expired"),
  );
  const right = await browse(world, one.back, one.cookie);
  expect([right.location, right.flow?.value]).toEqual(["/", ""]);
  expect(await browse(world, one.back, one.cookie)).toMatchObject(refusedFor("refused"));
  world.clock.now += 10 * 60_000;
  expect(await browse(world, two.back, two.cookie)).toMatchObject(refusedFor("expired"));
  expect(await refusalsOf(world)).toEqual([refusal("refused")]);
});

test("a code of another sign-in does not fit, nor does an answer of another issuer", async () => {
  await using world = await createOidcWorld();
  await join(world, "ada@example.com");
  const one = await visit(world, "ada");
  const two = await visit(world, "ada");
  const codeOf = (back: string) => /code=[^&]*/.exec(back)?.[0] ?? "";
  const injected = one.back.replace(codeOf(one.back), codeOf(two.back));
  expect(await browse(world, injected, one.cookie)).toMatchObject(refusedFor("refused"));
  const elsewhere = two.back.replace(/iss=[^&]*/, "iss=https%3A%2F%2Fid.example.com");
  expect(elsewhere).not.toBe(two.back);
  expect(await browse(world, elsewhere, two.cookie)).toMatchObject(refusedFor("refused"));
  const doubled = `${two.back}&${codeOf(one.back)}`;
  expect(await browse(world, doubled, two.cookie)).toMatchObject(refusedFor("refused"));
});

test("the browser keeps what scripts, other sites and caches do not see", async () => {
  await using world = await createOidcWorld({ env: { TRUSTED_PROXIES: "127.0.0.1" } });
  const answer = await world.app.http.inject({
    url: "/api/v1/session/oidc?invitation=token-of-an-invitation",
    headers: { "x-forwarded-proto": "https" },
  });
  const [flow] = answer.cookies;
  expect(flow).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: true });
  expect([flow?.path, answer.headers["cache-control"]]).toEqual([
    "/api/v1/session/oidc",
    "no-store",
  ]);
  const location = new URL(String(answer.headers.location));
  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    response_type: "code",
    redirect_uri: callback,
    code_challenge_method: "S256",
    scope: "openid email profile",
  });
  const plain = Buffer.from(flow?.value ?? "", "base64url").toString("latin1");
  for (const secret of ["token-of-an-invitation", location.searchParams.get("state") ?? ""]) {
    expect(plain).not.toContain(secret);
  }
});

test("nobody is led to another site afterwards", () => {
  const hostile = [
    ...["//example.com", "/\\example.com", "\\\\example.com", "/\t/example.com", "/\n/example.com"],
    ...["https://example.com", "javascript:alert(1)", "/..//example.com", "/.//example.com", ""],
    ...["/./\\example.com", "/%2e/%2e//example.com/../..//example.com", "example.com", " /x"],
    ...["/api/v1/session/oidc?return_to=/", "/x/../api/v1/session/oidc", "/a/..//example.com"],
    `/${"é".repeat(1000)}`,
  ];
  expect(hostile.map(ownPath)).toEqual(hostile.map(() => "/"));
  for (const path of ["/", "/events?tab=dead", "/calls/call_1#top", "/join?token=x"]) {
    expect(ownPath(path)).toBe(path);
  }
  const unit = fc.constantFrom(..."/\\.?#@: \t\n%25eaé\u0000".split(""), "example.com", "..", "//");
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (parts) => {
      const led = ownPath(`/${parts.join("")}`);
      expect(new URL(led, "https://voicelens.example.com").host).toBe("voicelens.example.com");
      expect(led).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    }),
    { numRuns: 2_000 },
  );
});

test("without a provider there is no button, and the way there ends at once", async () => {
  await using world = await createWorld();
  const options = await world.api("GET", "/api/v1/session/options", undefined, null);
  expect([options.status, options.json]).toEqual([200, { oidc: null }]);
  for (const path of ["/api/v1/session/oidc", "/api/v1/session/oidc/callback?code=x&state=y"]) {
    expect(await browse(world, path)).toMatchObject(refusedFor("off"));
  }
});

test("one address can only try so often", async () => {
  await using world = await createOidcWorld();
  const ends: string[] = [];
  for (let n = 0; n < 21; n++) {
    ends.push((await browse(world, "/api/v1/session/oidc", "", "198.51.100.7")).location);
  }
  expect(ends.slice(0, 20).every((location) => location.startsWith(server.issuer))).toBe(true);
  expect(ends[20]).toBe("/sign-in?error=busy");
  const back = "/api/v1/session/oidc/callback?state=x";
  expect(await browse(world, back, "", "198.51.100.7")).toMatchObject(refusedFor("busy"));
});
