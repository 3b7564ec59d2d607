import type { Selectable } from "kysely";
import type { Tables } from "../store/index.ts";
import type { WeeklySpan } from "./hours.ts";
import type { LocationRow } from "./location.store.ts";
import type { Zone } from "./zone.schema.ts";

/** A row as the API shows it. */
export function toZone(
  row: Omit<Selectable<Tables["delivery_zones"]>, "tenant_id" | "location_id" | "boundary">,
  { currency }: Pick<LocationRow, "currency">,
): Zone {
  const { label_lat: lat, label_lng: lng } = row;
  return {
    id: row.id,
    external_id: row.external_id,
    position: row.position,
    name: row.name,
    description: row.description,
    is_active: row.is_active,
    priority: row.priority,
    currency,
    fee_minor: row.fee_minor,
    min_order_minor: row.min_order_minor,
    free_from_minor: row.free_from_minor,
    weekly: row.weekly as WeeklySpan[] | null,
    has_boundary: row.west !== null,
    label: lat === null || lng === null ? null : { lat, lng },
    square_kilometres: row.square_kilometres,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
