import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId, quarantineTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";

/**
 * The tenant that somebody may act upon by naming it: one's own, or for the agency any client one is not kept from.
 * @throws ProblemError `tenant-not-found`, also for a tenant that exists: nobody learns which do.
 */
export async function namedTenant(
  db: Database,
  access: RequestAccess,
  tenantId: string | undefined,
): Promise<TenantScope> {
  if (tenantId === undefined || tenantId === access.scope.tenantId) return access.scope;
  const isWithinReach =
    access.homeTenantId === defaultTenantId &&
    tenantId !== quarantineTenantId &&
    (tenantId === defaultTenantId ||
      access.clientIds === null ||
      access.clientIds.includes(tenantId));
  const found = isWithinReach && (await exists(db, tenantId));
  if (!found) throw new ProblemError("tenant-not-found", "There is no such tenant.");
  return { tenantId };
}

function exists(db: Database, tenantId: string): Promise<boolean> {
  return inTenant(db, { tenantId }, async (trx) => {
    const row = await trx
      .selectFrom("tenants")
      .select("tenant_id")
      .where("tenant_id", "=", tenantId)
      .where("disabled_at", "is", null)
      .executeTakeFirst();
    return row !== undefined;
  });
}
