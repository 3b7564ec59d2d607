import type { RequestAccess } from "../http/index.ts";
import { type Database, inTenant } from "../store/index.ts";

/**
 * The names of people and keys by id, as far as whoever asks may know them: those of the tenant that is acted for and of one's own.
 *
 * So a client reads that somebody of the installation changed something, and not who; whoever was removed has no name any more.
 */
export async function findNames(
  db: Database,
  { scope, homeTenantId }: RequestAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (ids.length === 0) return names;
  for (const tenantId of new Set([scope.tenantId, homeTenantId])) {
    await inTenant(db, { tenantId }, async (trx) => {
      for (const table of ["users", "api_keys"] as const) {
        const rows = await trx
          .selectFrom(table)
          .select(["id", "name"])
          .where("tenant_id", "=", tenantId)
          .where("id", "in", ids)
          .execute();
        for (const { id, name } of rows) names.set(id, name);
      }
    });
  }
  return names;
}
