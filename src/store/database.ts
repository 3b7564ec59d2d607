import { setTimeout as pause } from "node:timers/promises";
import { Kysely, sql, type Transaction } from "kysely";
import pg from "pg";
import { createRightOfWay, type RightOfWay } from "../lib/right-of-way.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import {
  BegunByStatementDialect,
  begunByStatement,
  opening,
  type Statements,
} from "./begun-by-statement.ts";
import { codeOf, translated } from "./failures.ts";
import { createHeldPool, type HeldPool } from "./held-pool.ts";
import { openReplica, type ReadReplica } from "./read-replica.ts";
import type { Tables } from "./tables/index.ts";

/** The open database: a pool for queries, and two that are never shared with them, for accepting webhooks and for what nobody waits for. */
export interface Database {
  readonly kysely: Kysely<Tables>;
  /** For work in the background, reports and heavy searches: whoever waits for an answer finds a connection without them. */
  readonly background: Kysely<Tables>;
  /** What is done on `background` lets those go first who take it. */
  readonly rightOfWay: RightOfWay;
  /** Only for `ingest/`: a busy dashboard must not make a webhook wait. */
  readonly ingestPool: Pick<HeldPool, "connect" | "query">;
  readonly options: pg.ClientConfig;
  /** Of all pools together. */
  connections(): { active: number; max: number; waiting: number };
  /**
   * Makes everybody wait while `work` runs, and goes on with the database that it names; when it fails, with the same as before. Nobody is refused meanwhile.
   * @throws Error when what is under way does not end soon enough; then nobody waits any more.
   */
  moveTo(work: () => Promise<pg.ClientConfig>): Promise<void>;
  /** Left out, all is read from the database itself. */
  readonly replica: ReadReplica | undefined;
  /** From here on {@link inTenantToRead} may read from a replica. It is for the caller to let it look, again and again. */
  readFrom(options: pg.ClientConfig, now: () => number): ReadReplica;
  close(): Promise<void>;
}

/** A transaction in which the database shows one tenant, or what the role may see. */
export type Trx = Transaction<Tables>;

const int8 = 20;
pg.types.setTypeParser(int8, Number);

/** How many connections a process opens: for queries, beyond them when all are busy, and for accepting webhooks. */
export interface PoolSizes {
  queries: number;
  overflow?: number;
  ingest: number;
  /** Left out, what nobody waits for shares the connections for queries. */
  background?: { connections: number; onProcess?: ((pid: number) => void) | undefined };
}

/** A long report must not make others wait behind it: we try again until a moment comes without one. */
const quietMs = 2_000;
const quietTriesMax = 30;
const quietPauseMs = 1_000;

/** Folding goes on all the time, on two of them. */
const backgroundKept = 2;

/** Opens the pools; no connection is made until the first query. */
export function openDatabase(
  options: pg.ClientConfig,
  sizes: PoolSizes,
  log: (fields: object, message: string) => void,
): Database {
  const lost = (error: Error) => log({ code: codeOf(error) }, "database connection lost");
  const queries = createHeldPool(
    options,
    { kept: sizes.queries, overflow: sizes.overflow ?? 0, acquireMs: 10_000 },
    lost,
  );
  const ingestPool = createHeldPool(
    options,
    { kept: sizes.ingest, overflow: 0, acquireMs: 5_000 },
    lost,
  );
  const { background: behind } = sizes;
  const background =
    behind &&
    createHeldPool(
      options,
      {
        ...{ kept: backgroundKept, overflow: behind.connections - backgroundKept },
        ...{ acquireMs: 10_000, onProcess: behind.onProcess },
      },
      lost,
    );
  const pools = [queries, ...(background ? [background] : []), ingestPool];
  const rightOfWay = createRightOfWay();
  const over = (pool: HeldPool, pause?: () => Promise<void>) =>
    new Kysely<Tables>({ dialect: new BegunByStatementDialect(pool, pause) });
  const kysely = over(queries);
  const all = { kysely, background: background ? over(background, rightOfWay.give) : kysely };
  let current = options;
  let replica: ReadReplica | undefined;
  return {
    ...all,
    rightOfWay,
    ingestPool,
    get options() {
      return current;
    },
    get replica() {
      return replica;
    },
    readFrom(at, now) {
      const needs = { options: at, connections: sizes.queries, now };
      replica = openReplica({ ...needs, primary: kysely, log });
      return replica;
    },
    connections: () => {
      const counts = pools.map((pool) => pool.counts());
      const sum = (name: "active" | "max" | "waiting") =>
        counts.reduce((total, count) => total + count[name], 0);
      return { active: sum("active"), max: sum("max"), waiting: sum("waiting") };
    },
    async moveTo(work) {
      const held: HeldPool[] = [];
      try {
        // Webhooks wait last and shortest.
        for (const pool of pools) {
          await holdPatiently(pool);
          held.push(pool);
        }
        const next = await work();
        current = next;
        await Promise.all(pools.map((pool) => pool.replace(next)));
      } finally {
        for (const pool of held.reverse()) pool.release();
      }
    },
    close: async () => {
      const each = [...new Set(Object.values(all))];
      await Promise.all([...each.map((one) => one.destroy()), ingestPool.end(), replica?.close()]);
    },
  };
}

