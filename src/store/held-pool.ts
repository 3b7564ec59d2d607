import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

export interface PoolSize {
  /** Connections that stay open. */
  kept: number;
  /** More of them while all are busy; closed again when idle. */
  overflow: number;
  /** How long a query waits for one. */
  acquireMs: number;
  /** Told of each new connection's process in the database server; not after `replace`, since another server's processes may be on another machine. */
  onProcess?: ((pid: number) => void) | undefined;
}

/** A pool whose users can be made to wait, and which can then go on with another database. */
export interface HeldPool {
  connect(): Promise<pg.PoolClient>;
  query(statement: pg.QueryConfig & { query_timeout?: number }): Promise<pg.QueryResult>;
  /** In use, at most, and how many wait for one. */
  counts(): { active: number; max: number; waiting: number };
  /** Resolves once nobody uses a connection; whoever wants one from here on waits until `release`. Resolves to false when that took too long: then nobody waits. */
  hold(patienceMs: number): Promise<boolean>;
  release(): void;
  /** Goes on with another database. Only while held. */
  replace(options: pg.ClientConfig): Promise<void>;
  end(): Promise<void>;
}

const overflowIdleMs = 10_000;
const lookEveryMs = 2;

/** Opens a pool; no connection is made until the first query. */
export function createHeldPool(
  options: pg.ClientConfig,
  { kept, overflow, acquireMs, onProcess }: PoolSize,
  onLost: (error: Error) => void,
): HeldPool {
  const max = kept + overflow;
  const open = (at: pg.ClientConfig, tell?: (pid: number) => void) => {
    const opened = new pg.Pool({
      ...at,
      min: kept,
      max,
      idleTimeoutMillis: overflowIdleMs,
      connectionTimeoutMillis: acquireMs,
    });
    // A connection that breaks is replaced at the next query. Without listeners it would end the process: the pool hears of idle ones, we of those in use.
    opened.on("error", onLost);
    opened.on("connect", (client) => {
      client.on("error", () => undefined);
      tell?.((client as unknown as { processID: number }).processID);
    });
    return opened;
  };
  let pool = open(options, onProcess);
  let gate: Promise<void> | undefined;
  let waitingAtGate = 0;
  let release: () => void = () => undefined;

  const pass = async () => {
    waitingAtGate++;
    while (gate !== undefined) await gate;
    waitingAtGate--;
  };
  const letGo = () => {
    gate = undefined;
    release();
  };
  return {
    async connect() {
      if (gate !== undefined) await pass();
      return pool.connect();
    },
    async query(statement) {
      if (gate !== undefined) await pass();
      return pool.query(statement);
    },
    counts: () => ({
      active: pool.totalCount - pool.idleCount,
      max,
      waiting: pool.waitingCount + waitingAtGate,
    }),
    async hold(patienceMs) {
      gate = new Promise((resolve) => {
        release = resolve;
      });
      const giveUpAt = performance.now() + patienceMs;
      while (pool.totalCount > pool.idleCount || pool.waitingCount > 0) {
        if (performance.now() > giveUpAt) {
          letGo();
          return false;
        }
        await pause(lookEveryMs);
      }
      return true;
    },
    release: letGo,
    async replace(at) {
      const former = pool;
      pool = open(at);
      // What still ends there is no loss.
      former.on("error", () => undefined).removeListener("error", onLost);
      await former.end();
    },
    end: () => pool.end(),
  };
}
