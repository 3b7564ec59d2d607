const formats = new Map<string, Intl.DateTimeFormat>();

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
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(at / 1000) * 1000;
}

/** Making a format takes far longer than using it. There are some hundreds of zones, so all fit. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}
