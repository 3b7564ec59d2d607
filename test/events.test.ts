import { expect, test } from "vitest";
import { fixture, fixtures, type Payload } from "./payloads.ts";
import { createWorld, type World } from "./world.ts";

const log = "/api/v1/webhook-events";

async function send(world: World, payload: Payload, how: Parameters<World["deliver"]>[2] = {}) {
  return world.deliver(payload.provider, payload.body, {
    contentType: payload.contentType,
    ...how,
  });
}

async function eventsOf(world: World, query = "") {
  const { status, json } = await world.api("GET", `${log}?limit=200${query}`);
  expect(status).toBe(200);
  return json.data;
}

const retell = () => fixtures.filter((each) => each.provider === "retell");
const started = (id: string) => ({ event: "call_started", call: { call_id: id } });

/** Lets what was put off come at once, as time would. */
const hurry = "update webhook_events set claimable_at = now() where status = 'received'";

test("a dead letter is listed with its reason, its bytes, and a notice that says what to do", async () => {
  await using world = await createWorld();
  await world.deliver("retell", "no JSON at all");
  await world.settle();
  const [event] = await eventsOf(world, "&status=dead");
  expect(event).toMatchObject({
    status: "dead",
    reason: { code: "not-json", message: expect.stringMatching(/\w/) },
    call_ids: [],
  });
  const { json } = await world.api("GET", `${log}/${event.id}`);
  expect(json).toMatchObject({ body: "no JSON at all", body_encoding: "utf8", patches: [] });
  const notices = (await world.api("GET", "/api/v1/notices")).json.data;
  expect(notices).toMatchObject([
    { code: "dead-letters", level: "critical", since: event.received_at },
  ]);
});

test("an event that was understood shows what it says and of which call", async () => {
  await using world = await createWorld();
  await send(world, fixture("retell", "call_ended.json"));
  await world.settle();
  const [{ id, call_ids: callIds }] = await eventsOf(world);
  const { json } = await world.api("GET", `${log}/${id}`);
  expect(json.patches).toMatchObject([{ call_id: callIds[0], patch: { lifecycle: "ended" } }]);
  expect(JSON.parse(json.body).event).toBe("call_ended");
  expect(await eventsOf(world, `&call=${callIds[0]}`)).toHaveLength(1);
});

