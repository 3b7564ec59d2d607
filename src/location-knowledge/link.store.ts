import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database, type Trx } from "../store/index.ts";

/** A base that is not what its location is. */
export interface DueLink {
  tenant_id: string;
  base_id: string;
}

/** What one process took is taken again after it, should it not be done: a pause after a failure, too. */
const leaseMs = 30_000;

/** Takes bases that are made of another state of their location, or whose location is gone. */
export function claimLinks(
  db: Database,
  { limit, at }: { limit: number; at: number },
): Promise<DueLink[]> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<DueLink>`update location_knowledge
      set claimed_until = ${new Date(at + leaseMs)}
      where (tenant_id, base_id) in (
        select k.tenant_id, k.base_id from location_knowledge k
        left join locations l on l.tenant_id = k.tenant_id and l.id = k.location_id
        where (k.claimed_until is null or k.claimed_until < ${new Date(at)})
          and (l.id is null or k.kept_version is distinct from l.catalogue_version)
        limit ${limit} for update of k skip locked)
      returning tenant_id, base_id`.execute(trx);
    return rows;
  });
}

/** Holds the row of a base until the transaction ends. Always before the base itself: whoever holds both never waits for one another. */
export function lockLink(trx: Trx, scope: TenantScope, baseId: string) {
  return trx
    .selectFrom("location_knowledge")
    .select(["base_id", "location_id"])
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", baseId)
    .forUpdate()
    .executeTakeFirst();
}

/** The base of a location with what it was made of; nothing where none is. */
export function findLink(trx: Trx, scope: TenantScope, locationId: string) {
  return trx
    .selectFrom("location_knowledge")
    .select(["base_id", "kept_version", "kept_at"])
    .where("tenant_id", "=", scope.tenantId)
    .where("location_id", "=", locationId)
    .executeTakeFirst();
}

/** Writes down that a base is what its location was at a version. */
export async function noteKept(
  trx: Trx,
  scope: TenantScope,
  of: { baseId: string; version: number; at: Date },
): Promise<void> {
  await trx
    .updateTable("location_knowledge")
    .set({ kept_version: of.version, kept_at: of.at, claimed_until: null })
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", of.baseId)
    .execute();
}
