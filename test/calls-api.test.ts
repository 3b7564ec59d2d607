import type { AddressInfo } from "node:net";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test, vi } from "vitest";
import { closeOverdueCalls } from "../src/calls/index.ts";
import { vcpJsonSchema } from "../src/vcp/index.ts";
import {
  encodeForm,
  fixture,
  fixtures,
  type Payload,
  simulatedCall,
  simulations,
} from "./payloads.ts";
import { vconSchema } from "./vcon-schema.ts";
import { connectionOf, createWorld, keyOf, ownerKey, type World } from "./world.ts";

async function send(world: World, { provider, body, contentType }: Payload) {
  const answer = await world.deliver(provider, body, { contentType });
  expect(answer.statusCode).toBe(200);
}

async function withFixtures(): Promise<World> {
  const world = await createWorld();
  for (const payload of fixtures) {
    world.clock.now += 1_000;
    await send(world, payload);
  }
  await world.settle();
  return world;
}

async function list(world: World, query = "") {
  const { status, json } = await world.api("GET", `/api/v1/calls?limit=200${query}`);
  expect([query, status]).toEqual([query, 200]);
  return json.data;
}

const startedCall = (id: string, more: object = {}) => ({
  event: "call_started",
  event_timestamp: Date.UTC(2026, 10, 20),
  call: { call_id: id, start_timestamp: Date.UTC(2026, 10, 20), ...more },
});

const endedCall = (id: string, more: object = {}) => ({
  event: "call_ended",
  event_timestamp: Date.UTC(2026, 10, 20) + 60_000,
  call: {
    call_id: id,
    start_timestamp: Date.UTC(2026, 10, 20),
    end_timestamp: Date.UTC(2026, 10, 20) + 60_000,
    disconnection_reason: "user_hangup",
    ...more,
  },
});

