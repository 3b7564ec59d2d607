import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { expireChanges } from "../src/calls/index.ts";
import {
  follow,
  type Heard,
  listen,
  patience,
  type Reader,
  transcriptsOf,
} from "./live-readers.ts";
import { connectionOf, createWorld, keyOf, ownerKey, type World } from "./world.ts";

const transports = ["events", "socket"] as const;

let clock = Date.UTC(2026, 10, 20);

/** A call as Retell tells it while it runs, or at its end. */
const spoken = (
  id: string,
  words: readonly string[],
  more: object = {},
  event = "call_started",
) => {
  clock += 1_000;
  return {
    event,
    event_timestamp: clock,
    call: {
      call_id: id,
      start_timestamp: Date.UTC(2026, 10, 20),
      transcript_object: words.map((content, place) => ({
        role: place % 2 === 0 ? "agent" : "user",
        content,
      })),
      ...more,
    },
  };
};
const over = { end_timestamp: Date.UTC(2026, 10, 21), disconnection_reason: "user_hangup" };

async function say(world: World, ...given: Parameters<typeof spoken>) {
  const answer = await world.deliver("retell", spoken(...given));
  expect(answer.statusCode).toBe(200);
  await world.settle();
}

const kinds = (told: readonly Heard[]) =>
  told.map(({ type, call }) => [type, call.provider_call_id]);
const until = (check: () => void) => vi.waitFor(check, patience);

/** A world whose folding happens when the test says so, and whose live stream runs. */
const liveWorld = (options: Parameters<typeof createWorld>[0] = {}) =>
  createWorld({ isStarted: true, env: { SERVICE_ROLE: "api", ...options.env }, ...options });

