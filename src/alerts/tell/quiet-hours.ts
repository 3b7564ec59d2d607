import { offsetAt } from "../../lib/time-zone.ts";
import type { Priority } from "../rules/default-rules.ts";
import type { AlertSettings } from "../settings/settings.store.ts";

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** Until when a message waits for people who sleep; null when it does not. The most urgent never waits. */
export function quietUntil(
  { quietHours, timeZone }: AlertSettings,
  priority: Priority,
  at: Date,
): Date | null {
  if (quietHours === null || priority === "P1") return null;
  const [from, until] = [minutesOf(quietHours.from), minutesOf(quietHours.until)];
  const now = wallMinutes(at.getTime(), timeZone);
  const into = (now - from + dayMinutes) % dayMinutes;
  const length = (until - from + dayMinutes) % dayMinutes;
  if (into >= length) return null;
  const end = at.getTime() + (length - into) * minuteMs;
  // The clock may be put forward or back before then.
  const early =
    ((until - wallMinutes(end, timeZone) + 1.5 * dayMinutes) % dayMinutes) - dayMinutes / 2;
  return new Date(Math.floor((end + early * minuteMs) / minuteMs) * minuteMs);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function wallMinutes(at: number, timeZone: string): number {
  return Math.floor((at + offsetAt(at, timeZone)) / minuteMs) % dayMinutes;
}