test("replaying one event, a filter or a range takes what it says and changes nothing", async () => {
  await using world = await createWorld();
  for (const payload of retell()) {
    world.clock.now += 60_000;
    await send(world, payload);
  }
  await world.settle();
  const calls = async () =>
    (await world.api("GET", "/api/v1/calls")).json.data.map(
      ({ updated_at: _, ...call }: Record<string, unknown>) => call,
    );
  const right = await calls();
  const events = await eventsOf(world);
  const replay = async (path: string) => (await world.api("POST", `${log}${path}`)).json.replayed;
  expect(await replay(`/${events[0].id}/replay`)).toBe(1);
  // What waits already needs no second time.
  expect(await replay(`/${events[0].id}/replay`)).toBe(0);
  await world.settle();
  expect(await calls()).toEqual(right);
  const after = encodeURIComponent(events[2].received_at);
  expect(await replay(`/replay?received_after=${after}&dry_run=true`)).toBe(3);
  expect(await eventsOf(world, "&status=received")).toEqual([]);
  expect(await replay(`/replay?received_after=${after}`)).toBe(3);
  expect(await eventsOf(world, "&status=received")).toHaveLength(3);
  await world.settle();
  expect(await replay("/replay?type=call_ended&provider=retell")).toBe(2);
  expect(await replay("/replay?provider=nobody")).toBe(0);
  await world.settle();
  expect(await calls()).toEqual(right);
  expect(await eventsOf(world)).toHaveLength(events.length);
  const metrics = await world.app.http.inject({ url: "/metrics" });
  const counted = [...metrics.body.matchAll(/^calls_total\{.*\} (\d+)$/gm)];
  expect(counted.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(right.length);
});

test("normalising again tells what is different, applying it takes the old words back, and once is enough", async () => {
  await using world = await createWorld();
  for (const payload of retell()) await send(world, payload);
  await world.settle();
  const administrator = await world.administrator();
  await administrator.query(
    `update call_patches set patch = jsonb_set(patch::jsonb, '{facts,summary}', '"old words"') where event_type = 'call_analyzed'`,
  );
  const again = async (body: object) => {
    const { status, json } = await world.api("POST", `${log}/renormalise`, body);
    expect(status).toBe(200);
    return json;
  };
  const dry = await again({});
  expect(dry).toMatchObject({ changed: 1, next_cursor: null });
  expect(dry.checked).toBe(retell().length);
  expect(dry.differences[0]).toMatchObject({
    provider: "retell",
    event_type: "call_analyzed",
    changes: [{ path: "patches.0.facts.summary", before: '"old words"' }],
  });
  expect(await again({ provider: "vapi" })).toMatchObject({ checked: 0, changed: 0 });
  expect(await again({})).toMatchObject({ changed: 1 });
  expect(await again({ dry_run: false })).toMatchObject({ changed: 1 });
  expect(await again({ dry_run: false })).toMatchObject({ changed: 0, differences: [] });
  const { json } = await world.api("GET", "/api/v1/calls?q=Ines&limit=1");
  expect(JSON.stringify(json)).not.toContain("old words");
});

test("a long text that is cut in the middle of a character is no difference for ever", async () => {
  await using world = await createWorld();
  await world.deliver("retell", { event: `${"x".repeat(99)}😀`, call: { call_id: "one" } });
  await world.settle();
  const { json } = await world.api("POST", `${log}/renormalise`, {});
  expect(json.differences).toEqual([]);
});

test.each([198, 199, 253, 254, 255, 299])(
  "a character of two units after %i others costs no event, wherever it stands",
  async (length) => {
    await using world = await createWorld();
    const text = `${"x".repeat(length)}😀😀`;
    const call = { call_id: "one", from_number: text, agent_name: text, agent_id: text, [text]: 1 };
    await world.deliver("retell", { event: "call_ended", call: { ...call, call_summary: text } });
    await world.deliver("retell", { event: "call_started", call: { call_id: text.slice(0, 255) } });
    await world.settle();
    for (const event of await eventsOf(world)) expect(event.status).toBe("processed");
  },
);

test("an event that cannot be decrypted, one that breaks the mapping and one that the database refuses do not stop the others", async () => {
  await using world = await createWorld();
  for (let index = 0; index < 30; index++) await world.deliver("retell", started(`call ${index}`));
  const administrator = await world.administrator();
  const { rows } = await administrator.query<{ id: string }>(
    "select id from webhook_events order by id",
  );
  const [unsealed, misfiled, refused] = [rows[3]?.id, rows[11]?.id, rows[20]?.id];
  await administrator.query("update webhook_events set sealed = '\\x00' where id = $1", [unsealed]);
  await administrator.query(
    "update webhook_events set sealed = null, file_ref = '../../x' where id = $1",
    [misfiled],
  );
  await administrator.query(`create function refuse() returns trigger language plpgsql as $$
    begin if new.event_id = '${refused}' then raise 'refused'; end if; return new; end $$;
    create trigger refuse before insert on call_patches for each row execute function refuse()`);
  await world.settle();
  expect(await eventsOf(world, "&status=processed")).toHaveLength(27);
  expect(await eventsOf(world, "&status=dead")).toMatchObject([
    { id: unsealed, reason: { code: "cannot-decrypt" } },
  ]);
  const waiting = await eventsOf(world, "&status=received");
  expect(waiting.map((event: { attempts: number }) => event.attempts)).toEqual([1, 1]);
  for (let attempts = 2; attempts <= 6; attempts++) {
    await administrator.query(hurry);
    await world.settle();
  }
  const reasons = (await eventsOf(world, "&status=dead")).map(
    (event: { id: string; attempts: number; reason: { code: string } }) => [
      event.id,
      event.attempts,
      event.reason.code,
    ],
  );
  expect(reasons).toEqual([
    [refused, 6, "projection-failed"],
    [misfiled, 6, "mapping-failed"],
    [unsealed, 1, "cannot-decrypt"],
  ]);
  // The log, and a new mapping of the history, go on past what cannot be read.
  for (const { id } of rows) expect((await world.api("GET", `${log}/${id}`)).status).toBe(200);
  const { status, json } = await world.api("POST", `${log}/renormalise`, {});
  expect([status, json.checked]).toEqual([200, 30]);
});

test("once the cause is mended, a replay makes calls of dead letters", async () => {
  await using world = await createWorld();
  for (let index = 0; index < 5; index++) await world.deliver("retell", started(`call ${index}`));
  const administrator = await world.administrator();
  await administrator.query(
    "alter table call_patches add constraint broken check (event_type <> 'call_started') not valid",
  );
  for (let attempts = 1; attempts <= 6; attempts++) {
    await world.settle();
    await administrator.query(hurry);
  }
  expect(await eventsOf(world, "&status=dead")).toHaveLength(5);
  await administrator.query("alter table call_patches drop constraint broken");
  const { json } = await world.api("POST", `${log}/replay?status=dead`);
  expect(json.replayed).toBe(5);
  await world.settle();
  expect(await eventsOf(world, "&status=dead")).toEqual([]);
  const events = await eventsOf(world, "&status=processed");
  for (const event of events) expect(event.reason).toBeNull();
  expect((await world.api("GET", "/api/v1/calls")).json.data).toHaveLength(5);
  expect((await world.api("GET", "/api/v1/notices")).json.data).toEqual([]);
});

test("a refused delivery that cannot be opened does not keep the others from being verified again", async () => {
  await using world = await createWorld();
  const secret = "another secret of the provider";
  for (let index = 0; index < 3; index++)
    await world.deliver("retell", started(`${index}`), { secret });
  const administrator = await world.administrator();
  await administrator.query(
    "update rejected_deliveries set sealed = '\\x00' where id = (select max(id::text)::uuid from rejected_deliveries)",
  );
  await using restarted = await createWorld({ on: world, env: { WEBHOOK_SECRET_RETELL: secret } });
  const { status, json } = await restarted.api("POST", "/api/v1/rejected-deliveries/reverify", {});
  expect([status, json]).toEqual([200, { checked: 3, accepted: 2, still_rejected: 1 }]);
});

test("a refusal after verified deliveries raises a notice and an alarm; one before them does not", async () => {
  await using world = await createWorld();
  const noticesOf = async () =>
    (await world.api("GET", "/api/v1/notices")).json.data.map(({ code }: { code: string }) => code);
  await world.deliver("retell", started("0"), { secret: "wrong" });
  expect(await noticesOf()).toEqual([]);
  await world.deliver("retell", started("1"));
  world.clock.now += 1_000;
  await world.deliver("retell", started("2"), { secret: "wrong" });
  await world.deliver("retell", started("3"), { secret: "wrong" });
  expect(await noticesOf()).toEqual(["signature-failures"]);
  const metrics = await world.app.http.inject({ url: "/metrics" });
  expect(metrics.body).toContain('voicelens_signature_alarms_total{provider="retell"} 1');
  world.clock.now += 1_000;
  await world.deliver("retell", started("4"));
  expect(await noticesOf()).toEqual([]);
});

test("what is taken without proof is said to be unverified everywhere", async () => {
  await using world = await createWorld({ hasSecrets: false });
  await send(world, fixture("retell", "call_ended.json"), { isSigned: false });
  await world.settle();
  expect(await eventsOf(world)).toMatchObject([{ is_verified: false }]);
  expect((await world.api("GET", "/api/v1/calls")).json.data).toMatchObject([
    { is_verified: false },
  ]);
  expect((await world.api("GET", "/api/v1/notices")).json.data).toMatchObject([
    {
      code: "unverified",
      level: "warning",
      detail: expect.stringContaining("Add the secret to the connection"),
    },
  ]);
  const connections = (await world.api("GET", "/api/v1/connections")).json.data;
  expect(connections).toHaveLength(8);
  for (const connection of connections) expect(connection.has_secret).toBe(false);
});

test("pages hold every event once, the newest first, while more come in", async () => {
  await using world = await createWorld();
  for (let index = 0; index < 53; index++) await world.deliver("retell", started(`${index}`));
  const all = (await eventsOf(world)).map(({ id }: { id: string }) => id);
  expect(all).toEqual([...all].sort().reverse());
  const seen: string[] = [];
  let cursor = "";
  do {
    const { json } = await world.api("GET", `${log}?limit=7${cursor}`);
    seen.push(...json.data.map(({ id }: { id: string }) => id));
    world.clock.now += 10;
    await world.deliver("retell", started(`later ${seen.length}`));
    cursor = json.next_cursor === null ? "" : `&cursor=${json.next_cursor}`;
  } while (cursor !== "");
  expect(seen).toEqual(all);
});

test("filters meet what they say", async () => {
  await using world = await createWorld();
  for (const payload of fixtures) await send(world, payload);
  await world.deliver("retell", "no JSON");
  await world.settle();
  const count = async (query: string) => (await eventsOf(world, query)).length;
  expect(await count("")).toBe(fixtures.length + 1);
  expect(await count("&provider=retell")).toBe(retell().length + 1);
  expect(await count("&provider=openai")).toBe(2);
  expect(await count("&status=dead")).toBe(1);
  expect(await count("&status=ignored")).toBe(3);
  expect(await count("&type=call_ended")).toBe(2);
  expect(await count("&provider=retell&status=ignored")).toBe(1);
  const connections = (await world.api("GET", "/api/v1/connections")).json.data;
  const vapi = connections.find(({ provider }: { provider: string }) => provider === "vapi");
  expect(await count(`&connection=${vapi.id}`)).toBe(
    fixtures.filter(({ provider }) => provider === "vapi").length,
  );
  expect(await count(`&received_after=${new Date(world.clock.now + 1).toISOString()}`)).toBe(0);
  expect(await count(`&received_before=${new Date(world.clock.now + 1).toISOString()}`)).toBe(
    fixtures.length + 1,
  );
});

test.each([
  ["limit=0"],
  ["limit=201"],
  ["limit=many"],
  ["status=done"],
  ["received_after=yesterday"],
  ["received_after=0000-01-01T00:00:00Z"],
  ["received_before=2026-01-01T00:00:00%2B23:59"],
  ["cursor=nonsense"],
  ["cursor=eyJpZCI6Im5vdCBhIHV1aWQifQ"],
  ["provider=%00"],
  ["type=%00"],
  ["call=%00"],
])("%s is answered 400 or with a list, never as a failure of ours", async (query) => {
  await using world = await createWorld();
  for (const url of [`${log}?${query}`]) {
    const { status, json } = await world.api("GET", url);
    expect([200, 400]).toContain(status);
    if (status === 400) expect(json).toMatchObject({ status: 400, instance: expect.any(String) });
  }
});

test("an id of no event is 404, one that is no id is 400", async () => {
  await using world = await createWorld();
  const none = "0198f3c2-7a41-7c0e-9d55-6b1f20e7a9d4";
  expect((await world.api("GET", `${log}/${none}`)).status).toBe(404);
  expect((await world.api("POST", `${log}/${none}/replay`)).status).toBe(404);
  expect((await world.api("GET", `${log}/nonsense`)).status).toBe(400);
});
