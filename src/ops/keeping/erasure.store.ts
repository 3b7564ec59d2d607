import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";

type Counts = Readonly<Record<string, number>>;

export interface ErasureRow {
  tenant_id: string;
  id: string;
  kind: "caller" | "tenant";
  subject: string | null;
  subject_hash: string;
  requested_by: string;
  requested_at: Date;
  rooms_done: number;
  found: Counts;
  removed: Counts;
  remaining: Counts;
  rounds: number;
  finished_at: Date | null;
  lease: string | null;
}

const columns = sql`tenant_id, id, kind, subject, subject_hash, requested_by, requested_at, rooms_done,
  found, removed, remaining, rounds, finished_at, lease`;

export async function insertErasure(
  trx: Trx,
  scope: TenantScope,
  row: Pick<ErasureRow, "id" | "kind" | "subject" | "subject_hash" | "requested_by"> & { at: Date },
): Promise<ErasureRow> {
  // Without a subject there is nothing to do, and it is written down that this was so.
  const [dueAt, finishedAt] = row.subject === null ? [null, row.at] : [row.at, null];
  const { rows } = await sql<ErasureRow>`insert into erasures
      (tenant_id, id, kind, subject, subject_hash, requested_by, requested_at, due_at, finished_at)
    values (${scope.tenantId}, ${row.id}, ${row.kind}, ${row.subject}, ${row.subject_hash}, ${row.requested_by}, ${row.at}, ${dueAt}, ${finishedAt})
    returning ${columns}`.execute(trx);
  const [written] = rows;
  if (written === undefined) throw new Error("the erasure was not written");
  return written;
}

export function findErasure(
  db: Database,
  scope: TenantScope,
  id: string,
): Promise<ErasureRow | undefined> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<ErasureRow>`select ${columns} from erasures
      where tenant_id = ${scope.tenantId} and id = ${id}`.execute(trx);
    return rows[0];
  });
}

/** One page of erasures, the newest first. */
export function listErasures(
  db: Database,
  scope: TenantScope,
  query: { limit: number; before: { at: string; id: string } | undefined },
): Promise<ErasureRow[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<ErasureRow>`select ${columns} from erasures
      where tenant_id = ${scope.tenantId}
        and (requested_at, id) < (${query.before?.at ?? "infinity"}::timestamptz, ${query.before?.id ?? ""})
      order by requested_at desc, id desc limit ${query.limit + 1}`.execute(trx);
    return rows;
  });
}

/** Writes down how far an erasure is. Whether it was still this process's to do. */
export function writeProgress(
  db: Database,
  scope: TenantScope,
  { id, lease }: Pick<ErasureRow, "id" | "lease">,
  change: Partial<Pick<ErasureRow, "rooms_done" | "found" | "removed" | "rounds">> & {
    due_at: Date;
  },
): Promise<boolean> {
  const asJson = (counts: Counts | undefined) =>
    sql`${counts === undefined ? null : JSON.stringify(counts)}::jsonb`;
  return inTenant(db, scope, async (trx) => {
    const { numAffectedRows } = await sql`update erasures set due_at = ${change.due_at},
        rooms_done = coalesce(${change.rooms_done ?? null}, rooms_done), rounds = coalesce(${change.rounds ?? null}, rounds),
        found = coalesce(${asJson(change.found)}, found), removed = coalesce(${asJson(change.removed)}, removed)
      where tenant_id = ${scope.tenantId} and id = ${id} and lease = ${lease}`.execute(trx);
    return Number(numAffectedRows) > 0;
  });
}

/** Ends an erasure: whom it was about is forgotten with it. */
export async function finishErasure(
  trx: Trx,
  scope: TenantScope,
  { id, remaining, at }: { id: string; remaining: Counts; at: Date },
): Promise<void> {
  await sql`update erasures set subject = null, finished_at = ${at}, due_at = null, lease = null,
      remaining = ${JSON.stringify(remaining)}
    where tenant_id = ${scope.tenantId} and id = ${id}`.execute(trx);
}
