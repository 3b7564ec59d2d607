import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database, inTenant, later, type Trx } from "../store/index.ts";
import type { ChangedFrom } from "./call-lists.store.ts";

/** What a fold wrote down for the live stream. */
export interface CallChangeRow {
  tenant_id: string;
  id: number;
  call_id: string;
  kind: "started" | "updated" | "ended";
  turns_from: number | null;
  tools_from: number | null;
}

/** What happened to an alert. */
export interface AlertChange {
  alertId: string;
  kind: "opened" | "escalated" | "acknowledged" | "assigned" | "noted" | "resolved";
}

/** One row of what the live stream tells. Ids are in the order of the commits. */
export type Change =
  | CallChangeRow
  | { tenant_id: string; id: number; call_id: null; alert_id: string; kind: AlertChange["kind"] };

/** How many changes are read at once. */
export const changesMax = 500;

const columns = sql`tenant_id, id, call_id, alert_id, kind, turns_from, tools_from`;

/** Any constant: whoever writes changes does it one after the other, so that their ids are in commit order and no reader misses one. */
const changesLock = 7_142_008_552;

/** Wakes who reads changes, and has other writers wait: what a transaction does last, before the changes themselves. */
async function beginChanges(trx: Trx): Promise<void> {
  await later(
    trx,
    sql`select pg_advisory_xact_lock(${changesLock}), pg_notify('call_changes', '')`,
  );
}

/** Tells the live stream of calls. The last thing a transaction does, because from here on others wait for its commit. */
export async function writeCallChanges(
  trx: Trx,
  scope: TenantScope,
  changes: ReadonlyArray<{ id: string; kind: "started" | "updated" | "ended" }>,
  { turnsFrom, toolsFrom }: { turnsFrom: ChangedFrom; toolsFrom: ChangedFrom },
): Promise<void> {
  await beginChanges(trx);
  await later(
    trx,
    sql`insert into call_changes (tenant_id, call_id, kind, turns_from, tools_from)
    select ${scope.tenantId}, * from unnest(${changes.map((c) => c.id)}::text[], ${changes.map((c) => c.kind)}::text[],
      ${changes.map((c) => turnsFrom.get(c.id) ?? null)}::int[], ${changes.map((c) => toolsFrom.get(c.id) ?? null)}::int[])`,
  );
}

/** Tells the live stream of alerts. The last thing a transaction does, because from here on others wait for its commit. */
export async function writeAlertChanges(
  trx: Trx,
  scope: TenantScope,
  changes: readonly AlertChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await beginChanges(trx);
  await later(
    trx,
    sql`insert into call_changes (tenant_id, alert_id, kind)
    select ${scope.tenantId}, * from unnest(${changes.map(({ alertId }) => alertId)}::text[], ${changes.map(({ kind }) => kind)}::text[])`,
  );
}

/** The ids of the oldest and the newest change that are still known; zeros where none is. */
export function knownRange(db: Database): Promise<{ oldest: number; newest: number }> {
  return asWorker(
    db,
    async (trx) => {
      const { rows } = await sql<{ oldest: number; newest: number }>`select
      coalesce(min(id), 0) as oldest, coalesce(max(id), 0) as newest from call_changes`.execute(
        trx,
      );
      return rows[0] ?? { oldest: 0, newest: 0 };
    },
    { pace: "online" },
  );
}

/** Changes of every tenant. */
export function changesAfter(db: Database, lastId: number): Promise<Change[]> {
  return asWorker(
    db,
    async (trx) => {
      const { rows } = await sql<Change>`select ${columns} from call_changes
      where id > ${lastId} order by id limit ${changesMax}`.execute(trx);
      return rows;
    },
    { pace: "online" },
  );
}

/** Changes of one tenant. */
export function tenantChangesAfter(
  db: Database,
  scope: TenantScope,
  lastId: number,
): Promise<Change[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<Change>`select ${columns} from call_changes
      where tenant_id = ${scope.tenantId} and id > ${lastId} order by id limit ${changesMax}`.execute(
      trx,
    );
    return rows;
  });
}

/**
 * Forgets changes that no reader will ask for any more. The newest stays: without it nobody could tell a reader that has seen all from one that comes too late.
 */
export async function expireChanges(db: Database): Promise<void> {
  await asWorker(db, (trx) =>
    sql`delete from call_changes where at < now() - interval '1 hour'
      and id < (select max(id) from call_changes)`.execute(trx),
  );
}
