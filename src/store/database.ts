import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Tables } from "./tables/index.ts";

/** The open database: a pool for queries and one, never shared with them, for accepting webhooks. */
export interface Database {
  readonly kysely: Kysely<Tables>;
  /** Only for `ingest/`: a busy dashboard must not make a webhook wait. */
  readonly ingestPool: pg.Pool;
  readonly options: pg.ClientConfig;
  /** Of both pools together. */
  connections(): { active: number; max: number; waiting: number };
  close(): Promise<void>;
}

/** A transaction in which the database shows one tenant, or what the role may see. */
export type Trx = Transaction<Tables>;

const int8 = 20;
pg.types.setTypeParser(int8, Number);

/** Opens the pools; no connection is made until the first query. */
export function openDatabase(
  options: pg.ClientConfig,
  sizes: { queries: number; ingest: number },
  log: (fields: object, message: string) => void,
): Database {
  const pool = new pg.Pool({ ...options, max: sizes.queries, connectionTimeoutMillis: 10_000 });
  const ingestPool = new pg.Pool({ ...options, max: sizes.ingest, connectionTimeoutMillis: 5_000 });
  for (const each of [pool, ingestPool]) {
    // A connection that breaks is replaced at the next query. Without listeners it would end the process: the pool hears of idle ones, we of those in use.
    each.on("error", (error) => log({ code: codeOf(error) }, "database connection lost"));
    each.on("connect", (client) => client.on("error", () => undefined));
  }
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kysely,
    ingestPool,
    options,
    connections: () => ({
      active: pool.totalCount - pool.idleCount + ingestPool.totalCount - ingestPool.idleCount,
      max: sizes.queries + sizes.ingest,
      waiting: pool.waitingCount + ingestPool.waitingCount,
    }),
    close: async () => {
      await Promise.all([kysely.destroy(), ingestPool.end()]);
    },
  };
}

/**
 * Runs `work` in a transaction that sees and writes only the rows of one tenant, whatever its SQL says.
 */
export function inTenant<T>(
  db: Database,
  scope: TenantScope,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  if (scope.tenantId === "") throw new Error("a tenant scope needs a tenant");
  return translated(() =>
    db.kysely.transaction().execute(async (trx) => {
      await sql`select set_config('role', 'voicelens_app', true), set_config('app.tenant_id', ${scope.tenantId}, true)`.execute(
        trx,
      );
      return work(trx);
    }),
  );
}

/** Runs `work` in a transaction that may claim work of every tenant. */
export function asWorker<T>(db: Database, work: (trx: Trx) => Promise<T>): Promise<T> {
  return translated(() =>
    db.kysely.transaction().execute(async (trx) => {
      await sql`set local role voicelens_worker`.execute(trx);
      return work(trx);
    }),
  );
}

/** Runs `work` before any tenant is known: only functions that need none can be called. */
export function withoutTenant<T>(db: Database, work: (trx: Trx) => Promise<T>): Promise<T> {
  return translated(() =>
    db.kysely.transaction().execute(async (trx) => {
      await sql`select set_config('role', 'voicelens_app', true), set_config('app.tenant_id', '', true)`.execute(
        trx,
      );
      return work(trx);
    }),
  );
}

/** Tells failures of the database itself apart from bugs: callers get 503 and may try again. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError || !isUnavailable(error)) throw error;
    throw new ProblemError("database-unavailable", "Please try again in a few seconds.", {
      cause: error,
      retryAfterSec: 5,
    });
  }
}

const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Connection lost or refused, server starting or stopping, out of connections, disk or memory. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof ProblemError) return error.code === "database-unavailable";
  const code = codeOf(error);
  if (code !== undefined) {
    return socketCodes.has(code) || /^(?:08|53|57P|58)/.test(code) || code === "25006";
  }
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i.test(
      error.message,
    )
  );
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
