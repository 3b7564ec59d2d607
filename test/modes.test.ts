import { expect, test, vi } from "vitest";
import { CommandError } from "../src/cli/command-error.ts";
import { drainCalls } from "../src/cli/drain-calls.ts";
import { heldBy } from "../src/ops/modes/hold-work.ts";
import { clientOf } from "./client-of.ts";
import { fixtures } from "./payloads.ts";
import { filled, routesOf } from "./routes.ts";
import { commandToken, createWorld, keyOf } from "./world.ts";

const call = (name: string, status = "ongoing") => ({
  event: status === "ongoing" ? "call_started" : "call_ended",
  call: { call_id: name, call_status: status },
});

test("read-only refuses changes and nothing else: every provider's webhooks are taken, people read, ask and sign in", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const set = (is_on: boolean, key?: string) =>
    world.api("PUT", "/api/v1/admin/read-only", { is_on, reason: "Moving house" }, key);
  expect((await set(true, keyOf("ten_a"))).status).toBe(403);
  expect((await set(true)).json).toMatchObject({ is_on: true, reason: "Moving house" });
  const refused = await world.api("POST", "/api/v1/contacts", { numbers: ["+12125550101"] });
  expect([refused.status, refused.json.type]).toEqual([503, "/problems/read-only"]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  for (const { provider, body, contentType } of fixtures) {
    const path = provider === "vcp" ? {} : { path: `/webhook/${provider}` };
    const { statusCode } = await world.deliver(provider, body, { contentType, ...path });
    expect([provider, statusCode]).toEqual([provider, 200]);
  }
  await world.settle();
  expect((await world.api("GET", "/api/v1/calls")).json.data.length).toBeGreaterThan(5);
  const asked = { query: "when are you open" };
  expect((await world.api("POST", "/api/v1/knowledge/search", asked)).status).toBe(200);
  const answered = { model: "echo", messages: [{ role: "user", content: "hello" }] };
  expect((await world.api("POST", "/v1/chat/completions", answered)).status).toBe(200);
  const key = keyOf("ten_a");
  expect((await world.api("POST", "/api/v1/session", { key }, null)).status).toBe(200);
  const notices = (await world.api("GET", "/api/v1/notices", undefined, key)).json.data;
  expect(notices).toContainEqual(expect.objectContaining({ code: "read-only" }));

  // Whoever may not change anything is told so first; everything else that writes waits.
  const open = new Set<string>();
  for (const { method, path } of routesOf(world)) {
    if (!/^(?:POST|PUT|PATCH|DELETE)$/.test(method) || /^\/webhook|^\/vcp/.test(path)) continue;
    const answer = await world.app.http.inject({
      method: method as "POST",
      url: filled(path),
      headers: { authorization: `Bearer ${commandToken}` },
    });
    if (answer.statusCode !== 503) open.add(`${method} ${path}`);
  }
  expect([...open].sort()).toEqual([
    "DELETE /api/v1/admin/database/move",
    "DELETE /api/v1/session",
    "POST /api/v1/admin/backups",
    "POST /api/v1/admin/backups/drill",
    "POST /api/v1/admin/database/move",
    "POST /api/v1/admin/erasures/reapply",
    "POST /api/v1/admin/maintenance/drain",
    "POST /api/v1/knowledge/search",
    "POST /api/v1/locations/:locationId/items/find",
    "POST /api/v1/locations/:locationId/zones/check",
    "POST /api/v1/memory/search",
    "POST /api/v1/session",
    "POST /chat",
    "POST /v1/chat/completions",
    "PUT /api/v1/admin/features",
    "PUT /api/v1/admin/maintenance",
    "PUT /api/v1/admin/read-only",
    "PUT /api/v1/session/tenant",
  ]);
  await set(false);
  await set(false);
  expect((await world.api("POST", "/api/v1/contacts", { numbers: ["+12125550101"] })).status).toBe(
    201,
  );
  const { data } = (await world.api("GET", "/api/v1/admin/audit?action=read_only")).json;
  const actions = (data as Array<{ action: string }>).map(({ action }) => action);
  expect(actions.filter((action) => action.startsWith("read_only"))).toEqual([
    "read_only.off",
    "read_only.on",
  ]);
});

test("maintenance begins nothing new, records what comes, and drains: stale calls are cut off, the deadline holds, and an unknown count is no zero", async () => {
  await using world = await createWorld();
  const client = await clientOf(world);
  await world.deliver("retell", call("stale"));
  await world.settle();
  world.clock.now += 3 * 3_600_000;
  const on = await client.ask("PUT", "/api/v1/admin/maintenance", { is_on: true });
  expect(on.json).toMatchObject({ is_on: true, active_calls: 1 });
  const imported = { connection_id: "con_x", days: 1 };
  const refused = await world.api("POST", "/api/v1/imports", imported);
  expect([refused.status, refused.json.type]).toEqual([503, "/problems/maintenance"]);
  expect((await world.api("POST", "/api/v1/contacts", { numbers: ["+12125550101"] })).status).toBe(
    201,
  );
  await world.deliver("retell", call("running"));
  await world.settle();
  const atOnce = await drainCalls(client, { timeoutMs: 0, isJson: true });
  expect(atOnce).toEqual({ is_drained: false, active_calls: 1, cut_off: 1 });
  const waiting = drainCalls(client, { timeoutMs: 60_000, isJson: true });
  await world.deliver("retell", call("running", "ended"));
  await world.settle();
  expect(await waiting).toMatchObject({ is_drained: true, active_calls: 0 });
  const ended = (await world.api("GET", "/api/v1/calls")).json.data;
  expect(ended).toContainEqual(expect.objectContaining({ end_reason: "voicelens.no_end_event" }));

  const administrator = await world.administrator();
  await administrator.query("alter table calls rename column closes_at to gone");
  const uncounted = drainCalls(client, { timeoutMs: 60_000, isJson: true });
  await expect(uncounted).rejects.toThrow(CommandError);
  await administrator.query("alter table calls rename column gone to closes_at");
  expect((await client.ask("GET", "/api/v1/admin/maintenance")).json).toMatchObject({
    is_on: true,
  });
});

test("a feature that is switched off at one replica is off at the other within seconds, and on again", async () => {
  await using first = await createWorld({ isStarted: true });
  await using second = await createWorld({ on: first, isStarted: true });
  const known = Object.keys(first.app.background);
  for (const work of Object.values(heldBy).flat()) expect(known).toContain(work);
  const set = (is_enabled: boolean) =>
    first.api("PUT", "/api/v1/admin/features", { features: ["documents", "exports"], is_enabled });
  const exported = () => second.api("GET", "/api/v1/calls/export?format=csv");
  expect((await exported()).status).toBe(200);
  expect((await set(false)).json.data).toContainEqual(
    expect.objectContaining({ name: "exports", is_enabled: false }),
  );
  await vi.waitFor(async () => expect((await exported()).status).toBe(503), 20_000);
  expect((await exported()).json.type).toBe("/problems/feature-disabled");
  await set(true);
  await vi.waitFor(async () => expect((await exported()).status).toBe(200), 20_000);
  const wrong = { features: ["nothing"], is_enabled: true };
  expect((await first.api("PUT", "/api/v1/admin/features", wrong)).status).toBe(400);
});
