import { setTimeout as pause } from "node:timers/promises";
import { Kysely, sql } from "kysely";
import type pg from "pg";
import { BegunByStatementDialect } from "./begun-by-statement.ts";
import { codeOf, isUnavailable } from "./failures.ts";
import { createHeldPool } from "./held-pool.ts";
import type { Tables } from "./tables/index.ts";

/** How a replica stands. */
export interface ReplicaStanding {
  /** For how long it has lacked something that the database has; null while that is not known. */
  lagSeconds: number | null;
  /** Why nothing is read from it; null while it is read from. */
  fault: string | null;
  /** Reads since the start that it might have served, by who did. */
  reads: Readonly<Record<"replica" | "primary", number>>;
}

/** A streaming replica of the database, read from while it keeps up. */
export interface ReadReplica {
  readonly kysely: Kysely<Tables>;
  standing(): ReplicaStanding;
  /** Learns how it stands; before that nothing is read from it. Fails only where the database itself does not answer. */
  look(): Promise<void>;
  /**
   * Reads by `here`, which reads from the replica and first waits until it has what was committed before the question. Where it has not, or does not answer, `there` reads instead.
   */
  serve<T>(
    here: (hasAll: (trx: Kysely<Tables>) => Promise<void>) => Promise<T>,
    there: () => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

interface Needs {
  /** The database whose replica it is. */
  primary: Kysely<Tables>;
  options: pg.ClientConfig;
  connections: number;
  log: (fields: object, message: string) => void;
  now: () => number;
}

/** A replica that has lacked something for longer is not asked until it has caught up. */
const lagSecondsMax = 10;
/** How long one read waits for the replica to catch up, and how often it looks. */
const catchUpMs = 200;
const catchUpLookMs = 5;
const lookTimeoutMs = 2_000;
/** Longer than any statement may take: a machine that vanished does not end its connections. */
const answerTimeoutMs = 35_000;
/** More than are needed, at a look a second, to know that a replica is too far behind. */
const placesMax = 100;

/** Where in its log the database is with what was committed, and which database it is. */
const committed = "(pg_current_wal_flush_lsn() - '0/0')::bigint";
const replayed = "(pg_last_wal_replay_lsn() - '0/0')::bigint";
const system = "(select system_identifier::text from pg_control_system())";

/** What a replica cannot serve in time. */
class BehindError extends Error {}

/** Opens a replica; no connection is made until the first look. */
export function openReplica({ primary, options, connections, log, now }: Needs): ReadReplica {
  const pool = createHeldPool(
    { ...options, query_timeout: answerTimeoutMs },
    { kept: connections, overflow: 0, acquireMs: lookTimeoutMs },
    (error) => log({ code: codeOf(error) }, "connection to the replica lost"),
  );
  const reads = { replica: 0, primary: 0 };
  const lag = createLag(now);
  let state: Omit<ReplicaStanding, "reads"> = { lagSeconds: null, fault: "It was not asked yet." };
  /** A read did not succeed there since the last look. */
  let isAvoided = false;
  /** Reads under way there are told when it does not answer any more. */
  const underWay = new Set<(error: Error) => void>();

  const stands = (next: typeof state) => {
    if (next.fault !== state.fault) {
      const not = next.fault === null ? "" : "not ";
      log({ fault: next.fault }, `the replica is ${not}read from`);
    }
    state = next;
    isAvoided = false;
  };
  const whileItAnswers = <T>(answer: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      underWay.add(reject);
      answer.then(resolve, reject).finally(() => underWay.delete(reject));
    });

  return {
    kysely: new Kysely<Tables>({ dialect: new BegunByStatementDialect(pool) }),
    standing: () => ({ ...state, reads: { ...reads } }),
    async look() {
      const own = await askPrimary<{ place: number; system: string }>(
        primary,
        `select ${committed} as place, ${system} as system`,
      );
      lag.note(own.place);
      const text = `select pg_is_in_recovery() as is_replica, ${replayed} as place, ${system} as system`;
      try {
        const { rows } = await pool.query({ text, values: [], query_timeout: lookTimeoutMs });
        stands(judge(own.system, rows[0], lag.at));
      } catch (error) {
        for (const giveUp of underWay) giveUp(new BehindError());
        stands({ lagSeconds: null, fault: `It does not answer (${codeOf(error) ?? "no code"}).` });
      }
    },
    async serve(here, there) {
      if (state.fault === null && !isAvoided) {
        try {
          const { place } = await askPrimary<{ place: number }>(
            primary,
            `select ${committed} as place`,
          );
          const answer = await whileItAnswers(here((trx) => untilReplayed(trx, place)));
          reads.replica++;
          return answer;
        } catch (error) {
          if (!isItsOwn(error)) throw error;
          isAvoided = true;
        }
      }
      reads.primary++;
      return there();
    },
    close: () => pool.end(),
  };
}

/** For how long a replica has lacked something: by places in the log and by our clock alone, so that a database in which nothing happens is not behind. */
function createLag(now: () => number) {
  /** What it did not have, the oldest first, and since when the database has it. */
  let missing: Array<{ place: number; since: number }> = [];
  return {
    note(place: number) {
      if (missing.at(-1)?.place === place || missing.length === placesMax) return;
      missing.push({ place, since: now() });
    },
    at(place: number): number {
      missing = missing.filter((one) => one.place > place);
      const [oldest] = missing;
      return oldest === undefined ? 0 : (now() - oldest.since) / 1_000;
    },
  };
}

interface Found {
  is_replica: boolean;
  place: number;
  system: string;
}

function judge(system: string, found: Found | undefined, lagAt: (place: number) => number) {
  if (found === undefined || found.system !== system || !found.is_replica) {
    return { lagSeconds: null, fault: "It is no replica of this database." };
  }
  const lagSeconds = lagAt(found.place);
  const isBehind = lagSeconds > lagSecondsMax;
  return { lagSeconds, fault: isBehind ? `It is more than ${lagSecondsMax} s behind.` : null };
}

async function askPrimary<Row>(primary: Kysely<Tables>, statement: string): Promise<Row> {
  const { rows } = await sql.raw<Row>(statement).execute(primary);
  const [row] = rows;
  if (row === undefined) throw new Error("the database gave no answer");
  return row;
}

/** In the read's own transaction, since several replicas may stand behind one address. Each of its statements sees what was there when it began. */
async function untilReplayed(trx: Kysely<Tables>, place: number): Promise<void> {
  const isThere = sql<{ is_there: boolean }>`select pg_is_in_recovery()
    and ${sql.raw(replayed)} >= ${place}::bigint as is_there`;
  const giveUpAt = performance.now() + catchUpMs;
  for (;;) {
    const { rows } = await isThere.execute(trx);
    if (rows[0]?.is_there === true) return;
    if (performance.now() > giveUpAt) throw new BehindError();
    await pause(catchUpLookMs);
  }
}

/** Whether the database itself may do better: the replica is behind, away, refuses us, or took back what a long read was reading; or what we take for the database cannot say where it is. */
function isItsOwn(error: unknown): boolean {
  if (error instanceof BehindError || isUnavailable(error)) return true;
  return /^(?:28|3D|40|55)/.test(codeOf(error) ?? "");
}