describe("the list", () => {
  test("each filter meets what it says, several values with commas", async () => {
    await using world = await withFixtures();
    const all = await list(world);
    const where = (test: (call: Record<string, unknown>) => boolean) =>
      all.filter(test).map((call: { id: string }) => call.id);
    const ids = async (query: string) =>
      (await list(world, query)).map((call: { id: string }) => call.id);
    expect(await ids("&provider=retell")).toEqual(where((c) => c.provider === "retell"));
    expect(await ids("&provider=openai")).toEqual(where((c) => c.provider === "openai_realtime"));
    expect(await ids("&status=timeout,failure")).toEqual(
      where((c) => c.status === "timeout" || c.status === "failure"),
    );
    expect(await ids("&lifecycle=analyzed")).toEqual(where((c) => c.lifecycle === "analyzed"));
    expect(await ids("&disposition=no_answer, busy")).toEqual(
      where((c) => c.disposition === "no_answer" || c.disposition === "busy"),
    );
    expect(await ids("&direction=outbound")).toEqual(where((c) => c.direction === "outbound"));
    const agent = "agent_51c7be0d94a2f8836ad017ce42";
    expect(await ids(`&agent=${agent}`)).toEqual(where((c) => c.agent_id === agent));
    expect(await ids("&direction=outbound&status=timeout")).toEqual(
      where((c) => c.direction === "outbound" && c.status === "timeout"),
    );
    const middle = all[Math.floor(all.length / 2)].first_seen_at;
    const after = await ids(`&started_after=${middle}`);
    const before = await ids(`&started_before=${middle}`);
    expect(after.length + before.length).toBe(all.length);
    expect(after.length).toBeGreaterThan(0);
    expect(before.length).toBeGreaterThan(0);
  });

  test.each(["%2B12025550147", "+12025550147", "%2012025550147"])(
    "a number written as %s is found, because a blank where a plus was meant is a plus",
    async (number) => {
      await using world = await withFixtures();
      const found = await list(world, `&from=${number}`);
      expect(found.length).toBeGreaterThan(0);
      for (const call of found) expect(call.from).toBe("+12025550147");
      expect(await list(world, "&to=%2B12025550199")).toEqual([]);
    },
  );

  test("words of the transcript, the summary, a number and a provider's id are found; other words are not", async () => {
    await using world = await withFixtures();
    const retell = "call_8d1f3b6c2a904e7fb5c0d9a1e23";
    for (const q of ["cleaning Thursday", '"Thursday at two"', retell, "CLEANING"]) {
      const found = await list(world, `&q=${encodeURIComponent(q)}`);
      expect([q, found.map((c: Record<string, unknown>) => c.provider_call_id)]).toEqual([
        q,
        [retell],
      ]);
    }
    expect((await list(world, "&q=%2B12025550147")).length).toBeGreaterThan(0);
    expect(await list(world, "&q=submarine")).toEqual([]);
    for (const q of [
      "'",
      '"',
      "!!&|",
      "a:*",
      "((",
      "-",
      "\\",
      "or or",
      "😀",
      "%",
      "x".repeat(200),
    ]) {
      await list(world, `&q=${encodeURIComponent(q)}`);
    }
    // Behind more newer calls than are looked into.
    const administrator = await world.administrator();
    await administrator.query(`insert into calls (tenant_id, id, provider, provider_call_id, first_seen_at, last_event_at)
      select 'ten_default', 'call_' || n, 'vapi', n, now() + interval '1 day', now() from generate_series(1, 2001) n`);
    expect(await list(world, "&q=CLEANING")).toMatchObject([{ provider_call_id: retell }]);
    expect(await list(world, "&q=CLEANING&provider=vapi")).toEqual([]);
  });

  test("pages hold every call once, the newest first, though many have the same moment", async () => {
    await using world = await createWorld();
    for (let index = 0; index < 60; index++) {
      if (index % 20 === 0) world.clock.now += 1_000;
      await world.deliver("retell", startedCall(`c${index}`));
    }
    await world.settle();
    const all = (await list(world)).map(({ id }: { id: string }) => id);
    expect(new Set(all).size).toBe(60);
    const seen: string[] = [];
    let cursor = "";
    do {
      const { json } = await world.api("GET", `/api/v1/calls?limit=7${cursor}`);
      seen.push(...json.data.map(({ id }: { id: string }) => id));
      cursor = json.next_cursor === null ? "" : `&cursor=${json.next_cursor}`;
    } while (cursor !== "");
    expect(seen).toEqual(all);
    const exact = await world.api("GET", "/api/v1/calls?limit=60");
    expect(exact.json.next_cursor).toBeNull();
  });

  test.each([
    "limit=0",
    "limit=201",
    "limit=-1",
    "limit=1.5",
    "limit=",
    "status=good",
    "lifecycle=",
    "direction=sideways",
    "started_after=now",
    "cursor=nonsense",
    "cursor=bnVsbA",
    "cursor=eyJhdCI6IngiLCJpZCI6InkifQ",
    `q=${"x".repeat(201)}`,
  ])("%s is answered 400 with a problem that says which part", async (query) => {
    await using world = await createWorld();
    const { status, json, headers } = await world.api("GET", `/api/v1/calls?${query}`);
    expect([query, status]).toEqual([query, 400]);
    expect(headers["content-type"]).toContain("application/problem+json");
    expect(json).toMatchObject({ type: "/problems/invalid-request", status: 400 });
  });

  test.each([
    "q=%00",
    "provider=%00",
    "agent=%00",
    "from=%00",
    "q=%ED%A0%80",
    "started_after=0000-01-01T00:00:00Z",
    "started_before=9999-12-31T23:59:59Z",
  ])("%s finds something or nothing, or is refused, but is no failure of ours", async (query) => {
    await using world = await createWorld();
    expect([200, 400]).toContain((await world.api("GET", `/api/v1/calls?${query}`)).status);
  });
});

