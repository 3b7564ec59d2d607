import { expect, test } from "vitest";
import { createWorld, keyOf, type World } from "./world.ts";

const number = "+12125550190";
let serial = 0;

interface Told {
  at: string;
  id?: string;
  agent?: string;
  cost?: number | null;
  minutes?: number;
  reason?: string;
  success?: boolean;
}

/** A call of Retell that is over, as its last event tells it. */
function told({ at, id, agent = "agent_front", cost = 12.5, minutes = 3, ...rest }: Told) {
  const start = Date.parse(at);
  serial += 1;
  return {
    event: "call_analyzed",
    call: {
      call_id: id ?? `figure_${serial}`,
      agent_id: agent,
      direction: "inbound",
      from_number: "+12125550101",
      to_number: number,
      call_status: "ended",
      start_timestamp: start,
      end_timestamp: start + minutes * 60_000,
      duration_ms: minutes * 60_000,
      disconnection_reason: rest.reason ?? "user_hangup",
      ...(cost === null ? {} : { call_cost: { combined_cost: cost, product_costs: [] } }),
      call_analysis: { call_successful: rest.success ?? true, user_sentiment: "Positive" },
    },
  };
}

async function deliver(world: World, ...calls: Told[]) {
  world.clock.now = Date.parse("2026-11-24T12:00:00Z");
  for (const call of calls) await world.deliver("retell", told(call));
  await world.settle();
}

async function ask(world: World, path: string, key?: string) {
  const { status, json } = await world.api("GET", `/api/v1/analytics${path}`, undefined, key);
  expect([path, status, json.detail]).toEqual([path, 200, undefined]);
  return json;
}

async function recount(world: World) {
  world.clock.now += 3_600_000;
  await world.app.background.analytics.drain();
}

const month = "from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z";

/** What a line says of how many calls there were, and when. */
const starts = (answer: { data: Array<{ start: string; calls: number }> }) =>
  answer.data.map(({ start, calls }) => [start, calls]);

test("figures are those of the calls, at once and after they were counted again, and what is not known is not zero", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await deliver(
    world,
    { at: "2026-11-03T08:00:00Z", cost: 0.0001 },
    { at: "2026-11-03T08:20:00Z", cost: null, success: false },
    { at: "2026-11-03T09:00:00Z", cost: 20, reason: "dial_busy", success: false },
    { at: "2026-11-03T09:10:00Z", agent: "agent_back", minutes: 60, reason: "call_transfer" },
  );
  const call = { call_id: "on", agent_id: "agent_back", start_timestamp: world.clock.now };
  await world.deliver("retell", { event: "call_started", call });
  await world.settle();
  const live = await ask(world, `/summary?${month}`);
  expect(live.figures).toMatchObject({
    calls: 5,
    live: 1,
    answered: 3,
    unanswered: 1,
    answer_rate: 0.75,
    statuses: { success: 2, failure: 1, timeout: 1 },
    success_rate: 0.5,
    dispositions: { completed: 2, busy: 1, transferred: 1 },
    transfers: 1,
    cost: { currency: "USD", records: 3, unknown: 1, total: "0.325001" },
    satisfaction: { calls: 4, average: 0.8 },
    satisfaction_sources: [{ source: "sentiment", calls: 4, average: 0.8 }],
    sentiments: [{ word: "positive", calls: 4 }],
    latencies: null,
  });
  expect(live.figures.duration).toMatchObject({ calls: 4, unknown: 0, total_ms: 69 * 60_000 });
  const byAgent = await ask(world, `?${month}&group_by=agent`);
  expect(byAgent.data.map((line: { group: string }) => line.group)).toEqual([
    "agent_back",
    "agent_front",
  ]);
  expect(byAgent.data[1].cost).toEqual({
    currency: "USD",
    records: 2,
    unknown: 1,
    total: "0.200001",
  });
  const only = await ask(world, `?${month}&interval=day&agent=agent_back&number=%2B12125550190`);
  expect(starts(only)).toEqual([["2026-11-03T00:00:00.000Z", 1]]);
  expect((await ask(world, `/providers?${month}`)).data).toEqual([
    { ...live.figures, group: "retell" },
  ]);
  const asked = [
    `/summary?${month}`,
    `?${month}&interval=hour&group_by=number`,
    `/costs?${month}&group_by=week`,
    `/heatmap?${month}`,
  ];
  const before = await Promise.all(asked.map((path) => ask(world, path)));
  await recount(world);
  expect(await Promise.all(asked.map((path) => ask(world, path)))).toEqual(before);
  expect((await ask(world, `/summary?${month}`, keyOf("ten_a"))).figures).toMatchObject({
    calls: 0,
    answer_rate: null,
    success_rate: null,
    cost: { total: null },
    duration: { total_ms: null, average_ms: null, p50_ms: null },
    satisfaction: { average: null },
  });
  const clients = (key?: string) => world.api("GET", "/api/v1/analytics/clients", undefined, key);
  const administrator = await world.administrator();
  await administrator.query(
    `insert into alerts (tenant_id, id, rule_id, rule_name, metric, subject, subject_name, priority, status,
        comparison, threshold, value, bad_since, opened_at, updated_at)
      values ('ten_a', 'alt_1', 'mine', 'Mine', 'success_rate', '', '', 'P2', 'open',
        'below', 0.9, 0.5, now(), now(), now())`,
  );
  expect((await clients()).json.data).toMatchObject([
    { tenant_id: "ten_a", calls: 0, open_alerts: 1, worst_priority: "P2", cost: { total: null } },
    { tenant_id: "ten_default", calls: 1, live: 1, problem_calls: 0, open_alerts: 0 },
  ]);
  expect((await clients(keyOf("ten_a"))).status).toBe(403);
  await administrator.query("update api_keys set agent_ids = '{agent_back}'");
  expect((await clients()).status).toBe(403);
  expect((await ask(world, `/summary?${month}`)).figures.calls).toBe(2);
});

