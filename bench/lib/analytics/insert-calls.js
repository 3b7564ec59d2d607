// Calls of four months, made in the database as if they had been folded.
import { setTimeout as wait } from "node:timers/promises";
import { say } from "../figures.js";
import { withDatabase } from "../servers.js";

const days = 120;
const insertAtOnce = 20_000;
const turnsOfCall = 10;
const countPatienceMs = 30 * 60_000;

/** A number from 0 to `below` that looks random and is the same in every run. */
const any = (below, salt) => `(hashint4extended(n, ${salt}) & 2147483647) % ${below}`;
const oneOf = (values, salt) =>
  `(array[${values.map((value) => `'${value}'`).join(", ")}])[1 + ${any(values.length, salt)}]`;
const many = (value, count) => Array.from({ length: count }, () => value);

const dispositions = [
  ...many("completed", 70),
  ...many("transferred", 10),
  ...many("no_answer", 8),
  ...many("voicemail", 6),
  ...many("busy", 3),
  ...many("failed", 2),
  "declined",
];
const answeredStatuses = [...many("success", 16), "failure", "failure", "partial", "unknown"];
/** Some words are in many calls and most in few. */
const words = (count) => `(select string_agg('word' || (5000 * power(
    ((hashint4extended(n * 1000 + w, 9) & 2147483647) / 2147483648.0), 3))::int, ' ')
  from generate_series(1, ${count}) w)`;

const insertCalls = `insert into calls (tenant_id, id, provider, provider_call_id, lifecycle, disposition, status, end_reason, direction,
    from_number, to_number, agent_id, first_seen_at, last_event_at, started_at, ended_at, duration_ms, cost_micros, satisfaction_score,
    sentiment, summary, turn_count, facts)
  select 'ten_default', 'call_' || lpad(n::text, 26, '0'), provider, 'bench' || n,
    case disposition when 'failed' then 'failed' else ${oneOf(["ended", ...many("analyzed", 9)], 1)} end, disposition,
    case when disposition in ('completed', 'transferred') then ${oneOf(answeredStatuses, 2)} when disposition = 'failed' then 'error' else 'timeout' end,
    ${oneOf(["user_hangup", "agent_hangup", "dial_busy", "inactivity", "error"], 3)}, direction,
    case direction when 'inbound' then caller else own end, case direction when 'inbound' then own else caller end,
    case when ${any(20_000, 5)} = 0 then 'agent_rare' else 'agent_' || agent end,
    at, at, at, at + interval '3 minutes', 10000 + ${any(600_000, 10)}, case when ${any(7, 11)} > 0 then ${any(900_000, 12)} end,
    case when ${any(5, 13)} < 2 then (${any(100, 14)}) / 100.0 end, ${oneOf(["positive", "neutral", "negative"], 15)},
    'They asked for an appointment.', case when n <= $3::int then ${turnsOfCall} else 0 end,
    jsonb_build_object('costItems', jsonb_build_array(jsonb_build_object('component', 'llm', 'micros', ${any(90_000, 16)}),
      jsonb_build_object('component', 'tts', 'micros', ${any(90_000, 17)})))
      || case when provider in ('retell', 'vapi') then
        jsonb_build_object('latency', jsonb_build_object('e2e', jsonb_build_object('p50', 500 + ${any(1_500, 18)}))) else '{}' end
  from (select *, (array['retell', 'vapi', 'elevenlabs', 'bland', 'assistable'])[1 + agent % 5] as provider,
      '+121255501' || lpad((agent + case when ${any(4, 7)} = 0 then 40 else 0 end)::text, 2, '0') as own,
      '+1' || 300 + ${any(200, 6)} || '55501' || lpad((${any(100, 8)})::text, 2, '0') as caller
    from (select n, ${any(40, 19)} as agent, ${oneOf(["inbound", "inbound", "outbound"], 4)} as direction,
        case when ${any(50_000, 20)} = 0 then 'canceled' else ${oneOf(dispositions, 20)} end as disposition,
        $4::timestamptz - n * $5::float8 * interval '1 millisecond' as at
      from generate_series($1::int, $2::int) n) drawn) made`;

const insertWords = `insert into call_search (tenant_id, call_id, document)
  select 'ten_default', 'call_' || lpad(n::text, 26, '0'), to_tsvector('simple', case when n <= $3::int then ${words(200)} else ${words(12)} end)
  from generate_series($1::int, $2::int) n`;

const insertTurns = `insert into call_turns (tenant_id, call_id, seq, role, content)
  select 'ten_default', 'call_' || lpad(n::text, 26, '0'), seq, case seq % 2 when 0 then 'agent' else 'user' end, repeat('What was said in this turn. ', 4)
  from generate_series($1::int, $2::int) n, generate_series(0, ${turnsOfCall - 1}) seq`;

/**
 * Inserts calls evenly over the time before now, the newest of them with turns, and waits until their figures were counted.
 * @param {import("../servers.js").Server} server
 * @param {{ calls: number, withTurns: number }} options
 */
export function fill(server, { calls, withTurns }) {
  return withDatabase(
    server,
    async (client) => {
      const startedAt = performance.now();
      const now = new Date();
      const apartMs = (days * 24 * 3_600_000) / calls;
      for (let from = 1; from <= calls; from += insertAtOnce) {
        const to = Math.min(calls, from + insertAtOnce - 1);
        await client.query(insertCalls, [from, to, withTurns, now, apartMs]);
        await client.query(insertWords, [from, to, withTurns]);
        if (from <= withTurns) await client.query(insertTurns, [from, Math.min(to, withTurns)]);
        if (to % 100_000 === 0 || to === calls) say(`${to} of ${calls} calls inserted`);
      }
      await client.query("vacuum analyze calls, call_search, call_turns");
      const insertSeconds = (performance.now() - startedAt) / 1000;
      return { insertSeconds, countSeconds: await awaitFigures(client) };
    },
    { isTenant: false },
  );
}

/** Has everything counted again, as the product does by itself after its first start on old calls. */
async function awaitFigures(client) {
  const startedAt = performance.now();
  await client.query(
    "insert into analytics_recounts (tenant_id, again_at) values ('ten_default', now()) on conflict (tenant_id) do update set again_at = now()",
  );
  for (;;) {
    const { rows } =
      await client.query(`select (select again_at is null from analytics_recounts where tenant_id = 'ten_default')
      and not exists (select from analytics_marks) as is_counted`);
    if (rows[0].is_counted) return (performance.now() - startedAt) / 1000;
    if (performance.now() - startedAt > countPatienceMs)
      throw new Error("The figures were not counted in time");
    await wait(200);
  }
}
