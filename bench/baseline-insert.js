// The receiver that people write first: verify, one awaited prepared insert with a unique key, answer.
import { keyOf } from "./lib/events.js";
import { serveReceiver } from "./lib/receiver.js";

await serveReceiver({
  schema: `create table if not exists received_events (
    id bigint generated always as identity primary key,
    event_key text not null unique,
    received_at timestamptz not null,
    body bytea not null
  )`,
  store: async (pool, body, receivedAt) => {
    await pool.query({
      name: "insert-event",
      text: `insert into received_events (event_key, received_at, body) values ($1, $2, $3)
        on conflict (event_key) do nothing`,
      values: [keyOf(body), receivedAt, body],
    });
  },
});
