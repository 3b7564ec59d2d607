import { expect, test } from "vitest";
import { createWorld, ownerKey, type World } from "./world.ts";

const authorization = `Bearer ${ownerKey}`;

/** One route of every kind, and what it answers. */
const kinds: ReadonlyArray<{ kind: string; url: string; status: number; headers?: object }> = [
  { kind: "a document", url: "/openapi.json", status: 200 },
  { kind: "the API's page", url: "/docs/", status: 200 },
  { kind: "an answer", url: "/api/v1/calls", status: 200, headers: { authorization } },
  { kind: "a refusal", url: "/api/v1/calls", status: 401 },
  { kind: "nothing", url: "/api/v1/calls/call_nothing", status: 404, headers: { authorization } },
  { kind: "a way on", url: "/api/v1/session/oidc", status: 302 },
  { kind: "no route", url: "/nowhere", status: 404 },
  {
    kind: "a wrong request",
    url: "/api/v1/calls?limit=0",
    status: 400,
    headers: { authorization },
  },
  { kind: "a probe", url: "/health/live", status: 200 },
  { kind: "metrics", url: "/metrics", status: 200 },
];

function ask(world: World, url: string, headers: object = {}) {
  return world.app.http.inject({ url, headers: { ...headers } });
}

test.each(kinds)(
  "$kind carries every header that protects a browser",
  async ({ url, status, headers }) => {
    await using world = await createWorld();
    const answer = await ask(world, url, headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'self'"),
      "x-content-type-options": "nosniff",
      "x-frame-options": expect.stringMatching(/DENY|SAMEORIGIN/),
      "referrer-policy": "no-referrer",
      "permissions-policy": expect.stringContaining("microphone=()"),
      "x-request-id": expect.any(String),
    });
    expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    for (const [name, value] of Object.entries(answer.headers)) {
      expect([name, String(value)]).not.toEqual([name, expect.stringContaining("unsafe-eval")]);
    }
    for (const told of ["server", "x-powered-by", "access-control-allow-origin"]) {
      expect(answer.headers[told]).toBeUndefined();
    }
  },
);

test("what a tenant reads is kept by nobody on the way, and https is asked for where it is spoken", async () => {
  await using world = await createWorld({ env: { TRUSTED_PROXIES: "127.0.0.1" } });
  const plain = await ask(world, "/api/v1/calls", { authorization });
  expect(plain.headers["cache-control"]).toBe("no-store");
  expect(plain.headers["strict-transport-security"]).toBeUndefined();
  const safe = await ask(world, "/api/v1/calls", { authorization, "x-forwarded-proto": "https" });
  expect(safe.headers["strict-transport-security"]).toBe("max-age=31536000");
});

test("a webhook is never refused for its Origin, or for having none", async () => {
  await using world = await createWorld();
  const body = { event: "call_started", call: { call_id: "c1" } };
  for (const headers of [{}, { origin: "https://anywhere.example.com" }, { origin: "null" }]) {
    const answer = await world.deliver("retell", body, {
      headers: headers as Record<string, string>,
    });
    expect(answer.statusCode).toBe(200);
  }
});