describe.each(transports)("by %s", (transport) => {
  test("a call is told when it starts, when something is said, and when it ends, with only what is new", async () => {
    await using world = await liveWorld();
    const host = await listen(world);
    await using reader = await follow(transport, host, { key: ownerKey });
    await say(world, "c1", ["Hello?"]);
    await until(() => expect(reader.told()).toHaveLength(1));
    await say(world, "c1", ["Hello?", "Hi, it's Nadia."]);
    await until(() => expect(reader.told()).toHaveLength(2));
    await say(world, "c1", ["Hello?", "Hi, it's Nadia Whitfield.", "Good."]);
    await until(() => expect(reader.told()).toHaveLength(3));
    await say(world, "c1", [], { agent_name: "Nora" });
    await until(() => expect(reader.told()).toHaveLength(4));
    await say(
      world,
      "c1",
      ["Hello?", "Hi, it's Nadia Whitfield.", "Good.", "Bye."],
      over,
      "call_ended",
    );
    await until(() => expect(reader.told()).toHaveLength(5));
    expect(kinds(reader.told())).toEqual([
      ["call.started", "c1"],
      ["call.updated", "c1"],
      ["call.updated", "c1"],
      ["call.updated", "c1"],
      ["call.ended", "c1"],
    ]);
    const news = reader
      .told()
      .map(({ call }) => [
        call.turns_from,
        call.turns_added.map(({ seq, content }: { seq: number; content: string }) => [
          seq,
          content,
        ]),
      ]);
    expect(news).toEqual([
      [0, [[0, "Hello?"]]],
      [1, [[1, "Hi, it's Nadia."]]],
      [
        1,
        [
          [1, "Hi, it's Nadia Whitfield."],
          [2, "Good."],
        ],
      ],
      [null, []],
      [3, [[3, "Bye."]]],
    ]);
    expect(reader.told().at(-1)?.call).toMatchObject({ lifecycle: "ended", is_cut: false });
  });

  test("tool calls are told when they begin and when they are answered", async () => {
    await using world = await liveWorld();
    const host = await listen(world);
    await using reader = await follow(transport, host, { key: ownerKey });
    const asked = {
      role: "tool_call_invocation",
      tool_call_id: "t1",
      name: "book",
      arguments: "{}",
    };
    const answered = { role: "tool_call_result", tool_call_id: "t1", content: "booked" };
    await say(world, "c1", [], { transcript_with_tool_calls: [asked] });
    await until(() => expect(reader.told()).toHaveLength(1));
    await say(world, "c1", [], { transcript_with_tool_calls: [asked, answered] });
    await until(() => expect(reader.told()).toHaveLength(2));
    const news = reader.told().map(({ call }) => [call.tool_calls_from, call.tool_calls_added]);
    expect(news).toMatchObject([
      [0, [{ id: "t1", name: "book", result: null }]],
      [0, [{ id: "t1", name: "book", result: "booked" }]],
    ]);
  });

  test("whoever comes back is told what it missed and nothing twice, however often it goes", async () => {
    await using world = await liveWorld();
    const host = await listen(world);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            call: fc.constantFrom("a", "b", "c"),
            isRewritten: fc.boolean(),
            leaves: fc.constantFrom("not", "before", "after"),
          }),
          { minLength: 3, maxLength: 12 },
        ),
        async (steps) => {
          const run = `run${clock}`;
          const truth = new Map<string, string[]>();
          const told: Heard[] = [];
          let reader = await follow(transport, host, { key: ownerKey });
          let after = reader.lastId();
          const leave = async () => {
            await reader.stop();
            told.push(...reader.told());
            after = reader.lastId() ?? after;
            reader = await follow(transport, host, { key: ownerKey, after }, false);
          };
          for (const [place, { call, isRewritten, leaves }] of steps.entries()) {
            const id = `${run}-${call}`;
            const words = [...(truth.get(id) ?? [])];
            if (isRewritten && words.length > 0) words.splice(-1, 1, `anew ${place}`, "more");
            else words.push(`said ${place}`);
            truth.set(id, words);
            if (leaves === "before") await leave();
            await world.deliver("retell", spoken(id, words));
            await world.settle();
            if (leaves === "after") await leave();
          }
          // An event shows its call as it is by now, so that the newest words may come before the last event.
          await until(() => {
            expect([...told, ...reader.told()]).toHaveLength(steps.length);
            expect(transcriptsOf([...told, ...reader.told()])).toEqual(truth);
          });
          told.push(...reader.told());
          await reader.stop();
          const ids = told.map(({ id }) => id ?? 0);
          expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  test("a backlog of more changes than one read holds is told whole, in order", async () => {
    await using world = await liveWorld();
    const host = await listen(world);
    await using reader = await follow(transport, host, { key: ownerKey });
    const after = reader.lastId();
    await say(world, "c1", ["Hello?"]);
    const administrator = await world.administrator();
    await administrator.query(`insert into call_changes (tenant_id, call_id, kind, turns_from)
      select 'ten_default', id, 'updated', 0 from calls, generate_series(1, 1300)`);
    await say(world, "c1", ["Hello?", "Hi."]);
    await using late = await follow(transport, host, { key: ownerKey, after });
    await until(() => expect(late.told()).toHaveLength(1302));
    await until(() => expect(reader.told()).toHaveLength(1302));
    expect(late.told().map(({ id }) => id)).toEqual(reader.told().map(({ id }) => id));
    expect(transcriptsOf(late.told()).get("c1")).toEqual(["Hello?", "Hi."]);
  });

  test.each([
    ["of the future", "999999999"],
    ["that is none", "nonsense"],
    ["that is negative", "-1"],
    ["too long ago", "1"],
  ])("an id %s is answered with a reset, and what comes is told", async (_kind, after) => {
    await using world = await liveWorld();
    const host = await listen(world);
    for (const word of ["one", "two", "three"]) await say(world, "c1", [word]);
    const administrator = await world.administrator();
    await administrator.query("update call_changes set at = now() - interval '2 hours'");
    await expireChanges(world.db);
    await using reader = await follow(transport, host, { key: ownerKey, after });
    expect(reader.heard[0]).toMatchObject({ type: "reset", id: expect.any(Number) });
    await say(world, "c1", ["four"]);
    await until(() => expect(reader.told()).toHaveLength(1));
    // The newest change is never forgotten, so that whoever has seen it need not begin anew.
    await using current = await follow(transport, host, {
      key: ownerKey,
      after: reader.heard[0]?.id,
    });
    await until(() => expect(current.told()).toHaveLength(1));
    expect(current.heard.map(({ type }) => type)).not.toContain("reset");
  });

  test("only the calls of the tenant, the agents and the filter are told", async () => {
    await using world = await liveWorld({ tenants: ["ten_a", "ten_b"] });
    const host = await listen(world);
    const administrator = await world.administrator();
    await administrator.query(
      "update api_keys set agent_ids = '{agent_seen}' where tenant_id = 'ten_b'",
    );
    const key = keyOf("ten_a");
    await using all = await follow(transport, host, { key });
    await using one = await follow(transport, host, { key, query: { agent: "agent_seen" } });
    await using none = await follow(transport, host, { key, query: { provider: "vapi" } });
    await using limited = await follow(transport, host, { key: keyOf("ten_b") });
    for (const tenant of ["ten_a", "ten_b"]) {
      for (const agent of ["agent_hidden", "agent_seen"]) {
        const body = spoken(`${tenant}-${agent}`, ["Hello?"], { agent_id: agent });
        const path = `/webhook/retell/${connectionOf(tenant, "retell")}`;
        expect((await world.deliver("retell", body, { path })).statusCode).toBe(200);
        await world.settle();
      }
    }
    await until(() => expect(all.told()).toHaveLength(2));
    await until(() => expect(limited.told()).toHaveLength(1));
    expect(all.told().map(({ call }) => call.tenant_id)).toEqual(["ten_a", "ten_a"]);
    expect(kinds(one.told())).toEqual([["call.started", "ten_a-agent_seen"]]);
    expect(kinds(limited.told())).toEqual([["call.started", "ten_b-agent_seen"]]);
    expect(none.told()).toEqual([]);
    const id = all.told()[0]?.call.id;
    await using single = await follow(transport, host, { key, query: { call_id: id }, after: 0 });
    await until(() =>
      expect(kinds(single.told())).toEqual([["call.started", "ten_a-agent_hidden"]]),
    );
  });

  test("whoever listens before the stream has looked for the first time misses nothing", async () => {
    await using world = await createWorld({ env: { SERVICE_ROLE: "api" } });
    const host = await listen(world);
    await using reader = await follow(transport, host, { key: ownerKey });
    await say(world, "c1", ["Hello?"]);
    world.app.start();
    await until(() => expect(kinds(reader.told())).toEqual([["call.started", "c1"]]));
  });

  test("an agent's calls do not name linked calls of other agents", async () => {
    await using world = await liveWorld({ tenants: ["ten_a"] });
    const host = await listen(world);
    const administrator = await world.administrator();
    await administrator.query(
      "update api_keys set agent_ids = '{agent_seen}' where tenant_id = 'ten_a'",
    );
    await using reader = await follow(transport, host, { key: keyOf("ten_a") });
    const path = `/webhook/retell/${connectionOf("ten_a", "retell")}`;
    const leg = { telephony_identifier: { twilio_call_sid: `CA${"0".repeat(32)}` } };
    for (const agent of ["agent_hidden", "agent_seen"]) {
      const body = spoken(`of-${agent}`, [], { agent_id: agent, ...leg });
      await world.deliver("retell", body, { path });
      await world.settle();
    }
    await until(() => expect(reader.told()).toHaveLength(1));
    expect(reader.told()[0]?.call.linked_calls).toEqual([]);
  });

  test("the reader is let go with the key that opened it, and when its reach changes", async () => {
    await using world = await liveWorld({ liveHeartbeatMs: 500, tenants: ["ten_a", "ten_b"] });
    const host = await listen(world);
    const administrator = await world.administrator();
    await using revoked = await follow(transport, host, { key: keyOf("ten_a") });
    await using narrowed = await follow(transport, host, { key: keyOf("ten_b") });
    await administrator.query("update api_keys set revoked_at = now() where tenant_id = 'ten_a'");
    await administrator.query("update api_keys set agent_ids = '{x}' where tenant_id = 'ten_b'");
    for (const reader of [revoked, narrowed]) {
      await until(() => expect(reader.isOpen()).toBe(false));
      if (transport === "socket") expect(reader.closed()?.code).toBe(4401);
    }
  });

  test("a server that stops lets every reader go, and what it missed meanwhile is told by the next", async () => {
    await using world = await liveWorld();
    const readers: Reader[] = [];
    const { host, after } = await (async () => {
      await using replica = await createWorld({
        on: world,
        isStarted: true,
        env: { SERVICE_ROLE: "api" },
      });
      const first = await listen(replica);
      readers.push(await follow(transport, first, { key: ownerKey }));
      await say(world, "c1", ["one"]);
      await until(() => expect(readers[0]?.told()).toHaveLength(1));
      return { host: await listen(world), after: readers[0]?.lastId() };
    })();
    await until(() => expect(readers[0]?.isOpen()).toBe(false));
    if (transport === "socket") expect(readers[0]?.closed()?.code).toBe(1012);
    await say(world, "c1", ["one", "two"]);
    await using back = await follow(transport, host, { key: ownerKey, after });
    await until(() => expect(back.told()).toHaveLength(1));
    expect(back.told()[0]?.call).toMatchObject({
      turns_from: 1,
      turns_added: [{ content: "two" }],
    });
  });
});
