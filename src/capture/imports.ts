import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, inTenant } from "../store/index.ts";
import { backOffMs, errorKind } from "./back-off.ts";
import { heldCalls, isNews } from "./held-calls.ts";
import { keepCall, keepUnreadable } from "./keep-call.ts";
import type { SweepNeeds } from "./sweep.ts";
import { pageCalls, type Target, targetsOf } from "./targets.ts";

/** An import as it stands. */
export interface ImportRow {
  tenant_id: string;
  id: string;
  connection_id: string;
  from_at: Date;
  until_at: Date;
  status: "running" | "done" | "failed" | "cancelled";
  cursor: string | null;
  listed: number;
  imported: number;
  known: number;
  failures: number;
  last_error: string | null;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
}

const concurrency = 2;
const leaseMs = 10 * 60_000;
/** Failures in a row after which somebody has to look. */
const failuresMax = 20;

/**
 * Imports the past a page at a time. After each page it is written down where the list goes on, so an import that was interrupted goes on from there; what was imported
 * before is known and not fetched again.
 */
export function workOnImports(needs: SweepNeeds): DueWork {
  return createDueWork<ImportRow>({
    name: "import",
    concurrency,
    claim: (limit) => claimImports(needs, limit),
    perform: (row, signal) => perform(needs, row, signal),
    log: needs.log,
  });
}

function claimImports({ db, now }: SweepNeeds, limit: number): Promise<ImportRow[]> {
  const at = new Date(now());
  return asWorker(db, async (trx) => {
    const { rows } =
      await sql<ImportRow>`update imports i set claimed_until = ${new Date(at.getTime() + leaseMs)}
      from (select tenant_id, id from imports where status = 'running' and next_page_at <= ${at}
        and (claimed_until is null or claimed_until <= ${at}) order by next_page_at limit ${limit} for update skip locked) due
      where i.tenant_id = due.tenant_id and i.id = due.id returning i.*`.execute(trx);
    return rows;
  });
}

