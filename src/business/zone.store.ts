import { type Selectable, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Tables, Trx } from "../store/index.ts";
import { type MultiPolygon, storedPolygons } from "./boundary.ts";
import type { Place } from "./geocoder.ts";
import type { WeeklySpan } from "./hours.ts";
import type { ZoneFacts } from "./zones.ts";

type ZoneRow = Omit<Selectable<Tables["delivery_zones"]>, "tenant_id" | "location_id">;

/** All zones of a location. Boundaries are read only of those whose rectangle the place is in; the others have an empty one. */
export async function readZonesAround(
  trx: Trx,
  scope: TenantScope,
  { locationId, place: { lat, lng } }: { locationId: string; place: Place },
): Promise<Array<ZoneFacts & { row: ZoneRow }>> {
  const edge = 1e-9;
  const { rows } =
    await sql<ZoneRow>`select id, external_id, position, name, description, is_active,
      priority, fee_minor, min_order_minor, free_from_minor, weekly, west, south, east, north,
      square_kilometres, label_lng, label_lat, created_at, updated_at,
      case when ${lng}::float8 between west - ${edge}::float8 and east + ${edge}::float8
        and ${lat}::float8 between south - ${edge}::float8 and north + ${edge}::float8
        then boundary end as boundary
    from delivery_zones where tenant_id = ${scope.tenantId} and location_id = ${locationId}`.execute(
      trx,
    );
  return rows.map((row) => ({ ...toFacts(row), row }));
}

function toFacts(row: ZoneRow): ZoneFacts {
  const { west, south, east, north } = row;
  const isDrawn = west !== null && south !== null && east !== null && north !== null;
  const polygons = row.boundary === null ? [] : storedPolygons(row.boundary as MultiPolygon);
  return {
    id: row.id,
    name: row.name,
    isActive: row.is_active,
    priority: row.priority,
    feeMinor: row.fee_minor,
    minOrderMinor: row.min_order_minor,
    freeFromMinor: row.free_from_minor,
    weekly: row.weekly as WeeklySpan[] | null,
    area: isDrawn
      ? {
          polygons,
          box: { west, south, east, north },
          squareKilometres: row.square_kilometres ?? 0,
        }
      : null,
  };
}