test("a day is the one of the zone: with summer time, half hours, and fourteen hours ahead", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await deliver(
    world,
    { at: "2026-10-31T23:50:00Z" },
    { at: "2026-11-01T03:59:00Z" },
    { at: "2026-11-01T05:30:00Z" },
    { at: "2026-11-01T06:30:00Z" },
    { at: "2026-11-02T04:59:00Z" },
    { at: "2026-11-02T05:00:00Z" },
  );
  const span = "from=2026-10-25T00:00:00Z&to=2026-11-24T12:30:00Z";
  for (const _ of ["live", "counted"]) {
    // The hour from one to two comes twice, and the day has 25 hours.
    const york = await ask(world, `?${span}&interval=hour&tz=America/New_York`);
    expect(starts(york).slice(2, 4)).toEqual([
      ["2026-11-01T05:00:00.000Z", 1],
      ["2026-11-01T06:00:00.000Z", 1],
    ]);
    expect(starts(await ask(world, `/timeseries?${span}&tz=America/New_York`))).toEqual([
      ["2026-10-31T04:00:00.000Z", 2],
      ["2026-11-01T04:00:00.000Z", 3],
      ["2026-11-02T05:00:00.000Z", 1],
    ]);
    // A day of UTC in which a month begins is in two months.
    const months = await ask(world, `?${span}&interval=month&group_by=number&tz=America/New_York`);
    expect(starts(months)).toEqual([
      ["2026-10-01T04:00:00.000Z", 2],
      ["2026-11-01T04:00:00.000Z", 4],
    ]);
    const islands = `/timeseries?${span}&tz=Pacific/Kiritimati&group_by=month`;
    expect(starts(await ask(world, islands))).toEqual([["2026-10-31T10:00:00.000Z", 6]]);
    expect(starts(await ask(world, `/timeseries?${span}&tz=Asia/Kathmandu`))).toEqual([
      ["2026-10-31T18:15:00.000Z", 4],
      ["2026-11-01T18:15:00.000Z", 2],
    ]);
    expect(starts(await ask(world, `/timeseries?${span}&group_by=week`))).toEqual([
      ["2026-10-26T00:00:00.000Z", 4],
      ["2026-11-02T00:00:00.000Z", 2],
    ]);
    const { data } = await ask(world, `/heatmap?${span}&tz=America/New_York`);
    expect(
      data.find((cell: { weekday: number; hour: number }) => cell.weekday === 7 && cell.hour === 1)
        .calls,
    ).toBe(2);
    await recount(world);
  }
  await world.api("POST", "/api/v1/locations", {
    name: "Here",
    time_zone: "Asia/Kathmandu",
    currency: "EUR",
    language: "en",
  });
  expect((await ask(world, `/summary?${span}`)).time_zone).toBe("Asia/Kathmandu");
  const zones = "/api/v1/settings/time-zone";
  expect((await world.api("GET", zones)).json).toEqual({
    ...{ time_zone: "Asia/Kathmandu", is_chosen: false },
  });
  for (const wrong of ["CET", "+01:00", "Mars/Olympus", ""]) {
    const { status } = await world.api("PATCH", zones, { time_zone: wrong });
    expect([wrong, status]).toEqual([wrong, 400]);
  }
  const chosen = { time_zone: "America/New_York" };
  expect((await world.api("PATCH", zones, chosen)).json).toEqual({ ...chosen, is_chosen: true });
  expect((await ask(world, `/summary?${span}`)).time_zone).toBe("America/New_York");
  expect((await ask(world, `/summary?${span}`, keyOf("ten_a"))).time_zone).toBe("UTC");
  const { json: audit } = await world.api("GET", "/api/v1/admin/audit");
  expect(audit.data[0]).toMatchObject({ action: "tenant.time_zone_set", payload: chosen });
  // Left to the locations again, which no longer agree.
  await world.api("PATCH", zones, { time_zone: null });
  await world.api("POST", "/api/v1/locations", {
    ...{ name: "There", time_zone: "Europe/Berlin", currency: "EUR", language: "de" },
  });
  expect((await ask(world, `/summary?${span}`)).time_zone).toBe("UTC");
  for (const wrong of [
    "tz=CET",
    "tz=%2B01:00",
    "tz=Europe/Atlantis",
    "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z",
    "from=yesterday",
    "interval=minute",
    "group_by=caller",
  ]) {
    const { status, json } = await world.api("GET", `/api/v1/analytics?${wrong}`);
    expect([wrong, status, json.type]).toEqual([
      wrong,
      400,
      expect.stringContaining("invalid-request"),
    ]);
  }
  expect((await world.api("GET", "/api/v1/analytics", undefined, null)).status).toBe(401);
});

