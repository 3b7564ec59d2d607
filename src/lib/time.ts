/**
 * Reads a provider's instant as epoch milliseconds: RFC 3339 and RFC 2822 text, and numbers (or numeric text) whose unit is told
 * by their size: below 1e11 seconds, below 1e14 milliseconds, below 1e17 microseconds (VCP §6.11).
 *
 * Text without a zone is UTC. Null for anything else, and for instants outside 1990 to 2200, which are always unit errors.
 */
export function toEpochMs(value: unknown): number | null {
  const ms = typeof value === "number" ? fromNumber(value) : fromText(value);
  if (ms === null || !Number.isFinite(ms)) return null;
  return ms < earliest || ms > latest ? null : Math.round(ms);
}

const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2200, 0, 1);
const numeric = /^\d{9,17}(?:\.\d+)?$/;
const zoneless = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

function fromNumber(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  if (value < 1e11) return value * 1000;
  if (value < 1e14) return value;
  return value < 1e17 ? value / 1000 : null;
}

function fromText(value: unknown): number | null {
  if (typeof value !== "string" || value.length > 64) return null;
  const text = value.trim();
  if (numeric.test(text)) return fromNumber(Number(text));
  const parsed = Date.parse(zoneless.test(text) ? `${text.replace(" ", "T")}Z` : text);
  return Number.isNaN(parsed) ? null : parsed;
}

/** RFC 3339 in UTC with exactly three decimals, as VCP wants it. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

/** {@link toIso}, where null stays null. */
export function toIsoOrNull(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : toIso(ms);
}
