import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

/** Whose clock counts for a tenant's days and hours. */
export interface TenantTimeZone {
  readonly timeZone: string;
  /** Somebody set it; else it is that of the tenant's locations where they agree, or UTC. */
  readonly isChosen: boolean;
}

/** By which clock everything of a tenant is counted that is counted by days and hours: figures, alerts, statements. */
export async function readTimeZone(trx: Trx, scope: TenantScope): Promise<TenantTimeZone> {
  const tenant = await trx
    .selectFrom("tenants")
    .select("time_zone")
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirst();
  if (tenant?.time_zone) return { timeZone: tenant.time_zone, isChosen: true };
  const locations = await trx
    .selectFrom("locations")
    .select("time_zone")
    .distinct()
    .where("tenant_id", "=", scope.tenantId)
    .execute();
  const [only, ...others] = locations;
  const agreed = others.length === 0 ? only?.time_zone : undefined;
  return { timeZone: agreed ?? "UTC", isChosen: false };
}

/** Sets a tenant's time zone, or with null leaves it to the locations. */
export async function setTimeZone(
  db: Database,
  { scope, actor }: Pick<RequestAccess, "scope" | "actor">,
  timeZone: string | null,
): Promise<TenantTimeZone> {
  try {
    return await inTenant(db, scope, async (trx) => {
      if (timeZone !== null) await sql`select now() at time zone ${timeZone}::text`.execute(trx);
      await trx
        .updateTable("tenants")
        .set({ time_zone: timeZone })
        .where("tenant_id", "=", scope.tenantId)
        .execute();
      await recordAudit(trx, scope, {
        ...{ actor, action: "tenant.time_zone_set", subject: scope.tenantId },
        payload: { time_zone: timeZone },
      });
      return readTimeZone(trx, scope);
    });
  } catch (error) {
    throw explainZone(error);
  }
}

/** What a caller is told of a zone that Node knows and PostgreSQL does not; every other error stays what it is. */
export function explainZone(error: unknown): unknown {
  const isUnknown = error instanceof Error && "code" in error && error.code === "22023";
  if (!isUnknown) return error;
  return new ProblemError("invalid-request", "The database does not know this time zone.", {
    cause: error,
  });
}
