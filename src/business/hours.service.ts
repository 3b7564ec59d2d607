import type { Selectable } from "kysely";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Tables, type Trx } from "../store/index.ts";
import { faultsOf } from "./check-hours.ts";
import { HoursDocument, type ShownHours } from "./hours.schema.ts";
import { findHours } from "./hours.store.ts";
import type { Hours } from "./hours.ts";
import { audit, lockLocation, readLocation } from "./location.service.ts";

export type HoursService = ReturnType<typeof createHoursService>;

/** When locations are open, as one document each. */
export function createHoursService({ db, now }: { db: Database; now: () => number }) {
  return {
    get: (scope: TenantScope, locationId: string): Promise<ShownHours> =>
      inTenant(db, scope, async (trx) => {
        await readLocation(trx, scope, locationId);
        return toShown(await findHours(trx, scope, locationId));
      }),

    /**
     * Replaces all hours at once.
     * @param version that which the caller has seen; null replaces whatever is there.
     * @throws ProblemError `hours-invalid` with every fault, `version-changed`.
     */
    replace(
      access: RequestAccess,
      locationId: string,
      { hours, version }: { hours: Hours; version: number | null },
    ): Promise<ShownHours> {
      const { scope } = access;
      const errors = faultsOf(hours);
      if (errors.length > 0) {
        const detail = errors[0]?.message ?? "";
        throw new ProblemError("hours-invalid", detail, { extra: { errors } });
      }
      return inTenant(db, scope, async (trx) => {
        await lockLocation(trx, scope, locationId);
        const before = (await findHours(trx, scope, locationId))?.version ?? 0;
        if (version !== null && version !== before) {
          throw new ProblemError("version-changed", "Read the hours again, and change those.");
        }
        await writeHours(trx, scope, {
          locationId,
          hours,
          version: before + 1,
          at: new Date(now()),
        });
        await audit(trx, access, "location.hours_replaced", locationId, { version: before + 1 });
        return toShown(await findHours(trx, scope, locationId));
      });
    },
  };
}

/** Writes hours that were checked. */
export async function writeHours(
  trx: Trx,
  scope: TenantScope,
  row: { locationId: string; hours: Hours; version: number; at: Date },
): Promise<void> {
  const { locationId, version, at } = row;
  const hours = row.hours as unknown as Record<string, unknown>;
  await trx
    .insertInto("location_hours")
    .values({
      ...{ tenant_id: scope.tenantId, location_id: locationId },
      ...{ hours, version, updated_at: at },
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "location_id"])
        .doUpdateSet({ hours, version, updated_at: at }),
    )
    .execute();
}

function toShown(row: Selectable<Tables["location_hours"]> | undefined): ShownHours {
  const hours = HoursDocument.parse(row?.hours ?? { weekly: {} });
  return {
    ...hours,
    version: row?.version ?? 0,
    updated_at: row?.updated_at.toISOString() ?? null,
  };
}
