import { z } from "zod";
import { isTimeZone, offsetAt } from "../lib/time-zone.ts";

const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** The name of a time zone, as the IANA database has it. */
export const TimeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, "must be a time zone such as Europe/Berlin");

/** When something is due: an instant with its offset, or what a clock on the wall shows. */
export const DueTime = z
  .string()
  .max(40)
  .refine((text) => instantOf(text, "UTC") !== null, {
    message:
      "must be a time such as 2026-03-01T09:30, or with an offset such as 2026-03-01T09:30:00Z",
  });

/** Reads {@link DueTime}; a time without offset is one of the zone. Null for what is none. */
export function instantOf(text: string, timeZone: string): Date | null {
  const isLocal = local.test(text);
  if (!isLocal && !z.iso.datetime({ offset: true }).safeParse(text).success) return null;
  const asUtc = Date.parse(isLocal ? `${text}Z` : text);
  if (Number.isNaN(asUtc) || asUtc < earliest || asUtc >= latest) return null;
  // 30 February is read as 2 March.
  if (isLocal && !new Date(asUtc).toISOString().startsWith(text)) return null;
  return new Date(isLocal ? fromWallClock(asUtc, timeZone) : asUtc);
}

/**
 * The instant at which a clock of the zone shows this time.
 *
 * Where the clock is put back it shows the time twice: the first is meant. Where it is put forward it never does: the time is as much later as the clock is.
 */
function fromWallClock(wallMs: number, timeZone: string): number {
  const dayMs = 86_400_000;
  const before = offsetAt(wallMs - dayMs, timeZone);
  const after = offsetAt(wallMs + dayMs, timeZone);
  const candidates = [wallMs - before, wallMs - after];
  return candidates.find((at) => at + offsetAt(at, timeZone) === wallMs) ?? wallMs - before;
}
