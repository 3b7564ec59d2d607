// What the loss test compares: each acknowledged delivery is there once, and each call is what its deliveries say.
import { readFileSync } from "node:fs";
import { withDatabase } from "./servers.js";

const lifecycleOf = { call_started: "in_progress", call_ended: "ended", call_analyzed: "analyzed" };

/** Compares the ledger with the events and calls of the product. All made deliveries must be in the ledger by now. */
export async function auditCalls(server, ledgerFile) {
  const ledger = readFileSync(ledgerFile, "utf8").split("\n").filter(Boolean);
  const acked = ledger.map((line) => {
    const [callId = "", key = "", event = ""] = line.split(" ");
    return { callId, key, event };
  });
  return withDatabase(server, async (client) => {
    const events = await client.query("select event_key, status from webhook_events");
    const calls =
      await client.query(`select c.provider_call_id as id, c.lifecycle, count(p.event_id)::int as parts
      from calls c left join call_patches p on p.tenant_id = c.tenant_id and p.call_id = c.id and p.kind = 'event'
      group by c.provider_call_id, c.lifecycle`);
    return compare(acked, events.rows, calls.rows);
  });
}

function compare(acked, events, calls) {
  const statusOf = new Map(events.map((row) => [row.event_key, row.status]));
  const expected = expectCalls(acked);
  const wrongCalls = calls.filter(({ id, lifecycle, parts }) => {
    const call = expected.get(id);
    return call === undefined || call.lifecycle !== lifecycle || call.events !== parts;
  });
  return {
    acked: acked.length,
    stored: events.length,
    lost: acked.filter(({ key }) => !statusOf.has(key)).length,
    duplicates: events.length - statusOf.size,
    unfolded: acked.filter(({ key }) => statusOf.get(key) !== "processed").length,
    calls: calls.length,
    wrongCalls: wrongCalls.length + Math.abs(expected.size - calls.length),
  };
}

/** The calls that the acknowledged deliveries speak of. Each delivery was acknowledged once. */
function expectCalls(acked) {
  const calls = new Map();
  for (const { callId, event } of acked) {
    const call = calls.get(callId) ?? { events: 0, rank: -1, lifecycle: "" };
    const rank = Object.keys(lifecycleOf).indexOf(event);
    const isFurther = rank > call.rank;
    calls.set(callId, {
      events: call.events + 1,
      rank: Math.max(rank, call.rank),
      lifecycle: isFurther ? lifecycleOf[event] : call.lifecycle,
    });
  }
  return calls;
}
