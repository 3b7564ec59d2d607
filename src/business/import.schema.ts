import { z } from "zod";

/** What a file can hold. */
const importable = ["items", "modifiers", "zones", "hours", "texts"] as const;

/** How long a file may be; a map of many zones is the longest. */
export const importCharactersMax = 4_000_000;

export const ImportBody = z.object({
  what: z.enum(importable).describe("What the file holds."),
  csv: z
    .string()
    .max(importCharactersMax)
    .optional()
    .describe("A CSV file, whose first line names its columns."),
  json: z
    .unknown()
    .optional()
    .describe(
      "Instead of CSV: a list; of zones also a GeoJSON FeatureCollection; of hours the hours.",
    ),
  dry_run: z.boolean().default(false).describe("Says what would change, and changes nothing."),
});
export type ImportBody = z.infer<typeof ImportBody>;

/** A member that a file makes another. */
const Difference = z.object({
  member: z.string(),
  before: z.string().nullable().describe("Null where it is more than a word or a number."),
  after: z.string().nullable(),
});

/** What became of a row. */
export const ImportLine = z
  .object({
    line: z.number().int().describe("Of the file, or the place in the list, counted from 1."),
    outcome: z.enum(["created", "updated", "unchanged", "failed"]),
    name: z.string(),
    id: z.string().nullable(),
    changes: z.array(Difference).describe("What is other than before."),
    error: z.string().nullable(),
  })
  .meta({ id: "ImportLine" });
export type ImportLine = z.infer<typeof ImportLine>;

export const ImportReport = z
  .object({
    dry_run: z.boolean(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    failed: z.number().int().describe("Only in a dry run: otherwise nothing is taken."),
    lines: z.array(ImportLine),
  })
  .meta({ id: "LocationImport" });
export type ImportReport = z.infer<typeof ImportReport>;
