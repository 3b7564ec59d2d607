import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { refusedAt } from "../lib/refused-at.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page, type Trx } from "../store/index.ts";
import { isCurrency } from "./currency.ts";
import { given } from "./fields.ts";
import type { Location, LocationChange, NewLocation } from "./location.schema.ts";
import {
  bumpCatalogue,
  findLocation,
  hasPrices,
  type LocationRow,
  listLocations,
  lockLocationRow,
} from "./location.store.ts";

export type LocationService = ReturnType<typeof createLocationService>;

const locationsMax = 1_000;

interface Needs {
  db: Database;
  /** Removes the images of a location that goes, after it is gone. */
  removeImages: (refs: readonly string[]) => Promise<void>;
  now: () => number;
}

/** The places at which a tenant does business. */
export function createLocationService({ db, removeImages, now }: Needs) {
  return {
    get: (scope: TenantScope, locationId: string): Promise<Location> =>
      inTenant(db, scope, async (trx) => toLocation(await readLocation(trx, scope, locationId))),

    list: (scope: TenantScope, page: Page<{ name: string; id: string }>) =>
      inTenant(db, scope, (trx) => listLocations(trx, scope, page)),

    /** @throws ProblemError `currency-unknown`, `limit-reached`. */
    create(access: RequestAccess, { place, ...wanted }: NewLocation): Promise<Location> {
      const { scope } = access;
      refuseUnknownCurrency(wanted.currency);
      return inTenant(db, scope, async (trx) => {
        const { count } = await trx
          .selectFrom("locations")
          .select((of) => of.fn.countAll<number>().as("count"))
          .where("tenant_id", "=", scope.tenantId)
          .executeTakeFirstOrThrow();
        if (count >= locationsMax) {
          throw new ProblemError(
            "limit-reached",
            `A tenant has at most ${locationsMax} locations.`,
          );
        }
        const id = newId("loc");
        const at = new Date(now());
        const { name, time_zone, language, currency, ...optional } = wanted;
        await trx
          .insertInto("locations")
          .values({
            ...{ tenant_id: scope.tenantId, id, name, time_zone, language, currency },
            ...{ lat: place?.lat ?? null, lng: place?.lng ?? null },
            ...{ created_at: at, updated_at: at, ...given(optional) },
          })
          .execute();
        await audit(trx, access, "location.created", id);
        return toLocation(await readLocation(trx, scope, id));
      });
    },

    /** Writes down what is given. @throws ProblemError `currency-in-use`. */
    change(access: RequestAccess, locationId: string, change: LocationChange): Promise<Location> {
      const { scope } = access;
      if (change.currency !== undefined) refuseUnknownCurrency(change.currency);
      return inTenant(db, scope, async (trx) => {
        const before = await lockLocation(trx, scope, locationId);
        const isOther = change.currency !== undefined && change.currency !== before.currency;
        if (isOther && (await hasPrices(trx, scope, locationId))) {
          throw new ProblemError(
            "currency-in-use",
            `Prices of this location are stated in ${before.currency}; remove them first.`,
          );
        }
        const { place, ...plain } = change;
        await trx
          .updateTable("locations")
          .set({
            ...given(plain),
            ...(place === undefined ? {} : { lat: place?.lat ?? null, lng: place?.lng ?? null }),
            updated_at: new Date(now()),
          })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", locationId)
          .execute();
        await bumpCatalogue(trx, scope, locationId);
        await audit(trx, access, "location.changed", locationId, { changed: Object.keys(change) });
        return toLocation(await readLocation(trx, scope, locationId));
      });
    },

    /** Removes a location with everything that is written down about it. */
    async remove(access: RequestAccess, locationId: string): Promise<void> {
      const { scope } = access;
      const refs = await inTenant(db, scope, async (trx) => {
        await lockLocation(trx, scope, locationId);
        const images = await trx
          .selectFrom("catalogue_items")
          .select("image_ref")
          .where("tenant_id", "=", scope.tenantId)
          .where("location_id", "=", locationId)
          .where("image_ref", "is not", null)
          .execute();
        await trx
          .deleteFrom("locations")
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", locationId)
          .execute();
        await audit(trx, access, "location.removed", locationId);
        return images.flatMap(({ image_ref }) => image_ref ?? []);
      });
      await removeImages(refs);
    },
  };
}

function refuseUnknownCurrency(code: string): void {
  if (isCurrency(code)) return;
  throw refusedAt(
    "currency-unknown",
    "currency",
    "A currency is named by its three letters in ISO 4217, such as USD.",
  );
}

/** Writes into the audit log who changed what; what was written is the business's own. */
export async function audit(
  trx: Trx,
  { scope, actor }: RequestAccess,
  action: string,
  subject: string,
  payload: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(trx, scope, { actor, action, subject, payload });
}

/** @throws ProblemError `location-not-found`. */
export async function readLocation(
  trx: Trx,
  scope: TenantScope,
  locationId: string,
): Promise<LocationRow> {
  const row = await findLocation(trx, scope, locationId);
  if (row === undefined) throw unknownLocation();
  return row;
}

/** The same, for whoever changes something of it: changes of one location come one after another. */
export async function lockLocation(
  trx: Trx,
  scope: TenantScope,
  locationId: string,
): Promise<LocationRow> {
  const row = await lockLocationRow(trx, scope, locationId);
  if (row === undefined) throw unknownLocation();
  return row;
}

export function unknownLocation(): ProblemError {
  return new ProblemError("location-not-found", "This tenant has no such location.");
}

/** A row as the API shows it. */
export function toLocation(row: LocationRow): Location {
  const { lat, lng } = row;
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    phone: row.phone,
    place: lat === null || lng === null ? null : { lat, lng },
    time_zone: row.time_zone,
    language: row.language,
    currency: row.currency,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
