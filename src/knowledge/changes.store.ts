import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** Chunks of one base that changed in one transaction, under the lock of the base. */
export interface NewChanges {
  baseId: string;
  version: number;
  at: Date;
}

/** Takes the next version of a base; null when the base is gone. Holds the base until the transaction ends, so versions become visible in their order. */
export async function takeVersion(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
): Promise<number | null> {
  const row = await trx
    .updateTable("knowledge_bases")
    .set({ version: sql`version + 1` })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", baseId)
    .returning("version")
    .executeTakeFirst();
  return row?.version ?? null;
}

/** Writes down which chunks were put, or removed, with a version. */
export async function noteChanges(
  trx: Trx,
  scope: TenantScope,
  { baseId, version, at }: NewChanges,
  chunks: { ids: readonly string[]; isRemoved: boolean },
): Promise<void> {
  if (chunks.ids.length === 0) return;
  await sql`insert into knowledge_changes (tenant_id, base_id, version, chunk_id, is_removed, at)
    select ${scope.tenantId}, ${baseId}, ${version}, id, ${chunks.isRemoved}, ${at} from unnest(${[...chunks.ids]}::text[]) as c (id)`.execute(
    trx,
  );
}

/** Writes down that all chunks of some documents of a base changed or go, with a version of their own where there are any. */
export async function noteDocumentChanges(
  trx: Trx,
  scope: TenantScope,
  of: { baseId: string; documentIds: readonly string[]; isRemoved: boolean; at: Date },
): Promise<void> {
  const { baseId, documentIds, isRemoved, at } = of;
  if (documentIds.length === 0) return;
  const { rows } = await sql<{ id: string }>`select id from knowledge_chunks
    where tenant_id = ${scope.tenantId} and document_id = any(${[...documentIds]})`.execute(trx);
  if (rows.length === 0) return;
  const version = await takeVersion(trx, scope, baseId);
  if (version === null) return;
  const ids = rows.map(({ id }) => id);
  await noteChanges(trx, scope, { baseId, version, at }, { ids, isRemoved });
}

/**
 * Forgets which chunks changed before the instant. An index that is older than what is kept is built anew.
 *
 * Cut by version, not by time: a transaction that waited has the later version and the earlier time. Returns how many rows went.
 */
export async function forgetChanges(trx: Trx, scope: TenantScope, before: Date): Promise<number> {
  const { rows } = await sql<{
    base_id: string;
    version: number;
  }>`select base_id, max(version) as version
    from knowledge_changes where tenant_id = ${scope.tenantId} and at < ${before}
    group by base_id order by base_id`.execute(trx);
  let count = 0;
  for (const { base_id, version } of rows) {
    // First what readers ask before they rely on the rest.
    await sql`update knowledge_bases set changes_after = greatest(changes_after, ${version})
      where tenant_id = ${scope.tenantId} and id = ${base_id}`.execute(trx);
    const { numAffectedRows } = await sql`delete from knowledge_changes
      where tenant_id = ${scope.tenantId} and base_id = ${base_id} and version <= ${version}`.execute(
      trx,
    );
    count += Number(numAffectedRows ?? 0);
  }
  return count;
}