async function perform(needs: SweepNeeds, row: ImportRow, signal: AbortSignal): Promise<void> {
  const target = targetOf(needs, row.connection_id);
  if (target === undefined) return fail(needs, row, "no_key");
  try {
    await importPage(needs, row, target, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    await keepUnreadable(
      needs,
      { connection: target.connection, source: "import", about: "its list of calls" },
      error,
    );
    const failures = row.failures + 1;
    if (failures >= failuresMax) return fail(needs, row, errorKind(error));
    const pause = backOffMs(error, failures, needs.random);
    await write(needs, row, {
      failures,
      last_error: errorKind(error),
      next_page_at: new Date(needs.now() + pause),
    });
  }
}

async function importPage(
  needs: SweepNeeds,
  row: ImportRow,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const { account, api } = target;
  const page = await account.listCalls({
    startedAfter: row.from_at.getTime(),
    startedBefore: row.until_at.getTime(),
    cursor: row.cursor,
    limit: pageCalls(api),
    signal,
  });
  const ids = page.calls.map(({ providerCallId }) => providerCallId);
  const held = await heldCalls(needs.db, target, ids);
  let imported = 0;
  for (const call of page.calls) {
    if (!isNews(call, held.get(call.providerCallId))) continue;
    if (await keepCall(needs, target, call, "import", signal)) imported++;
  }
  const isDone = page.nextCursor === null;
  await write(needs, row, {
    cursor: page.nextCursor,
    listed: row.listed + page.calls.length,
    imported: row.imported + imported,
    known: row.known + page.calls.length - imported,
    failures: 0,
    last_error: null,
    next_page_at: new Date(needs.now()),
    ...(isDone ? { status: "done" as const, finished_at: new Date(needs.now()) } : {}),
  });
}

function targetOf(needs: SweepNeeds, connectionId: string): Target | undefined {
  const target = targetsOf(needs.connections, needs.accounts).find(({ connections }) =>
    connections.some(({ id }) => id === connectionId),
  );
  const connection = needs.connections.byId(connectionId);
  if (target === undefined || connection === undefined) return undefined;
  // It comes in through the connection that was asked for, as long as nobody else has the account.
  return target.connection.isShared ? target : { ...target, connection };
}

function fail(needs: SweepNeeds, row: ImportRow, error: string): Promise<void> {
  const { connection_id } = row;
  needs.log.error({ import_id: row.id, connection_id, problem: error }, "an import gave up");
  const finished_at = new Date(needs.now());
  return write(needs, row, { status: "failed", last_error: error, finished_at });
}

/** Writes how far an import is. One that was cancelled meanwhile stays so. */
async function write(
  { db }: SweepNeeds,
  { tenant_id, id }: ImportRow,
  change: Partial<Omit<ImportRow, "tenant_id" | "id"> & { next_page_at: Date }>,
): Promise<void> {
  await asWorker(db, (trx) =>
    trx
      .updateTable("imports")
      .set({ ...change, claimed_until: null })
      .where("tenant_id", "=", tenant_id)
      .where("id", "=", id)
      .where("status", "=", "running")
      .execute(),
  );
}

export type ImportService = ReturnType<typeof createImportService>;

/** Starting, watching and stopping imports. */
export function createImportService(needs: SweepNeeds & { wake: () => void }) {
  const { db, now, connections } = needs;
  const find = async (scope: TenantScope, id: string): Promise<ImportRow> => {
    const row = await inTenant(db, scope, (trx) =>
      trx
        .selectFrom("imports")
        .selectAll()
        .where("tenant_id", "=", scope.tenantId)
        .where("id", "=", id)
        .executeTakeFirst(),
    );
    if (row === undefined) throw new ProblemError("import-not-found", "There is no such import.");
    return row;
  };
  return {
    find,

    list: (scope: TenantScope): Promise<ImportRow[]> =>
      inTenant(db, scope, (trx) =>
        trx
          .selectFrom("imports")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .orderBy("created_at", "desc")
          .orderBy("id")
          .limit(50)
          .execute(),
      ),

    /** @throws ProblemError `connection-not-found`, or `no-provider-key` when its provider cannot be asked. */
    async start(
      access: RequestAccess,
      given: { connectionId: string; from: Date; until: Date },
    ): Promise<ImportRow> {
      const { scope, actor } = access;
      const connection = connections.byId(given.connectionId);
      if (connection === undefined || connection.tenantId !== scope.tenantId) {
        throw new ProblemError("connection-not-found", "This tenant has no such connection.");
      }
      if (targetOf(needs, connection.id) === undefined) {
        throw new ProblemError("no-provider-key", "Add the provider's API key to the connection.");
      }
      const at = new Date(now());
      const row = await inTenant(db, scope, async (trx) => {
        const made = await trx
          .insertInto("imports")
          .values({
            tenant_id: scope.tenantId,
            id: newId("imp"),
            connection_id: connection.id,
            from_at: given.from,
            until_at: given.until,
            status: "running",
            listed: 0,
            imported: 0,
            known: 0,
            failures: 0,
            next_page_at: at,
            created_by: actor,
            created_at: at,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await recordAudit(trx, scope, {
          actor,
          action: "import.started",
          subject: made.id,
          payload: { connection_id: connection.id, from: given.from.toISOString() },
        });
        return made;
      });
      needs.wake();
      return row;
    },

    /** Stops an import after the page under way. What was imported stays. */
    async cancel(access: RequestAccess, id: string): Promise<ImportRow> {
      const { scope, actor } = access;
      await find(scope, id);
      await inTenant(db, scope, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("imports")
          .set({ status: "cancelled", finished_at: new Date(now()) })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", id)
          .where("status", "=", "running")
          .executeTakeFirst();
        if (Number(numUpdatedRows) === 0) return;
        await recordAudit(trx, scope, { actor, action: "import.cancelled", subject: id });
      });
      return find(scope, id);
    },
  };
}
