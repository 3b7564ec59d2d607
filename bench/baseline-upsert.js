// The receiver that does everything at once: verify, store the raw event and the call in one transaction, answer.
import { keyOf } from "./lib/events.js";
import { serveReceiver } from "./lib/receiver.js";

const schema = `
create table if not exists received_events (
  id bigint generated always as identity primary key,
  event_key text not null unique,
  received_at timestamptz not null,
  body bytea not null
);
create table if not exists call_list (
  call_id text primary key,
  status text not null,
  rank smallint not null,
  direction text,
  from_number text,
  to_number text,
  agent_id text,
  agent_name text,
  started_at timestamptz,
  ended_at timestamptz,
  duration_ms bigint,
  end_reason text,
  cost_cents numeric,
  recording_url text,
  carrier_id text,
  transcript jsonb,
  updated_at timestamptz not null
);
create index if not exists call_list_newest on call_list (started_at desc, call_id);
create index if not exists call_list_from on call_list (from_number, started_at desc);
create index if not exists call_list_to on call_list (to_number, started_at desc);
`;

const insertEvent = `insert into received_events (event_key, received_at, body) values ($1, $2, $3)
  on conflict (event_key) do nothing`;

// A late "started" does not overwrite what "ended" told.
const upsertCall = `insert into call_list (call_id, status, rank, direction, from_number, to_number, agent_id, agent_name,
    started_at, ended_at, duration_ms, end_reason, cost_cents, recording_url, carrier_id, transcript, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  on conflict (call_id) do update set status = excluded.status, rank = excluded.rank,
    started_at = coalesce(excluded.started_at, call_list.started_at),
    ended_at = coalesce(excluded.ended_at, call_list.ended_at),
    duration_ms = coalesce(excluded.duration_ms, call_list.duration_ms),
    end_reason = coalesce(excluded.end_reason, call_list.end_reason),
    cost_cents = coalesce(excluded.cost_cents, call_list.cost_cents),
    recording_url = coalesce(excluded.recording_url, call_list.recording_url),
    transcript = coalesce(excluded.transcript, call_list.transcript),
    updated_at = excluded.updated_at
  where call_list.rank <= excluded.rank`;

const ranks = { call_started: 1, call_ended: 2, call_analyzed: 3 };

await serveReceiver({
  schema,
  store: async (pool, body, receivedAt) => {
    const { event, call } = JSON.parse(body.toString());
    const client = await pool.connect();
    try {
      await client.query("begin");
      const values = [keyOf(body), receivedAt, body];
      await client.query({ name: "insert-event", text: insertEvent, values });
      const columns = columnsOf(event, call, receivedAt);
      await client.query({ name: "upsert-call", text: upsertCall, values: columns });
      await client.query("commit");
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  },
});

function columnsOf(event, call, receivedAt) {
  const turns = call.transcript_object?.map(({ role, content }) => ({ role, content }));
  return [
    call.call_id,
    call.call_status,
    ranks[event] ?? 0,
    call.direction,
    call.from_number,
    call.to_number,
    call.agent_id,
    call.agent_name,
    call.start_timestamp && new Date(call.start_timestamp),
    call.end_timestamp && new Date(call.end_timestamp),
    call.duration_ms,
    call.disconnection_reason,
    call.call_cost?.combined_cost,
    call.recording_url,
    call.telephony_identifier?.twilio_call_sid,
    turns && JSON.stringify(turns),
    receivedAt,
  ];
}
