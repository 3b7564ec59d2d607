import fc from "fast-check";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { type Lifecycle, lifecycleRank } from "../src/lib/call.ts";
import { fixtures, type Payload, simulatedCall, simulations } from "./payloads.ts";
import { createWorld, type World } from "./world.ts";

/** The fixtures of a provider tell of a few calls, mixed as in life. */
const providersWithFixtures = [...new Set(fixtures.map((each) => each.provider))];
const stories: ReadonlyArray<readonly [name: string, payloads: readonly Payload[]]> = [
  ...providersWithFixtures.map(
    (provider) => [provider, fixtures.filter((each) => each.provider === provider)] as const,
  ),
  ...simulations.map(
    ([provider, scenario], seed) =>
      [`${provider} ${scenario}`, simulatedCall(provider, scenario, seed)] as const,
  ),
];

const everything = `delete from webhook_events; delete from calls; delete from call_patches; delete from call_turns;
  delete from call_tool_calls; delete from call_external_ids; delete from call_search; delete from call_changes`;

/** Enough of them for a test that folds them all. */
const someStories = stories.filter(
  (_, index) => index < providersWithFixtures.length || index % 4 === 0,
);

/** What is known of every call, without what tells only when we learned of it. */
async function tell(world: World): Promise<Map<string, unknown>> {
  const { json } = await world.api("GET", "/api/v1/calls?limit=200");
  const calls = new Map<string, unknown>();
  for (const { id } of json.data) {
    const read = async (part: string) =>
      (await world.api("GET", `/api/v1/calls/${id}${part}`)).json;
    const timeline = (await read("/events")).data as Array<Record<string, unknown>>;
    calls.set(
      id,
      withoutArrival({
        call: await read(""),
        transcript: await read("/transcript"),
        vcp: await read("/vcp"),
        timeline: timeline.map(({ type, label, offset_ms }) => `${type} ${label} ${offset_ms}`),
      }),
    );
  }
  return new Map([...calls].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Told {
  call: Record<string, unknown>;
  transcript: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: a VCP message, looked into by path
  vcp: any;
  timeline: string[];
}

function withoutArrival({ call, transcript, vcp, timeline }: Told): unknown {
  const { updated_at: _, first_seen_at: __, ...rest } = call;
  const payload = structuredClone(vcp.vcp_payload);
  delete payload.artifacts.provider_raw_payload_ref;
  delete payload.provenance.created_at;
  if (payload.outcomes.objective.metrics.start_time_source === "received") {
    delete payload.call.start_time;
    delete payload.model_selection.resolved_at;
  }
  return { call: rest, transcript, vcp: payload, timeline: timeline.sort() };
}

/** When a tool was asked for is told by nobody but the arrival of the question. */
function isTimedByArrival(provider: string, body: string): boolean {
  return provider === "assistable" && body.includes('"args"') && !body.includes("full_transcript");
}

const base = Date.now();
let arrivals = 0;

async function deliverAll(world: World, payloads: readonly Payload[]): Promise<void> {
  for (const { provider, body, contentType } of payloads) {
    arrivals += 1_000;
    world.clock.now = base + (isTimedByArrival(provider, body) ? 0 : arrivals);
    const answer = await world.deliver(provider, body, { contentType });
    expect(answer.statusCode).toBe(200);
  }
}

async function forget(administrator: pg.Client): Promise<void> {
  await administrator.query(everything);
}

async function rankOf(administrator: pg.Client): Promise<Map<string, number>> {
  const { rows } = await administrator.query<{ id: string; lifecycle: Lifecycle }>(
    "select id, lifecycle from calls",
  );
  return new Map(rows.map((row) => [row.id, lifecycleRank[row.lifecycle]]));
}

/** An order in which a story may arrive: each delivery once or twice, and after which of them events are folded. */
const arrival = fc.integer({ min: 0, max: stories.length - 1 }).chain((index) => {
  const [name, payloads] = stories[index] ?? ["", []];
  const places = payloads.map((_, place) => place);
  const twice = [...places, ...places];
  return fc.record({
    name: fc.constant(name),
    payloads: fc.constant(payloads),
    order: fc
      .shuffledSubarray(twice, { minLength: payloads.length, maxLength: twice.length })
      .map((order) => [...order, ...places.filter((place) => !order.includes(place))]),
    folds: fc.array(fc.boolean(), { minLength: twice.length * 2, maxLength: twice.length * 2 }),
  });
});

describe("through the real database", () => {
  test("any order and repetition, folded at any moment, gives the records that the right order gives, and no call goes back", async () => {
    await using world = await createWorld();
    const administrator = await world.administrator();
    const inOrder = new Map<string, Map<string, unknown>>();
    const expected = async (name: string, payloads: readonly Payload[]) => {
      const known = inOrder.get(name);
      if (known !== undefined) return known;
      await forget(administrator);
      await deliverAll(world, payloads);
      await world.settle();
      const told = await tell(world);
      inOrder.set(name, told);
      return told;
    };
    await fc.assert(
      fc.asyncProperty(arrival, async ({ name, payloads, order, folds }) => {
        const right = await expected(name, payloads);
        await forget(administrator);
        let ranks = new Map<string, number>();
        for (const [step, place] of order.entries()) {
          const payload = payloads[place];
          if (payload !== undefined) await deliverAll(world, [payload]);
          if (!folds[step]) continue;
          await world.settle();
          const now = await rankOf(administrator);
          for (const [id, rank] of ranks) expect(now.get(id)).toBeGreaterThanOrEqual(rank);
          ranks = now;
        }
        await world.settle();
        expect(await tell(world)).toEqual(right);
      }),
      { numRuns: 40 },
    );
  });

  test("every story at once, backwards and twice, folded in one go, gives the same records as one after the other", async () => {
    await using world = await createWorld();
    const administrator = await world.administrator();
    for (const [, payloads] of someStories) await deliverAll(world, payloads);
    await world.settle();
    const right = await tell(world);
    await forget(administrator);
    const backwards = someStories.flatMap(([, payloads]) => payloads).reverse();
    await deliverAll(world, [...backwards, ...backwards]);
    await world.settle();
    const told = await tell(world);
    expect([...told.keys()]).toEqual([...right.keys()]);
    expect(told).toEqual(right);
    expect(right.size).toBeGreaterThan(30);
  });

  test("replaying everything, twice, and normalising it again change nothing", async () => {
    await using world = await createWorld();
    for (const [, payloads] of someStories) await deliverAll(world, payloads);
    await world.settle();
    const right = await tell(world);
    for (let round = 0; round < 2; round++) {
      const { status, json } = await world.api("POST", "/api/v1/webhook-events/replay");
      expect(status).toBe(202);
      expect(json.replayed).toBeGreaterThan(60);
      await world.settle();
      expect(await tell(world)).toEqual(right);
    }
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { json } = await world.api("POST", "/api/v1/webhook-events/renormalise", {
        dry_run: false,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(json.differences).toEqual([]);
      cursor = json.next_cursor;
    }
    expect(await tell(world)).toEqual(right);
  });
});

test("what an event does not say any more is taken back, and a call of which nothing speaks is gone", async () => {
  await using world = await createWorld();
  const administrator = await world.administrator();
  await deliverAll(
    world,
    fixtures.filter((each) => each.provider === "retell"),
  );
  await world.settle();
  const right = await tell(world);
  // As an older mapping would have left it: another summary on a known call, and a call that nobody speaks of.
  await administrator.query(`update call_patches set patch = jsonb_set(patch::jsonb, '{facts,summary}', '"old words"')
    where event_type = 'call_analyzed'`);
  await administrator.query(`insert into call_patches (tenant_id, call_id, event_id, seq, kind, event_key, event_type, is_verified, received_at, patch)
    select tenant_id, 'call_invented', event_id, 7, kind, event_key, event_type, is_verified, received_at,
      jsonb_set(patch::jsonb, '{providerCallId}', '"invented"') from call_patches where event_type = 'call_analyzed'`);
  await administrator.query(`insert into calls (tenant_id, id, provider, provider_call_id, first_seen_at, last_event_at)
    values ('ten_default', 'call_invented', 'retell', 'invented', now(), now())`);
  await administrator.query(`update webhook_events set call_ids = call_ids || '{call_invented}'
    where event_type = 'call_analyzed'`);
  expect((await tell(world)).size).toBe(right.size + 1);
  const { json } = await world.api("POST", "/api/v1/webhook-events/replay?type=call_analyzed");
  expect(json.replayed).toBe(1);
  await world.settle();
  expect(await tell(world)).toEqual(right);
  expect((await world.api("GET", "/api/v1/calls/call_invented")).status).toBe(404);
});