async function holdPatiently(pool: HeldPool): Promise<void> {
  for (let tries = 1; !(await pool.hold(quietMs)); tries++) {
    if (tries === quietTriesMax) throw new Error("what is under way does not end");
    await pause(quietPauseMs);
  }
}

/** How long one statement may take: where somebody waits, also for what is much work, and for reports and work in the background. It ends with the transaction, so poolers may share connections. */
const statementTimeouts = { online: "5s", heavy: "5s", report: "30s" } as const;

export interface TransactionOptions {
  pace?: keyof typeof statementTimeouts;
}

/**
 * Runs `work` in a transaction that sees and writes only the rows of one tenant, whatever its SQL says.
 */
export function inTenant<T>(
  db: Database,
  scope: TenantScope,
  work: (trx: Trx) => Promise<T>,
  { pace = "online" }: TransactionOptions = {},
): Promise<T> {
  return inTransaction(db, { ...asTenant(scope), pace }, work);
}

/**
 * As {@link inTenant} where `work` is a single statement: it is sent together with what goes before and after it, in a third of the messages. For what is read or written while somebody waits.
 * A second statement is an Error.
 */
export function inTenantAtOnce<T>(
  db: Database,
  scope: TenantScope,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return inTransaction(db, { ...asTenant(scope), pace: "online", statements: "one" }, work);
}

/**
 * As {@link inTenant} where `work` only reads and is worth a message more: from the replica, where there is one that has all that was committed before, else from the database. So nobody
 * reads anything older than what they wrote. `work` may be begun twice.
 */
export function inTenantToRead<T>(
  db: Database,
  scope: TenantScope,
  work: (trx: Trx) => Promise<T>,
  { pace = "online" }: TransactionOptions = {},
): Promise<T> {
  const { replica } = db;
  const beginning = { ...asTenant(scope), pace, isToRead: true };
  const there = () => inTransaction(db, beginning, work);
  if (replica === undefined) return there();
  return replica.serve(
    (hasAll) =>
      inTransaction(replica, beginning, async (trx) => {
        await hasAll(trx);
        return work(trx);
      }),
    there,
  );
}

function asTenant({ tenantId }: TenantScope) {
  if (tenantId === "") throw new Error("a tenant scope needs a tenant");
  return { role: "voicelens_app", tenantId } as const;
}

/** Runs `work` in a transaction that may claim work of every tenant. */
export function asWorker<T>(
  db: Database,
  work: (trx: Trx) => Promise<T>,
  { pace = "report" }: TransactionOptions = {},
): Promise<T> {
  return inTransaction(db, { role: "voicelens_worker", pace }, work);
}

/** Runs `work` before any tenant is known: only functions that need none can be called. */
export function withoutTenant<T>(db: Database, work: (trx: Trx) => Promise<T>): Promise<T> {
  return inTransaction(db, { role: "voicelens_app", tenantId: "", pace: "online" }, work);
}

/** What a transaction is from its first statement on. */
interface Beginning {
  role: "voicelens_app" | "voicelens_worker";
  tenantId?: string;
  pace: keyof typeof statementTimeouts;
  statements?: Statements;
  isToRead?: boolean;
}

function inTransaction<T>(
  { kysely, background = kysely }: Pick<Database, "kysely"> & Partial<Pick<Database, "background">>,
  { role, tenantId, pace, statements = "many", isToRead = false }: Beginning,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  const settings = {
    ...{ role, "app.tenant_id": tenantId, statement_timeout: statementTimeouts[pace] },
    transaction_read_only: isToRead ? "on" : undefined,
  };
  const set = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return translated(() =>
    begunByStatement(pace === "online" ? kysely : background).execute(async (trx) => {
      await sql.raw(opening(`select ${set.join(", ")}`, statements)).execute(trx);
      return work(trx);
    }),
  );
}
