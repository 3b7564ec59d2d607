import { expect, test } from "vitest";
import { createWorld, ownerKey, type World } from "./world.ts";

const app = "https://app.example.com";
const elsewhere = "https://elsewhere.example.com";
const authorization = `Bearer ${ownerKey}`;

async function ask(world: World, method: "GET" | "POST" | "OPTIONS", url: string, headers: object) {
  const payload =
    method === "POST" ? { name: "Client", slug: `s${Math.random()}`.slice(0, 9) } : undefined;
  const answer = await world.app.http.inject({
    method,
    url,
    headers: { ...headers },
    ...(payload === undefined
      ? {}
      : { payload: { ...payload, slug: payload.slug.replace(".", "-") } }),
  });
  const told = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => name.startsWith("access-control-")),
  );
  return { status: answer.statusCode, told, vary: answer.headers.vary };
}

function preflight(world: World, url: string, origin: string) {
  return ask(world, "OPTIONS", url, { origin, "access-control-request-method": "POST" });
}

test("without a listed origin nothing of CORS exists, and a changing request from elsewhere is refused", async () => {
  await using world = await createWorld();
  const read = await ask(world, "GET", "/api/v1/calls", { authorization, origin: app });
  expect(read).toMatchObject({ status: 200, told: {}, vary: undefined });
  expect(await preflight(world, "/api/v1/tenants", app)).toMatchObject({ status: 404, told: {} });
  const change = await ask(world, "POST", "/api/v1/tenants", { authorization, origin: app });
  expect(change).toMatchObject({ status: 403, told: {} });
});

test("a listed origin may read answers and refusals and send changes; any other may not, however alike", async () => {
  await using world = await createWorld({ env: { CORS_ORIGINS: app } });
  const allowed = {
    "access-control-allow-origin": app,
    "access-control-allow-credentials": "true",
  };
  for (const [url, headers] of [
    ["/api/v1/calls", { authorization }],
    ["/api/v1/calls", {}],
    ["/nowhere", {}],
  ] as const) {
    const answer = await ask(world, "GET", url, { ...headers, origin: app });
    expect(answer).toMatchObject({ told: allowed, vary: expect.stringMatching(/origin/i) });
  }
  expect(await preflight(world, "/api/v1/tenants", app)).toMatchObject({
    status: 204,
    told: {
      ...allowed,
      "access-control-allow-methods": expect.stringContaining("PATCH"),
      "access-control-allow-headers": expect.stringContaining("authorization"),
    },
  });
  const change = await ask(world, "POST", "/api/v1/tenants", { authorization, origin: app });
  expect(change).toMatchObject({ status: 201, told: allowed });
  for (const origin of [
    elsewhere,
    "null",
    `${app}.example.net`,
    `${app}:8443`,
    "http://app.example.com",
  ]) {
    const read = await ask(world, "GET", "/api/v1/calls", { authorization, origin });
    expect([origin, read.told]).toEqual([origin, {}]);
    expect((await preflight(world, "/api/v1/tenants", origin)).told).toEqual({});
    const tried = await ask(world, "POST", "/api/v1/tenants", { authorization, origin });
    expect([origin, tried.status]).toEqual([origin, 403]);
  }
});

test("with * any page may ask with a key, none with a session", async () => {
  await using world = await createWorld({ env: { CORS_ORIGINS: "*" } });
  const read = await ask(world, "GET", "/api/v1/calls", { authorization, origin: elsewhere });
  expect(read.told["access-control-allow-origin"]).toBe("*");
  expect(read.told["access-control-allow-credentials"]).toBeUndefined();
  const withKey = await ask(world, "POST", "/api/v1/tenants", { authorization, origin: elsewhere });
  expect(withKey.status).toBe(201);
  const signIn = await world.api("POST", "/api/v1/session", { key: ownerKey }, null);
  const cookie = String(signIn.headers["set-cookie"]).split(";")[0];
  const withSession = await ask(world, "POST", "/api/v1/tenants", { cookie, origin: elsewhere });
  expect(withSession.status).toBe(403);
});

test("webhooks know no preflight, whatever is listed", async () => {
  for (const env of [{}, { CORS_ORIGINS: app }, { CORS_ORIGINS: "*" }]) {
    await using world = await createWorld({ env });
    for (const url of ["/webhook/retell", "/vcp/ingest"]) {
      expect(await preflight(world, url, app)).toMatchObject({ status: 404, told: {} });
    }
  }
});
