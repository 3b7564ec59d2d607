/** What a clock in the zone shows at an instant, as `2026-11-25T14:05`. */
export function toZoned(instant: string, timeZone: string): string {
  const at = new Date(instant);
  const offsetMs = offsetAt(at.getTime(), timeZone);
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 16);
}

/** The instant at which a clock in the zone shows this; in an hour that a clock skips, an hour later. */
export function fromZoned(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}:00Z`);
  const first = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return shown - Math.floor(ms / 1000) * 1000;
}
