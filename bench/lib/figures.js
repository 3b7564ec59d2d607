// Numbers and how they are shown.
import { loadavg } from "node:os";

/** Percentiles of durations in milliseconds; null where nothing was measured. */
export function summarise(durations) {
  const sorted = Float64Array.from(durations).sort();
  const at = (share) =>
    sorted.length === 0
      ? null
      : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? null };
}

/** The middle one; null of nothing. */
export function median(values) {
  const sorted = values
    .filter((value) => value !== null && value !== undefined)
    .sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const whole = (value) =>
  value === null || value === undefined ? "–" : Math.round(value).toLocaleString("en-US");
export const fixed = (value, digits = 1) =>
  value === null || value === undefined ? "–" : value.toFixed(digits);
export const times = (value) =>
  value === null || !Number.isFinite(value) ? "–" : `${value.toFixed(2)} ×`;

/** Rows of text under a head, numbers to the right. */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, place) => Math.max(...all.map((row) => String(row[place]).length)));
  const line = (row) =>
    row
      .map((cell, place) =>
        place === 0 ? String(cell).padEnd(widths[place]) : String(cell).padStart(widths[place]),
      )
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** How busy the machine was, so that a reader can judge the figures. */
export function load() {
  return loadavg().map((value) => Number(value.toFixed(2)));
}

/** Progress goes to stderr, so that `--json` leaves stdout to the result. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function print(text) {
  process.stdout.write(`${text}\n`);
}