describe("one call", () => {
  test("every call of the fixtures and of every simulation reads as promised, its VCP message is valid, its vCon whole", async () => {
    await using world = await createWorld();
    for (const payload of fixtures) await send(world, payload);
    for (const [index, [provider, scenario]] of simulations.entries()) {
      for (const payload of simulatedCall(provider, scenario, index)) await send(world, payload);
    }
    await world.settle();
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const isValid = ajv.compile(vcpJsonSchema());
    const isVcon = ajv.compile(vconSchema);
    const calls = await list(world);
    expect(calls.length).toBeGreaterThan(80);
    for (const summary of calls) {
      const read = async (part: string) => {
        const { status, json } = await world.api("GET", `/api/v1/calls/${summary.id}${part}`);
        expect([summary.provider, part, status]).toEqual([summary.provider, part, 200]);
        return json;
      };
      expect(await read("")).toMatchObject(summary);
      expect((await read("/transcript")).data).toHaveLength(summary.turn_count);
      expect((await read("/events")).data.length).toBeGreaterThan(0);
      const message = await read("/vcp");
      isValid(message);
      expect([summary.provider, summary.provider_call_id, isValid.errors]).toEqual([
        summary.provider,
        summary.provider_call_id,
        null,
      ]);
      expect(message.vcp_payload.outcomes.objective.status).toBe(summary.status);
      const vcon = await read("/vcon");
      isVcon(vcon);
      expect([summary.provider, summary.provider_call_id, isVcon.errors]).toEqual([
        summary.provider,
        summary.provider_call_id,
        null,
      ]);
    }
  }, 60_000);

  test("three Retell events, each twice and out of order, are one call, counted once, with all that is known", async () => {
    await using world = await createWorld();
    const names = ["call_analyzed.json", "call_ended.json", "call_started.json"];
    for (const name of [...names, ...names]) await send(world, fixture("retell", name));
    await world.settle();
    const [call] = await list(world);
    expect(await list(world)).toHaveLength(1);
    expect(call).toMatchObject({
      lifecycle: "analyzed",
      disposition: "completed",
      status: "success",
      end_reason: "agent_hangup",
      from: "+12025550147",
      duration_ms: 137_360,
      duration_sec: 137,
      cost_usd: "0.1832",
    });
    expect(await countedCalls(world)).toEqual({
      'direction="inbound",outcome="success",provider="retell"': 1,
    });
  });

  test.each(["call_nothing", "%00", "a".repeat(400), "..%2f", "__proto__"])(
    "an id of nothing (%s) is 404",
    async (id) => {
      await using world = await createWorld();
      for (const part of ["", "/transcript", "/events", "/vcp", "/vcon"]) {
        const { status } = await world.api("GET", `/api/v1/calls/${id}${part}`);
        expect([part, status]).toEqual([part, 404]);
      }
    },
  );

  test.each([
    [
      "retell",
      "call_ended.dial_no_answer.json",
      { lifecycle: "ended", disposition: "no_answer", status: "timeout", started_at: null },
    ],
    [
      "twilio",
      "status-callback.busy.json",
      { lifecycle: "ended", disposition: "busy", status: "timeout", started_at: null },
    ],
    [
      "elevenlabs",
      "call_initiation_failure.no-answer.json",
      { lifecycle: "ended", status: "timeout" },
    ],
    ["vapi", "end-of-call-report.voicemail.json", { disposition: "voicemail", status: "timeout" }],
    [
      "bland",
      "post-call.no-answer.json",
      { lifecycle: "ended", disposition: "no_answer", status: "timeout", started_at: null },
    ],
    [
      "retell",
      "transfer_bridged.json",
      { lifecycle: "in_progress", disposition: null, status: "unknown" },
    ],
  ])("%s %s reads %j", async (provider, name, expected) => {
    await using world = await createWorld();
    await send(world, fixture(provider, name));
    await world.settle();
    expect(await list(world)).toMatchObject([expected]);
  });
});

async function countedCalls(world: World): Promise<Record<string, number>> {
  const { body } = await world.app.http.inject({ url: "/metrics" });
  const lines = [...body.matchAll(/^calls_total\{(.*)\} (\d+)$/gm)];
  return Object.fromEntries(
    lines.map(([, labels = "", count]) => [labels.split(",").sort().join(","), Number(count)]),
  );
}

describe("the same telephone call seen twice", () => {
  const sid = "CA0123456789abcdef0123456789abcdef";
  const carrier: Payload = {
    ...fixture("twilio", "status-callback.completed.json"),
    body: encodeForm({
      ...Object.fromEntries(
        new URLSearchParams(fixture("twilio", "status-callback.completed.json").body),
      ),
      CallSid: sid,
    }),
  };
  const agent: Payload = {
    ...fixture("retell", "call_ended.json"),
    body: JSON.stringify(endedCall("seen", { telephony_identifier: { twilio_call_sid: sid } })),
  };

  test.each([
    ["the carrier first", [carrier, agent], false],
    ["the agent first", [agent, carrier], false],
    ["both at once", [carrier, agent], true],
  ])(
    "%s: both records know each other, and it is counted once",
    async (_name, payloads, isAtOnce) => {
      await using world = await createWorld();
      for (const payload of payloads) {
        await send(world, payload);
        if (!isAtOnce) await world.settle();
      }
      await world.settle();
      const calls = await list(world);
      expect(calls).toHaveLength(2);
      expect(calls[0].linked_calls).toEqual([calls[1].id]);
      expect(calls[1].linked_calls).toEqual([calls[0].id]);
      const counted = Object.values(await countedCalls(world));
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(1);
    },
  );

  test("calls of two tenants with the same carrier's id are not linked", async () => {
    await using world = await createWorld({ tenants: ["ten_b"] });
    await send(world, carrier);
    const path = `/webhook/retell/${connectionOf("ten_b", "retell")}`;
    await world.deliver("retell", agent.body, { path });
    await world.settle();
    const foreign = await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_b"));
    for (const call of [...(await list(world)), ...foreign.json.data])
      expect(call.linked_calls).toEqual([]);
  });
});

