import fc from "fast-check";
import type pg from "pg";
import { expect, test } from "vitest";
import { openAnalytics } from "../src/analytics/index.ts";
import { applyPatches, callData } from "../src/calls/index.ts";
import type { CallPatch } from "../src/lib/call.ts";
import { callId, uuidOf } from "../src/lib/ids.ts";
import { microsToUsd } from "../src/lib/money.ts";
import { inTenant } from "../src/store/index.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const ignore = () => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const noon = Date.UTC(2026, 0, 5, 12);
const hour = 3_600_000;
const providers = ["retell", "twilio", "vapi"];

/** What an event says when it is folded this time. Null: nothing any more. */
interface Says {
  call: number;
  hour: number;
  agent: number;
  caller: number;
  cost: number | null;
  isOver: boolean;
  isGood: boolean;
  line: number | null;
}

type Step =
  | { do: "tell"; event: number; says: Says | null }
  | { do: "recount" }
  | { do: "erase"; caller: number }
  | { do: "expire"; event: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("tell" as const),
      event: fc.nat(4),
      says: fc.option(
        fc.record({
          call: fc.nat(3),
          hour: fc.nat(3),
          agent: fc.nat(1),
          caller: fc.nat(2),
          cost: fc.option(fc.integer({ min: 0, max: 3_000_000 })),
          isOver: fc.boolean(),
          isGood: fc.boolean(),
          line: fc.option(fc.nat(1)),
        }),
        { freq: 4 },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: "recount" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("erase" as const), caller: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("expire" as const), event: fc.nat(4) }) },
);

const providerOf = (call: number) => providers[call % providers.length] ?? "retell";
const callerOf = (caller: number) => `+1212555010${caller}`;

function patchOf(says: Says, event: number): CallPatch {
  const at = noon + says.hour * hour + event * 1_000;
  return {
    provider: providerOf(says.call),
    providerCallId: `c${says.call}`,
    lifecycle: says.isOver ? "ended" : "in_progress",
    occurredAt: at,
    facts: {
      direction: "inbound",
      from: callerOf(says.caller),
      to: "+12125550199",
      agentId: `agent_${says.agent}`,
      startedAt: at,
      costMicros: says.cost,
      ...(says.isOver
        ? { disposition: "completed", evaluation: says.isGood ? "success" : "failure" }
        : {}),
    },
    ...(says.line === null
      ? {}
      : { externalIds: [{ kind: "twilio_call_sid", value: `line ${says.line}` }] }),
  };
}

interface CallRow {
  id: string;
  provider: string;
  agent_id: string;
  at: Date;
  status: string;
  lifecycle: string;
  cost_micros: number | null;
  lines: string[];
}

async function callsOf(administrator: pg.Client, tenantId: string): Promise<CallRow[]> {
  const { rows } = await administrator.query(
    `select id, provider, agent_id, started_at as at, status, lifecycle, cost_micros,
      array(select value from call_external_ids x where x.tenant_id = c.tenant_id and x.call_id = c.id) as lines
    from calls c where tenant_id = $1`,
    [tenantId],
  );
  return rows;
}

/** A call, and whether it is the one that is counted of those of its telephone call. */
function judged(calls: readonly CallRow[]): Array<CallRow & { isCounted: boolean }> {
  const rank = ({ provider, id }: CallRow) => `${provider === "twilio" ? 1 : 0} ${id}`;
  return calls.map((call) => ({
    ...call,
    isCounted: !areLinked(
      call,
      calls.filter((other) => rank(other) < rank(call)),
    ),
  }));
}

function areLinked(call: CallRow, others: readonly CallRow[]): boolean {
  return others.some((other) => other.lines.some((line) => call.lines.includes(line)));
}

type Judged = ReturnType<typeof judged>[number];

/** Figures by provider and agent, and of them those of each hour, by a plain count. */
function plainly(calls: readonly Judged[]) {
  const hourOf = ({ at }: Judged) => new Date(Math.floor(at.getTime() / hour) * hour).toISOString();
  const ofAll = calls.map((call) => ({ ...call, agent_id: "all" }));
  return {
    ...countedBy(calls, hourOf),
    ...countedBy(ofAll, hourOf),
    ...countedBy(calls, () => "day"),
    // By a clock whose days are not those of the sums.
    ...countedBy(calls, () => "2026-01-01T05:00:00.000Z"),
  };
}

