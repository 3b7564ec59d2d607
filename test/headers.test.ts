import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { serveDashboard } from "../src/http/dashboard.ts";
import { filled, routesOf } from "./routes.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

const authorization = `Bearer ${ownerKey}`;
const protecting = {
  "content-security-policy": expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": expect.stringContaining("microphone=()"),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-request-id": expect.any(String),
};

function expectProtected(headers: Record<string, unknown>): void {
  expect(headers).toMatchObject(protecting);
  expect(headers["content-security-policy"]).not.toMatch(/unsafe-(?:inline|eval)/);
  for (const told of ["server", "x-powered-by", "access-control-allow-origin"]) {
    expect(headers[told]).toBeUndefined();
  }
}

function ask(world: World, url: string, headers: object = {}) {
  return world.app.http.inject({ url, headers: { ...headers } });
}

test("every route answers with every header that protects a browser, whoever asks; deliveries are answered without", async () => {
  await using world = await createWorld();
  const routes = routesOf(world).filter(({ method }) => method !== "OPTIONS");
  expect(routes.length).toBeGreaterThan(80);
  const seen = new Set<number>();
  for (const { method, path } of routes) {
    const isWebhook = /^\/(?:webhook|vcp)\//.test(path);
    const isStream = path === "/api/v1/live";
    const mayAnswer = !isStream && ["GET", "HEAD"].includes(method);
    const askers = [
      {},
      { authorization: "Bearer wrong" },
      ...(mayAnswer ? [{ authorization }] : []),
    ];
    await Promise.all(
      askers.map(async (headers) => {
        const answer = await world.app.http.inject({
          method: method as "GET",
          url: filled(path),
          headers,
        });
        seen.add(answer.statusCode);
        if (isWebhook) expect(answer.headers["content-security-policy"]).toBeUndefined();
        else expectProtected(answer.headers);
      }),
    );
  }
  for (const status of [200, 400, 401, 404]) expect(seen).toContain(status);
});

const odd: ReadonlyArray<{ kind: string; url: string; status: number; headers?: object }> = [
  { kind: "no route", url: "/nowhere", status: 404 },
  {
    kind: "a wrong request",
    url: "/api/v1/calls?limit=0",
    status: 400,
    headers: { authorization },
  },
  { kind: "a path that is none", url: "/api/v1/calls/%zz", status: 400 },
  { kind: "an endless name", url: `/api/v1/calls/${"x".repeat(600)}`, status: 404 },
];
test("what leads nowhere is answered with them too", async () => {
  await using world = await createWorld();
  for (const { kind, url, status, headers } of odd) {
    const answer = await ask(world, url, headers);
    expect([kind, answer.statusCode]).toEqual([kind, status]);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expectProtected(answer.headers);
  }
});

test("a body over the limit is refused with them", async () => {
  await using world = await createWorld();
  const answer = await world.app.http.inject({
    method: "POST",
    url: "/api/v1/session",
    headers: { "content-type": "application/json" },
    payload: Buffer.alloc(2 * 1024 * 1024, " "),
  });
  expect(answer.statusCode).toBe(413);
  expectProtected(answer.headers);
});

test("an open stream was answered with them", async () => {
  await using world = await createWorld();
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  const stop = new AbortController();
  const stream = await fetch(`http://127.0.0.1:${port}/api/v1/live`, {
    headers: { authorization },
    signal: stop.signal,
  });
  expectProtected(Object.fromEntries(stream.headers));
  expect(stream.headers.get("content-encoding")).toBeNull();
  stop.abort();
});

/** A built dashboard in a folder of its own. */
async function dashboard() {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-page-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "assets", "a.js"), "1;");
  writeFileSync(
    join(folder, "index.html"),
    '<link rel="stylesheet" href="/a.css"><script type="module" src="/assets/a.js"></script><style>p{}</style>',
  );
  const app = Fastify();
  await serveDashboard(app as never, folder, ["/", "/calls/*"]);
  return {
    get: (url: string) => app.inject({ url }),
    async [Symbol.asyncDispose]() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

test("each answer of the page has a nonce of its own on every tag, and is kept nowhere", async () => {
  await using page = await dashboard();
  const nonces = new Set<string>();
  for (const url of ["/", "/", "/calls/call_1"]) {
    const { headers, body } = await page.get(url);
    const policy = String(headers["content-security-policy"]);
    const [, nonce = ""] = /script-src 'nonce-([\w-]{22})' 'strict-dynamic';/.exec(policy) ?? [];
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).not.toContain("unsafe");
    expect(body.split(` nonce="${nonce}"`)).toHaveLength(4);
    expect(headers).toMatchObject({ "cache-control": "no-store" });
    expect(headers).not.toHaveProperty("etag");
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
  expect((await page.get("/index.html")).statusCode).toBe(404);
  expect((await page.get("/assets/a.js")).headers["cache-control"]).toContain("immutable");
});

test("what a tenant reads is kept by nobody on the way, and https is asked for where it is spoken", async () => {
  await using world = await createWorld({ env: { TRUSTED_PROXIES: "127.0.0.1" } });
  const plain = await ask(world, "/api/v1/calls", { authorization });
  expect(plain.headers["cache-control"]).toBe("no-store");
  expect(plain.headers["strict-transport-security"]).toBeUndefined();
  const safe = await ask(world, "/api/v1/calls", { authorization, "x-forwarded-proto": "https" });
  expect(safe.headers["strict-transport-security"]).toBe("max-age=31536000");
});

test("a webhook is never refused for its Origin, or for having none", async () => {
  await using world = await createWorld({ env: { CORS_ORIGINS: "https://app.example.com" } });
  const body = { event: "call_started", call: { call_id: "c1" } };
  for (const headers of [{}, { origin: "https://anywhere.example.com" }, { origin: "null" }]) {
    const answer = await world.deliver("retell", body, {
      headers: headers as Record<string, string>,
    });
    expect(answer.statusCode).toBe(200);
    expect(
      Object.keys(answer.headers).filter((name) => /^access-control|^vary/.test(name)),
    ).toEqual([]);
  }
});
