import { z } from "zod";
import { entryFields, instant, line, Minor, shownFields, WeeklySpan } from "./fields.ts";

const zoneFields = {
  ...entryFields,
  name: line(200).min(1),
  description: line(2000).optional(),
  is_active: z.boolean().optional(),
  priority: z
    .number()
    .int()
    .min(-1000)
    .max(1000)
    .optional()
    .describe("Where zones overlap the highest is taken, then the lowest fee, then the smallest."),
  fee_minor: Minor.nullable().optional(),
  min_order_minor: Minor.nullable().optional(),
  free_from_minor: Minor.nullable().optional().describe("From which order on delivery is free."),
  weekly: z
    .array(WeeklySpan)
    .max(70)
    .nullable()
    .optional()
    .describe("When it is delivered to; null: always."),
};

export const NewZone = z.object(zoneFields);
export const ZoneChange = NewZone.partial();
export type ZoneChange = z.infer<typeof ZoneChange>;

const Label = z.object({ lat: z.number(), lng: z.number() });

export const Zone = z
  .object({
    ...shownFields,
    name: z.string(),
    description: z.string(),
    is_active: z.boolean(),
    priority: z.number().int(),
    currency: z.string(),
    fee_minor: z.number().int().nullable(),
    min_order_minor: z.number().int().nullable(),
    free_from_minor: z.number().int().nullable(),
    weekly: z.array(WeeklySpan).nullable(),
    has_boundary: z.boolean(),
    label: Label.nullable().describe("A place that is surely inside."),
    square_kilometres: z.number().nullable(),
  })
  .meta({ id: "DeliveryZone" });
export type Zone = z.infer<typeof Zone>;

/** A boundary as GeoJSON. What is in it is checked by hand, so that each fault has its own words. */
export const BoundaryBody = z
  .looseObject({ type: z.string() })
  .describe("A GeoJSON Polygon or MultiPolygon, or a Feature of one; longitude comes first.");

export const BoundaryFeature = z
  .object({
    type: z.literal("Feature"),
    properties: z.object({ zone_id: z.string(), zone_name: z.string() }),
    geometry: z
      .object({
        type: z.literal("MultiPolygon"),
        coordinates: z.array(z.array(z.array(z.array(z.number())))),
      })
      .nullable(),
  })
  .meta({ id: "ZoneBoundary" });

export const DeliveryQuestion = z.object({
  place: z.object({ lat: z.number(), lng: z.number() }).optional(),
  address: line(500).min(1).optional(),
  at: z.iso.datetime({ offset: true }).optional().describe("Left out, now."),
  language: z.string().max(35).optional().describe("Left out, the location's."),
});
export type DeliveryQuestion = z.infer<typeof DeliveryQuestion>;

export const DeliveryAnswer = z
  .object({
    kind: z
      .enum(["inside", "not_now", "outside", "cannot_locate", "unknown"])
      .describe(
        "not_now: it is delivered to at another time. cannot_locate: the address was not found, not surely enough, or nobody could be asked. unknown: where it is delivered to is not written down.",
      ),
    reason: z.string().nullable().describe("Why it could not be told; one word."),
    place: Label.nullable(),
    zone: Zone.nullable(),
    opens_at: instant.nullable(),
    text: z.string().describe("To be spoken."),
  })
  .meta({ id: "DeliveryAnswer" });
export type DeliveryAnswer = z.infer<typeof DeliveryAnswer>;
