import type { CallSummary } from "./call.schema.ts";

type Cell = string | number | boolean | null;

const columns = [
  ...["id", "provider", "provider_call_id", "lifecycle", "disposition", "status", "end_reason"],
  ...["ended_by", "failure_class", "direction", "channel", "from", "to", "agent_id", "agent_name"],
  ...["first_seen_at", "started_at", "ended_at", "duration_ms", "duration_sec", "cost_usd"],
  ...["user_satisfaction_score", "sentiment", "summary", "recording_url", "captured_by"],
  ...["is_verified", "linked_calls", "turn_count", "tool_call_count", "updated_at"],
] as ReadonlyArray<keyof CallSummary>;

/** The row that names the columns: the members of a call in lists, as the API names them. */
export const csvHeader = csvLine(columns);

/** One call as a row; linked calls are separated by blanks. */
export function toCsv(call: CallSummary): string {
  return csvLine(
    columns.map((column) => {
      const value = call[column];
      return Array.isArray(value) ? value.join(" ") : value;
    }),
  );
}

/** Writes a row (RFC 4180). */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * A caller chooses some of these words, and spreadsheets run what looks like a formula: it gets an apostrophe in front, which they take as "this is text". Numbers, those of
 * telephones too, are what they are.
 */
function csvCell(value: Cell): string {
  if (value === null) return "";
  const text = String(value);
  const isFormula = /^[\s\0]*[=+\-@|%]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text);
  const safe = isFormula || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