function countedBy(calls: readonly Judged[], timeOf: (call: Judged) => string) {
  const lines = new Map<
    string,
    { calls: number; linked: number; over: number; good: number; cost: number[]; unknown: number }
  >();
  for (const call of calls) {
    const key = `${timeOf(call)} ${call.provider} ${call.agent_id}`;
    const line = lines.get(key) ?? { calls: 0, linked: 0, over: 0, good: 0, cost: [], unknown: 0 };
    lines.set(key, line);
    const isOver = call.lifecycle === "ended";
    line.calls += call.isCounted ? 1 : 0;
    line.linked += call.isCounted ? 0 : 1;
    line.over += isOver && call.isCounted ? 1 : 0;
    line.good += isOver && call.isCounted && call.status === "success" ? 1 : 0;
    if (call.cost_micros !== null) line.cost.push(call.cost_micros);
    else line.unknown += isOver ? 1 : 0;
  }
  return Object.fromEntries(
    [...lines].map(([key, { cost, ...line }]) => [
      key,
      { ...line, cost: cost.length === 0 ? null : microsToUsd(cost.reduce((a, b) => a + b, 0)) },
    ]),
  );
}

/** The same as the API tells it. */
async function shown(world: World, tenantId: string) {
  const lines: Record<string, unknown> = {};
  const midnight = noon - 12 * hour;
  const span = `from=${new Date(midnight).toISOString()}&to=${new Date(midnight + 24 * hour).toISOString()}`;
  for (const [provider, interval] of providers.flatMap((one) => [
    [one, "&interval=hour"],
    [one, "&interval=hour&group_by=agent"],
    [one, "&interval=month&group_by=agent&tz=America/New_York"],
    [one, "&group_by=agent"],
  ])) {
    const url = `/api/v1/analytics?${span}&provider=${provider}${interval}`;
    const { status, json } = await world.api("GET", url, undefined, keyOf(tenantId));
    expect([status, json.detail]).toEqual([200, undefined]);
    for (const { start, group, calls, linked_records, live, statuses, cost } of json.data) {
      lines[`${start ?? "day"} ${provider} ${group ?? "all"}`] = {
        ...{ calls, linked: linked_records, over: calls - live, good: statuses.success },
        ...{ cost: cost.total, unknown: cost.unknown },
      };
    }
  }
  return lines;
}

test("late, repeated, corrected, taken back, erased and expired: figures are those of a recount", async () => {
  const runs = 10;
  const tenants = Array.from({ length: runs }, (_, n) => `ten_run${n}`);
  await using world = await createWorld({ tenants });
  const { db, clock } = world;
  const administrator = await world.administrator();
  const analytics = openAnalytics({ db, now: () => clock.now, log: silent });
  const calls = callData({ erased: [analytics.witness], expired: [analytics.expired] });
  const options = {
    maxCallMs: () => 3_600_000,
    witnesses: [analytics.witness],
    effects: [analytics.effect],
  };
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      const tenantId = tenants[run++ % runs] ?? "";
      const scope = { tenantId };
      const former = new Map<number, string[]>();
      const frozen: Judged[] = [];
      /** Those, and records of them that came later and went, too. */
      const expired: CallRow[] = [];
      const current = async () => {
        const gone = new Set(frozen.map(({ id }) => id));
        const found = judged(await callsOf(administrator, tenantId));
        const late = found.filter(({ id }) => gone.has(id));
        return found
          .filter(({ id }) => !gone.has(id))
          .map((call) => ({
            ...call,
            isCounted: call.isCounted && !areLinked(call, [...late, ...expired]),
          }));
      };
      const tell = (event: number, says: Says | null) => {
        const patches = says === null ? [] : [patchOf(says, event)];
        const formerCallIds = former.get(event) ?? [];
        former.set(
          event,
          patches.map((one) => callId(tenantId, one.provider, one.providerCallId)),
        );
        const told = {
          eventKey: `key ${event}`,
          eventType: "test",
          isVerified: true,
          formerCallIds,
        };
        const eventId = uuidOf(`event ${event}`);
        const receivedAt = noon + 6 * hour + event * 1_000;
        const folded = { ...told, eventId, receivedAt, kind: "event" as const, patches };
        return inTenant(db, scope, (trx) => applyPatches(trx, scope, [folded], options));
      };
      for (const one of steps) {
        clock.now += 10 * 60_000;
        if (one.do === "tell") await tell(one.event, one.says);
        if (one.do === "recount") await analytics.work.drain();
        if (one.do === "erase") {
          const subject = { kind: "caller", number: callerOf(one.caller) } as const;
          await calls.erase(db, scope, subject);
          await analytics.data.erase(db, scope, subject);
        }
        if (one.do === "expire") {
          const before = await current();
          const present = await callsOf(administrator, tenantId);
          await calls.expire(db, scope, new Date(noon + 6 * hour + one.event * 1_000));
          const left = new Set((await callsOf(administrator, tenantId)).map(({ id }) => id));
          frozen.push(...before.filter(({ id }) => !left.has(id)));
          expired.push(...present.filter(({ id }) => !left.has(id)));
        }
      }
      const expected = plainly([...frozen, ...(await current())]);
      expect(await shown(world, tenantId)).toEqual(expected);
      clock.now += 10 * 60_000;
      await analytics.work.drain();
      expect(await shown(world, tenantId)).toEqual(expected);
    }),
    { numRuns: runs, endOnFailure: true },
  );
});
