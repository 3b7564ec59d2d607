import { once } from "node:events";
import { get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { fixtures } from "./payloads.ts";
import { connectionOf, createWorld, keyOf, ownerKey, type World } from "./world.ts";

async function exported(world: World, query: string, key = ownerKey) {
  const answer = await world.app.http.inject({
    url: `/api/v1/calls/export?${query}`,
    headers: { authorization: `Bearer ${key}` },
  });
  return answer;
}

async function fill(world: World, tenant?: string): Promise<void> {
  for (const { provider, body, contentType } of fixtures) {
    const path =
      tenant === undefined ? undefined : `/webhook/${provider}/${connectionOf(tenant, provider)}`;
    if (provider === "vcp" && tenant !== undefined) continue;
    await world.deliver(provider, body, { contentType, ...(path === undefined ? {} : { path }) });
  }
  await world.settle();
}

const documentsOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("JSON lines hold what the API tells of each call, with its transcript; vCons what it tells as vCon", async () => {
  await using world = await createWorld();
  await fill(world);
  const { data } = (await world.api("GET", "/api/v1/calls?limit=200")).json;
  expect(data.length).toBeGreaterThan(10);
  const answer = await exported(world, "format=jsonl");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    "content-type": "application/x-ndjson",
    "x-total-count": String(data.length),
    "cache-control": "no-store",
  });
  const calls = documentsOf(answer.body);
  expect(calls.map(({ id }) => id)).toEqual(data.map(({ id }: { id: string }) => id));
  const [talked] = calls.filter((call) => call.transcript.length > 0);
  const one = (await world.api("GET", `/api/v1/calls/${talked.id}`)).json;
  const turns = (await world.api("GET", `/api/v1/calls/${talked.id}/transcript`)).json.data;
  expect(talked).toEqual({ ...one, transcript: turns });
  const vcons = documentsOf((await exported(world, "format=vcon")).body);
  expect(vcons).toHaveLength(data.length);
  const vcon = (await world.api("GET", `/api/v1/calls/${data[0].id}/vcon`)).json;
  expect(vcons[0]).toEqual(vcon);
});

test("CSV has a header, a row per call, and the filters of the list", async () => {
  await using world = await createWorld();
  await fill(world);
  const all = (await exported(world, "format=csv")).body.split("\r\n");
  expect(all[0]).toMatch(/^id,provider,provider_call_id,lifecycle,/);
  const filters = "provider=vapi&status=success,timeout&started_after=2020-01-01T00:00:00Z";
  const { data } = (await world.api("GET", `/api/v1/calls?limit=200&${filters}`)).json;
  const some = (await exported(world, `format=csv&${filters}`)).body.split("\r\n");
  expect(some).toHaveLength(data.length + 2);
  expect(some[1]).toContain(data[0].id);
  expect((await exported(world, "format=xml")).statusCode).toBe(400);
  const none = await exported(world, "format=csv&agent=nobody");
  expect([none.statusCode, none.body]).toEqual([200, `${all[0]}\r\n`]);
  const [entry] = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  expect(entry).toMatchObject({
    action: "calls.exported",
    payload: { format: "csv", count: 0, filters: ["agent"] },
  });
});

test("whoever is limited to some agents, and another tenant, get their own calls only", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  await fill(world, "ten_a");
  const { data } = (await world.api("GET", "/api/v1/calls?limit=200", undefined, keyOf("ten_a")))
    .json;
  const agentId = data.find((call: { agent_id: string | null }) => call.agent_id)?.agent_id;
  const body = { name: "limited", role: "viewer", agent_ids: [agentId] };
  const made = await world.api("POST", "/api/v1/api-keys", body, keyOf("ten_a"));
  expect(made.status).toBe(201);
  const own = documentsOf((await exported(world, "format=jsonl", made.json.key)).body);
  expect(own.length).toBeGreaterThan(0);
  expect(own.length).toBeLessThan(data.length);
  expect(new Set(own.map((call) => call.agent_id))).toEqual(new Set([agentId]));
  const foreign = await exported(world, "format=jsonl", keyOf("ten_b"));
  expect([foreign.headers["x-total-count"], foreign.body]).toEqual(["0", ""]);
});

/** Calls as if they had been folded, newest first by their number. */
async function insertCalls(world: World, count: number): Promise<void> {
  const administrator = await world.administrator();
  await administrator.query(
    `insert into calls (tenant_id, id, provider, provider_call_id, first_seen_at, last_event_at, summary, facts)
      select 'ten_default', 'call_' || lpad(n::text, 26, '0'), 'retell', 'c' || n, now() - n * interval '1 second', now(),
        repeat('x', 2000), '{}' from generate_series(1, $1::int) n`,
    [count],
  );
}

test("every call comes once over many pages, in order", async () => {
  await using world = await createWorld();
  await insertCalls(world, 1_234);
  const calls = documentsOf((await exported(world, "format=jsonl")).body);
  expect(calls.map(({ provider_call_id: id }) => id)).toEqual(
    Array.from({ length: 1_234 }, (_, n) => `c${n + 1}`),
  );
});

test("a reader that stops reading stops the export, and one that leaves ends it; no transaction is held for either", async () => {
  await using world = await createWorld();
  await insertCalls(world, 20_000);
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  const request = get({
    port,
    path: "/api/v1/calls/export?format=jsonl",
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  const [response] = await once(request, "response");
  // Reading begins and then waits, as with a disk that is full.
  response.on("readable", () => undefined);
  await vi.waitFor(() => expect(response.readableLength).toBeGreaterThan(0));
  const isIdle = () => expect(world.db.connections().active).toBe(0);
  await vi.waitFor(isIdle);
  expect(response.readableLength).toBeLessThan(1_000_000);
  request.destroy();
  await vi.waitFor(isIdle);
  expect(world.logged()).not.toContain("request failed");
});