test("a call whose end never comes is closed after its longest duration and grace, counted once, and corrected by a late end", async () => {
  await using world = await createWorld();
  await world.deliver("retell", { ...startedCall("silent"), event_timestamp: world.clock.now });
  await world.settle();
  const maxCallMs = () => 2 * 3_600_000;
  const close = () =>
    closeOverdueCalls(world.db, world.clock.now, { maxCallMs, witnesses: [], effects: [] });
  world.clock.now += 2 * 3_600_000 + 14 * 60_000;
  expect(await close()).toEqual([]);
  expect(await list(world)).toMatchObject([{ lifecycle: "in_progress", disposition: null }]);
  world.clock.now += 2 * 60_000;
  expect(await close()).toEqual([{ provider: "retell", direction: "unknown", outcome: "unknown" }]);
  expect(await close()).toEqual([]);
  expect(await list(world)).toMatchObject([
    {
      lifecycle: "ended",
      disposition: "unknown",
      status: "unknown",
      end_reason: "voicelens.no_end_event",
    },
  ]);
  await world.deliver("retell", startedCall("silent", { call_status: "ongoing" }));
  await world.settle();
  expect(await list(world)).toMatchObject([
    { lifecycle: "ended", end_reason: "voicelens.no_end_event" },
  ]);
  await world.deliver("retell", endedCall("silent"));
  await world.settle();
  expect(await list(world)).toMatchObject([
    {
      lifecycle: "ended",
      disposition: "completed",
      end_reason: "user_hangup",
      duration_ms: 60_000,
    },
  ]);
  expect(await countedCalls(world)).toEqual({});
});

describe("the live stream", () => {
  test("tells what starts, changes and ends, resumes after a break, and tells a foreign tenant nothing", async () => {
    await using world = await createWorld({ isStarted: true, tenants: ["ten_b"] });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    const { port } = world.app.http.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/v1/live`;
    await using mine = await follow(url, ownerKey);
    await using foreign = await follow(url, keyOf("ten_b"));
    await world.deliver("retell", startedCall("live"));
    await vi.waitFor(() => expect(mine.kinds()).toEqual(["call.started"]), 5_000);
    await world.deliver("retell", startedCall("live", { agent_name: "Nora" }));
    await vi.waitFor(() => expect(mine.kinds()).toEqual(["call.started", "call.updated"]), 5_000);
    const lastId = mine.ids().at(-1);
    await mine.stop();
    await world.deliver("retell", endedCall("live"));
    await using second = await follow(url, ownerKey, lastId);
    await vi.waitFor(() => expect(second.kinds()).toContain("call.ended"), 5_000);
    expect(second.kinds()).toEqual(["call.ended"]);
    expect(second.text()).toContain('"lifecycle":"ended"');
    const path = `/webhook/retell/${connectionOf("ten_b", "retell")}`;
    await world.deliver("retell", startedCall("theirs"), { path });
    await vi.waitFor(() => expect(foreign.kinds()).toEqual(["call.started"]), 5_000);
    expect(foreign.text()).not.toContain("live");
    expect(second.text()).not.toContain("theirs");
    const refused = await fetch(url);
    expect(refused.status).toBe(401);
  });

  test("a reader that was away for more than a thousand changes misses none of the calls", async () => {
    await using world = await createWorld({ isStarted: true });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    const { port } = world.app.http.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/v1/live`;
    const administrator = await world.administrator();
    await world.deliver("retell", startedCall("last"));
    await vi.waitFor(async () => expect(await list(world)).toHaveLength(1), 5_000);
    await administrator.query(`insert into call_changes (tenant_id, call_id, kind)
      select 'ten_default', 'call_gone', 'updated' from generate_series(1, 1500)`);
    await world.deliver("retell", endedCall("last"));
    await vi.waitFor(async () => expect((await list(world))[0].lifecycle).toBe("ended"), 5_000);
    await using late = await follow(url, ownerKey, "0");
    await vi.waitFor(() => expect(late.kinds()).toContain("call.ended"), 5_000);
  });
});

async function follow(url: string, key: string, lastId?: string) {
  const control = new AbortController();
  const headers: Record<string, string> = { authorization: `Bearer ${key}` };
  if (lastId !== undefined) headers["last-event-id"] = lastId;
  const answer = await fetch(url, { headers, signal: control.signal });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  let text = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  await vi.waitFor(() => expect(text).toContain("connected"), 5_000);
  const stop = async () => {
    control.abort();
    await reading;
  };
  return {
    text: () => text,
    kinds: () => [...text.matchAll(/^event: (.*)$/gm)].map(([, kind]) => kind),
    ids: () => [...text.matchAll(/^id: (.*)$/gm)].map(([, id = ""]) => id),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
