import fc from "fast-check";
import { expect, test } from "vitest";
import { applyPatches, type EventPatches } from "../src/calls/index.ts";
import { followCalls } from "../src/contacts/index.ts";
import type { CallPatch } from "../src/lib/call.ts";
import { callId, uuidOf } from "../src/lib/ids.ts";
import { inTenant } from "../src/store/index.ts";
import { createWorld, type World } from "./world.ts";

const numbers = [
  "+12125550101",
  "+12125550102",
  "+12125550103",
  "anonymous",
  "sip:1@example.com",
  null,
];
const noon = Date.UTC(2026, 0, 5, 12);

/** What an event says when it is folded this time: about which call, and who is on it. Null says nothing any more. */
interface Step {
  event: number;
  says: {
    call: number;
    number: (typeof numbers)[number];
    direction: "inbound" | "outbound" | null;
    minute: number;
  } | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  event: fc.nat(5),
  says: fc.option(
    fc.record({
      call: fc.nat(3),
      number: fc.constantFrom(...numbers),
      direction: fc.constantFrom("inbound", "outbound", null),
      minute: fc.nat(60),
    }),
    { freq: 4 },
  ),
});

function patchOf({ call, number, direction, minute }: NonNullable<Step["says"]>): CallPatch {
  return {
    provider: "retell",
    providerCallId: `c${call}`,
    lifecycle: "in_progress",
    occurredAt: noon + minute * 60_000,
    facts: {
      direction,
      from: direction === "outbound" ? "+12125550199" : number,
      to: direction === "outbound" ? number : "+12125550199",
      startedAt: noon + minute * 60_000,
    },
  };
}

interface Figures {
  number: string;
  count: number;
  first: string | null;
  last: string | null;
}

/** Contacts as the product shows them. */
async function shown(world: World, tenantId: string): Promise<Figures[]> {
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    `select n.number, (select count(*)::int from contact_calls l where l.tenant_id = n.tenant_id and l.number = n.number) as count,
      c.first_call_at::text as first, c.last_call_at::text as last
    from contacts c join contact_numbers n on n.tenant_id = c.tenant_id and n.contact_id = c.id
    where c.tenant_id = $1 order by 1`,
    [tenantId],
  );
  return rows;
}

/** Contacts as a plain count of the calls has them. */
async function counted(world: World, tenantId: string): Promise<Figures[]> {
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    `select number, count(*)::int as count, min(at)::text as first, max(at)::text as last
    from (select case direction when 'inbound' then from_number else to_number end as number,
        coalesce(started_at, first_occurred_at, first_seen_at) as at
      from calls where tenant_id = $1 and direction is not null) parties
    where number like '+%' group by number order by 1`,
    [tenantId],
  );
  return rows;
}

test("in any order, repeated, corrected, taken back and at the same time: a contact's figures are those of a recount", async () => {
  const runs = 25;
  const tenants = Array.from({ length: runs }, (_, n) => `ten_run${n}`);
  await using world = await createWorld({ tenants });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 6 }),
      async (waves) => {
        const scope = { tenantId: tenants[run++ % runs] ?? "" };
        const former = new Map<number, string[]>();
        for (const wave of waves) {
          // One event is folded by one at a time; different ones at once.
          const steps = [...new Map(wave.map((one) => [one.event, one])).values()];
          await Promise.all(
            steps.map(({ event, says }) => {
              const patches = says === null ? [] : [patchOf(says)];
              const folded: EventPatches = {
                eventId: uuidOf(`event ${event}`),
                kind: "event",
                eventKey: `key ${event}`,
                eventType: "test",
                isVerified: true,
                receivedAt: noon + event,
                formerCallIds: former.get(event) ?? [],
                patches,
              };
              former.set(
                event,
                says === null ? [] : [callId(scope.tenantId, "retell", `c${says.call}`)],
              );
              return inTenant(world.db, scope, (trx) =>
                applyPatches(trx, scope, [folded], {
                  maxCallMs: () => 3_600_000,
                  witnesses: [],
                  effects: [followCalls],
                }),
              );
            }),
          );
        }
        expect(await shown(world, scope.tenantId)).toEqual(await counted(world, scope.tenantId));
      },
    ),
    { numRuns: runs, endOnFailure: true },
  );
});
