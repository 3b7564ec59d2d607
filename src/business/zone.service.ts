import type { Selectable } from "kysely";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Tables, type Trx } from "../store/index.ts";
import {
  type Boundary,
  BoundaryError,
  type MultiPolygon,
  readBoundary,
  writeBoundary,
} from "./boundary.ts";
import { faultsOf } from "./check-hours.ts";
import { createEntryService, type EntryKind } from "./entry.service.ts";
import { findEntry, updateEntry } from "./entry.store.ts";
import { given } from "./fields.ts";
import type { WeeklySpan } from "./hours.ts";
import { json } from "./json-column.ts";
import { audit, lockLocation, readLocation } from "./location.service.ts";
import type { LocationRow } from "./location.store.ts";
import type { Zone, ZoneChange } from "./zone.schema.ts";
import { toZone } from "./zone-views.ts";

export type ZoneService = ReturnType<typeof createZoneService>;

interface Needs {
  db: Database;
  now: () => number;
}

type ZoneRow = Selectable<Tables["delivery_zones"]>;

/** A change of a zone with its boundary, which is known to be one. */
export type BoundedZoneChange = ZoneChange & { boundary?: MultiPolygon | undefined };

/** What zones have of their own. */
export const zoneKind: EntryKind<"delivery_zones", BoundedZoneChange, Zone> = {
  table: "delivery_zones",
  idKind: "zon",
  name: "zone",
  notFound: "zone-not-found",
  max: 200,
  columns: ({ weekly, boundary, ...plain }) => ({
    ...given(plain),
    ...(weekly === undefined ? {} : { weekly: json(weekly) }),
    ...(boundary === undefined ? {} : columnsOf(readBoundary(boundary))),
  }),
  check: async (_trx, _scope, { change }) => refuseOverlaps(change.weekly ?? null),
  views: async (_trx, _scope, { location, rows }) => rows.map((row) => toZone(row, location)),
};

/** Where locations deliver. */
export function createZoneService(needs: Needs) {
  const { db, now } = needs;
  const entries = createEntryService<"delivery_zones", ZoneChange, Zone>(needs, zoneKind);
  const setBoundary = (
    access: RequestAccess,
    zone: { locationId: string; zoneId: string },
    read: (location: LocationRow) => Boundary | null,
  ): Promise<Zone> =>
    inTenant(db, access.scope, async (trx) => {
      const { scope } = access;
      const { locationId, zoneId } = zone;
      const location = await lockLocation(trx, scope, locationId);
      await readZone(trx, scope, zone);
      const columns = { ...columnsOf(read(location)), updated_at: new Date(now()) };
      await updateEntry(trx, scope, "delivery_zones", { locationId, id: zoneId, columns });
      await audit(trx, access, "zone.boundary_changed", zoneId, { location_id: locationId });
      return toZone(await readZone(trx, scope, zone), location);
    });
  return {
    ...entries,

    /** @throws ProblemError `boundary-invalid` with the reason. */
    draw: (access: RequestAccess, zone: { locationId: string; zoneId: string }, value: unknown) =>
      setBoundary(access, zone, (location) => checkedBoundary(value, location)),

    clear: (access: RequestAccess, zone: { locationId: string; zoneId: string }) =>
      setBoundary(access, zone, () => null),

    boundary: (scope: TenantScope, zone: { locationId: string; zoneId: string }) =>
      inTenant(db, scope, async (trx) => {
        await readLocation(trx, scope, zone.locationId);
        const { id, name, boundary } = await readZone(trx, scope, zone);
        return {
          type: "Feature" as const,
          properties: { zone_id: id, zone_name: name },
          geometry: boundary as MultiPolygon | null,
        };
      }),
  };
}

async function readZone(
  trx: Trx,
  scope: TenantScope,
  { locationId, zoneId }: { locationId: string; zoneId: string },
): Promise<ZoneRow> {
  const row = await findEntry(trx, scope, "delivery_zones", { locationId, id: zoneId });
  if (row !== undefined) return row;
  throw new ProblemError("zone-not-found", "This location has no such zone.");
}

function checkedBoundary(value: unknown, { lat, lng }: LocationRow): Boundary {
  try {
    return readBoundary(value, lat === null || lng === null ? undefined : [lng, lat]);
  } catch (error) {
    if (!(error instanceof BoundaryError)) throw error;
    throw new ProblemError("boundary-invalid", error.message, { extra: { reason: error.reason } });
  }
}

function columnsOf(boundary: Boundary | null) {
  const box = boundary?.box;
  const label = boundary?.label;
  return {
    boundary: boundary === null ? null : json(writeBoundary(boundary.polygons)),
    west: box?.west ?? null,
    south: box?.south ?? null,
    east: box?.east ?? null,
    north: box?.north ?? null,
    square_kilometres: boundary?.squareKilometres ?? null,
    label_lng: label?.[0] ?? null,
    label_lat: label?.[1] ?? null,
  };
}

/** @throws ProblemError `hours-invalid` for spans of a week that overlap. */
export function refuseOverlaps(weekly: readonly WeeklySpan[] | null): void {
  if (weekly === null) return;
  const faults = faultsOf({ weekly: { general: [...weekly] }, exceptions: [], closing: null });
  if (faults.length === 0) return;
  const errors = faults.map((fault) => ({
    ...fault,
    path: fault.path.replace("weekly.general", "weekly"),
  }));
  throw new ProblemError("hours-invalid", errors[0]?.message ?? "", { extra: { errors } });
}
