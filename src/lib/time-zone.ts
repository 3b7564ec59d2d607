interface Zone {
  format: Intl.DateTimeFormat;
  /** Milliseconds ahead of UTC, by second since 1970. */
  offsets: Map<number, number>;
}

const zones = new Map<string, Zone>();
const offsetsMax = 5_000;

/** Whether this is the name of a time zone, as the IANA database has it. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 are accepted by some engines, and know no summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether the name means the same to everybody. A short one such as CET is a zone to some and a fixed offset to others. */
export function isPlainTimeZone(name: string): boolean {
  return name === "UTC" || (name.includes("/") && isTimeZone(name));
}

/** How many milliseconds a clock of the zone is ahead of UTC at an instant. */
export function offsetAt(at: number, timeZone: string): number {
  const { format, offsets } = zoneOf(timeZone);
  const second = Math.floor(at / 1000);
  // Opening hours are asked for at the same midnights all day.
  const known = offsets.get(second);
  if (known !== undefined) return known;
  if (offsets.size >= offsetsMax) offsets.clear();
  const offset = shownAt(second * 1000, format) - second * 1000;
  offsets.set(second, offset);
  return offset;
}

/** What the clock shows, as if it were of UTC. */
function shownAt(at: number, format: Intl.DateTimeFormat): number {
  const parts = format.formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
}

/** Making a format takes far longer than using it. There are some hundreds of zones, so all fit. */
function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const made = { format, offsets: new Map() };
  zones.set(timeZone, made);
  return made;
}
