/** `Retry-After` in milliseconds, at most `maxMs`: seconds or an HTTP date. Null for anything else. */
export function retryAfterMs(header: string | null, now: number, maxMs: number): number | null {
  const text = header?.trim() ?? "";
  const isSeconds = /^\d{1,9}(?:\.\d{1,6})?$/.test(text);
  // A date has a name of a day or month in it; a bare number would be read as a year.
  if (!isSeconds && !/[a-z]/i.test(text)) return null;
  const ms = isSeconds ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxMs);
}