test("a call that is corrected moves, wrong clocks do not, and calls that go by age are counted still", async () => {
  await using world = await createWorld();
  await deliver(
    world,
    { at: "2026-11-03T08:00:00Z", id: "moves" },
    { at: "1970-01-01T00:00:00Z" },
    { at: "2100-01-01T00:00:00Z" },
  );
  const days = `/timeseries?from=1970-01-01T00:00:00Z&to=2150-01-01T00:00:00Z`;
  const clocks = ["2026-11-24T00:00:00.000Z", 2];
  expect(starts(await ask(world, days))).toEqual([["2026-11-03T00:00:00.000Z", 1], clocks]);
  await recount(world);
  const correction = told({ at: "2026-11-05T08:00:00Z", id: "moves" });
  await world.deliver("retell", {
    ...correction,
    event: "call_analyzed",
    event_timestamp: world.clock.now,
  });
  await world.settle();
  const moved = [["2026-11-05T00:00:00.000Z", 1], clocks];
  expect(starts(await ask(world, days))).toEqual(moved);
  await recount(world);
  expect(starts(await ask(world, days))).toEqual(moved);

  // A call cannot end before it began: how long it was is not known, and no sum gets smaller.
  const agent = "agent_backward";
  await deliver(
    world,
    { at: "2026-11-07T08:00:00Z", agent, minutes: -5 },
    { at: "2026-11-07T08:01:00Z", agent, minutes: 2 },
  );
  const ofAgent = `/summary?${month}&agent=${agent}`;
  const duration = { calls: 1, unknown: 1, total_ms: 120_000, average_ms: 120_000 };
  expect((await ask(world, ofAgent)).figures).toMatchObject({ calls: 2, duration });
  await recount(world);
  expect((await ask(world, ofAgent)).figures).toMatchObject({ calls: 2, duration });

  // The carrier's leg of an agent's call is the same telephone call.
  const sid = `CA${"0".repeat(31)}7`;
  const call = {
    ...told({ at: "2026-11-10T08:00:00Z" }).call,
    telephony_identifier: { twilio_call_sid: sid },
  };
  await world.deliver("retell", { event: "call_analyzed", call });
  const leg = {
    CallSid: sid,
    CallStatus: "completed",
    CallDuration: "180",
    Direction: "inbound",
    From: "+12125550101",
    To: number,
    Timestamp: "Tue, 10 Nov 2026 08:03:00 +0000",
  };
  await world.deliver("twilio", leg);
  // Of another call the leg comes when the agent's record is gone.
  const lateSid = `CA${"0".repeat(31)}8`;
  const alone = {
    ...told({ at: "2026-11-12T08:00:00Z" }).call,
    telephony_identifier: { twilio_call_sid: lateSid },
  };
  await world.deliver("retell", { event: "call_analyzed", call: alone });
  await world.settle();
  const span = `/summary?from=2026-11-10T00:00:00Z&to=2026-11-11T00:00:00Z`;
  const once = { calls: 1, linked_records: 1, answered: 1 };
  expect((await ask(world, span)).figures).toMatchObject(once);
  await recount(world);
  const kept = await ask(world, days);
  const scope = { tenantId: "ten_default" };
  for (const room of world.app.tenantData) {
    await room.expire(world.db, scope, new Date(world.clock.now + 1));
  }
  expect((await world.api("GET", "/api/v1/calls")).json.data).toEqual([]);
  expect((await ask(world, span)).figures).toMatchObject(once);
  expect(await ask(world, days)).toEqual(kept);
  // What comes of a call that is gone makes a record of it again, and no second call.
  await world.deliver("retell", { event: "call_analyzed", call, custom: "late" });
  await world.settle();
  expect((await world.api("GET", "/api/v1/calls")).json.data).toHaveLength(1);
  expect(await ask(world, days)).toEqual(kept);
  const lateLeg = { CallSid: lateSid, Timestamp: "Thu, 12 Nov 2026 08:03:00 +0000" };
  await world.deliver("twilio", { ...leg, ...lateLeg });
  await world.settle();
  const spanOfLate = `/summary?from=2026-11-12T00:00:00Z&to=2026-11-13T00:00:00Z`;
  expect((await ask(world, spanOfLate)).figures).toMatchObject(once);
  await deliver(world, { at: "2026-11-10T08:05:00Z", id: "another" });
  await recount(world);
  expect((await ask(world, span)).figures).toMatchObject({ ...once, calls: 2, answered: 2 });
  for (const room of world.app.tenantData) {
    await room.erase(world.db, scope, { kind: "caller", number: "+12125550101" });
  }
  expect((await ask(world, span)).figures).toMatchObject(once);
});
