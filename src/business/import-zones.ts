import { z } from "zod";
import { BoundaryError, readBoundary, writeBoundary } from "./boundary.ts";
import { line } from "./fields.ts";
import { amountIn, rowFields, weekly } from "./import-fields.ts";
import {
  entryAliases,
  entryColumns,
  type ImportFile,
  type ImportRow,
  readRows,
} from "./import-rows.ts";
import type { Columns } from "./import-table.ts";
import type { LocationRow } from "./location.store.ts";
import type { BoundedZoneChange } from "./zone.service.ts";

const zoneColumns: Columns = {
  kinds: {
    ...entryColumns,
    ...{ fee: "text", min_order: "text", free_from: "text", priority: "number" },
    ...{ is_active: "flag", weekly: "text", boundary: "json" },
  },
  aliases: { ...entryAliases, minimum: "min_order", geometry: "boundary" },
  needed: ["name"],
};

/** Reads a file of zones: CSV, a list of JSON, or a GeoJSON FeatureCollection whose properties say the rest. */
export function readZones(file: ImportFile, location: LocationRow): ImportRow<BoundedZoneChange>[] {
  const amount = amountIn(location.currency).nullable().optional();
  const Zone = z.strictObject({
    ...rowFields,
    name: line(200).min(1),
    description: line(2000).optional(),
    fee: amount,
    min_order: amount,
    free_from: amount,
    priority: z.number().int().min(-1000).max(1000).optional(),
    is_active: z.boolean().optional(),
    weekly: weekly.optional(),
    boundary: boundaryNear(location).optional(),
  });
  return readRows(asList(file), zoneColumns, {
    schema: Zone,
    toChange: ({ fee, min_order, free_from, ...rest }) => ({
      ...rest,
      ...(fee === undefined ? {} : { fee_minor: fee }),
      ...(min_order === undefined ? {} : { min_order_minor: min_order }),
      ...(free_from === undefined ? {} : { free_from_minor: free_from }),
    }),
  });
}

/** The features of a collection as rows; what drawing programs add to their properties is not ours. */
function asList(file: ImportFile): ImportFile {
  if ("csv" in file) return file;
  const { type, features } = asObject(file.json);
  if (type !== "FeatureCollection" || !Array.isArray(features)) return file;
  const rows = features.map((feature: unknown) => {
    const { id, properties, geometry } = asObject(feature);
    const known = Object.entries(asObject(properties)).filter(
      ([name]) => name in zoneColumns.kinds,
    );
    const named = typeof id === "string" ? { external_id: id } : {};
    return { ...named, ...Object.fromEntries(known), boundary: geometry };
  });
  return { json: rows };
}

function boundaryNear({ lat, lng }: LocationRow) {
  return z.unknown().transform((given, context) => {
    try {
      const near = lat === null || lng === null ? undefined : ([lng, lat] as const);
      return writeBoundary(readBoundary(given, near && [...near]).polygons);
    } catch (error) {
      if (!(error instanceof BoundaryError)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
