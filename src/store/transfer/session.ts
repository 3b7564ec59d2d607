import type { Duplex } from "node:stream";
import pg from "pg";

/**
 * Values as text must be the same on both sides, whatever the servers' settings; and no time limit of a server may end a long copy.
 * `row_security = off` makes a read fail that a policy would cut short in silence.
 */
const settings = `set local row_security = off; set local statement_timeout = 0; set local lock_timeout = '10s';
  set local idle_in_transaction_session_timeout = 0; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1;
  set local search_path = pg_catalog, public`;

/** A connection for copying. */
export interface Session {
  readonly client: pg.Client;
  begin(how?: "snapshot"): Promise<void>;
  /** Ends it, whatever is under way. What was not committed did not happen. */
  cut(): void;
}

export async function openSession(options: pg.ClientConfig): Promise<Session> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 10_000, keepAlive: true });
  // Whatever is under way fails by itself.
  client.on("error", () => undefined);
  await client.connect();
  return {
    client,
    async begin(how) {
      const mode = how === "snapshot" ? "isolation level repeatable read, read only" : "";
      await client.query(`begin ${mode}`);
      await client.query(settings);
    },
    cut() {
      // A polite end would wait for a copy that nobody reads any more.
      (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
    },
  };
}
