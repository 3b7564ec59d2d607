// Many calls at once, without anybody having called.
import { say } from "./figures.js";
import { withDatabase } from "./servers.js";

const insertAtOnce = 10_000;

/**
 * Calls with transcripts, a minute apart, as if they had been folded.
 * @param {{ count: number, patches: number, turns: number }} size `patches`: of how many, the newest, what they are made of is there too
 */
export async function insertCalls(server, { count, patches, turns }) {
  await withDatabase(server, async (client) => {
    for (let from = 1; from <= count; from += insertAtOnce) {
      const to = Math.min(count, from + insertAtOnce - 1);
      await client.query(
        `insert into calls (tenant_id, id, provider, provider_call_id, lifecycle, disposition, status, direction, from_number, to_number,
            first_seen_at, last_event_at, started_at, ended_at, duration_ms, summary, turn_count, facts)
          select 'ten_default', 'call_' || lpad(n::text, 26, '0'), 'retell', 'bench' || n, 'analyzed', 'completed', 'success', 'inbound',
            '+12125550101', '+12125550102', at, at, at, at + interval '3 minutes', 180000, repeat('They asked for an appointment. ', 8), $3, '{}'
          from (select n, date_trunc('minute', now()) - n * interval '1 minute' as at from generate_series($1::int, $2::int) n) calls`,
        [from, to, turns],
      );
      await client.query(
        `insert into call_turns (tenant_id, call_id, seq, role, content)
          select 'ten_default', 'call_' || lpad(n::text, 26, '0'), seq, case seq % 2 when 0 then 'agent' else 'user' end,
            repeat('What was said in this turn. ', 4)
          from generate_series($1::int, $2::int) n, generate_series(0, $3::int - 1) seq`,
        [from, to, turns],
      );
      say(`${to} of ${count} calls inserted`);
    }
    await insertPatches(client, patches, turns);
    await client.query("analyze calls");
    await client.query("analyze call_turns");
  });
}

/** What the newest calls are made of: vCons are written from it. */
async function insertPatches(client, count, turnCount) {
  const turns = Array.from({ length: turnCount }, (_, seq) => ({
    role: seq % 2 === 0 ? "agent" : "user",
    content: "What was said in this turn. ".repeat(4),
    startMs: seq * 1_000,
    endMs: seq * 1_000 + 900,
    isInterrupted: false,
  }));
  const patch = {
    provider: "retell",
    lifecycle: "analyzed",
    occurredAt: null,
    facts: { from: "+12125550101", to: "+12125550102", direction: "inbound" },
    transcript: { kind: "snapshot", turns },
  };
  await client.query(
    `insert into call_patches (tenant_id, call_id, event_id, seq, kind, event_key, event_type, is_verified, received_at, patch)
      select 'ten_default', 'call_' || lpad(n::text, 26, '0'), gen_random_uuid(), 0, 'event', 'bench' || n, 'call_analyzed', true, now(),
        $2::jsonb || jsonb_build_object('providerCallId', 'bench' || n)
      from generate_series(1, $1::int) n`,
    [count, JSON.stringify(patch)],
  );
}
