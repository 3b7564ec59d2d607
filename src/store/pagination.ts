import { z } from "zod";
import { ProblemError } from "../lib/problems.ts";

/** What part of a list is asked for. */
export interface Page<Cursor> {
  limit: number;
  cursor: Cursor | undefined;
}

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** An instant to filter by, with its zone. */
export const InstantQuery = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= earliest && Date.parse(text) < latest, {
    message: "must be between 1970 and 2200",
  })
  .transform((text) => new Date(text).toISOString());

/** Query members of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional().describe("`next_cursor` of the page before."),
});

/** Writes the place after which the next page begins. Opaque to callers. */
export function writeCursor(place: Record<string, string>): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Reads a cursor of ours. @throws ProblemError `invalid-request` for any other text. */
export function readCursor<Shape extends z.ZodRawShape>(
  cursor: string | undefined,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return z.object(shape).parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new ProblemError("invalid-request", "The cursor is not one that a list of ours gave.");
  }
}

/** Cuts the one row too many and tells where the next page begins. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Record<string, string>,
): { rows: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { rows: shown, nextCursor: hasMore ? writeCursor(placeOf(last)) : null };
}
