import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { fixtures } from "./payloads.ts";
import { connectionOf, createWorld, keyOf, type World } from "./world.ts";

interface CallView {
  id: string;
  agent_id: string | null;
  linked_calls: string[];
}

/** A tenant with calls of several agents, whose key is limited to those given. */
async function limitedWorld(agentIds: (calls: CallView[]) => string[]) {
  const world = await createWorld({ tenants: ["ten_a"] });
  for (const { provider, body, contentType } of fixtures) {
    if (provider === "vcp") continue;
    const path = `/webhook/${provider}/${connectionOf("ten_a", provider)}`;
    await world.deliver(provider, body, { contentType, path });
  }
  await world.settle();
  const all: CallView[] = (await ask(world, "/api/v1/calls?limit=200")).json.data;
  const limit = agentIds(all);
  const administrator = await world.administrator();
  await administrator.query("update api_keys set agent_ids = $1 where tenant_id = 'ten_a'", [
    limit,
  ]);
  return { world, all, limit };
}

function ask(world: World, url: string) {
  return world.api("GET", url, undefined, keyOf("ten_a"));
}

const firstAgent = (calls: CallView[]) =>
  calls.flatMap(({ agent_id }) => (agent_id === null ? [] : [agent_id])).slice(0, 1);

test("whoever is limited to an agent sees its calls, and every other call is a 404", async () => {
  const { world, all, limit } = await limitedWorld(firstAgent);
  await using _ = world;
  const mine = all.filter(({ agent_id }) => agent_id !== null && limit.includes(agent_id));
  const others = all.filter((call) => !mine.includes(call));
  expect(mine.length).toBeGreaterThan(0);
  expect(others.length).toBeGreaterThan(3);
  const seen: CallView[] = (await ask(world, "/api/v1/calls?limit=200")).json.data;
  expect(seen.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort());
  for (const { linked_calls } of seen) {
    for (const id of linked_calls) expect(mine.map((call) => call.id)).toContain(id);
  }
  for (const part of ["", "/transcript", "/events", "/vcp", "/vcon"]) {
    expect((await ask(world, `/api/v1/calls/${mine[0]?.id}${part}`)).status).toBe(200);
    for (const { id } of others) {
      expect([part, (await ask(world, `/api/v1/calls/${id}${part}`)).status]).toEqual([part, 404]);
    }
  }
});

test("a limit to no agent at all shows nothing", async () => {
  const { world, all } = await limitedWorld(() => []);
  await using _ = world;
  expect(all.length).toBeGreaterThan(3);
  expect((await ask(world, "/api/v1/calls")).json.data).toEqual([]);
});

test("raw events and settings know no agents, so they are closed to whoever is limited to some", async () => {
  const { world } = await limitedWorld(firstAgent);
  await using _ = world;
  for (const path of ["webhook-events", "rejected-deliveries", "connections", "admin/audit"]) {
    expect([path, (await ask(world, `/api/v1/${path}`)).status]).toEqual([path, 403]);
  }
});

test("the live stream tells only calls of the agents, and ends with the key that opened it", async () => {
  await using world = await createWorld({
    tenants: ["ten_a"],
    isStarted: true,
    liveHeartbeatMs: 20,
  });
  const administrator = await world.administrator();
  await administrator.query(
    "update api_keys set agent_ids = '{agent_seen}' where tenant_id = 'ten_a'",
  );
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/live`, {
    headers: { authorization: `Bearer ${keyOf("ten_a")}` },
  });
  let heard = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) heard += decoder.decode(bytes);
  })();
  await vi.waitFor(() => expect(heard).toContain("connected"));
  const path = `/webhook/retell/${connectionOf("ten_a", "retell")}`;
  for (const agent of ["agent_hidden", "agent_seen"]) {
    const call = { call_id: `of_${agent}`, agent_id: agent, call_status: "ongoing" };
    await world.deliver("retell", { event: "call_started", call }, { path });
  }
  await vi.waitFor(() => expect(heard).toContain("of_agent_seen"), { timeout: 5_000 });
  expect(heard).not.toContain("agent_hidden");
  await administrator.query("update api_keys set revoked_at = now() where tenant_id = 'ten_a'");
  await reading;
});
