import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

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
