import { pino } from "pino";

/** Structured log: a constant message, values in fields. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What may be known of an error in a log: its kind, code and place, never its message, which may quote a caller's words. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, cause } = error as Error & { code?: unknown };
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
  return {
    error: error.name,
    ...(typeof code === "string" ? { code } : {}),
    frames,
    ...(cause instanceof Error ? { cause: errorFields(cause) } : {}),
  };
}

/**
 * Logs to standard output, one JSON object per line, or one plain line each with `text`.
 *
 * Personal data may only stand under the key `pii`, and is removed.
 */
export function createLogger(options: { level: string; format: "json" | "text" }): Logger {
  const redact = { paths: ["pii", "*.pii", "pii.*"], remove: true };
  const base = { level: options.level, base: null, redact };
  if (options.format === "json") {
    return pino({ ...base, timestamp: pino.stdTimeFunctions.isoTime });
  }
  return pino(base, { write: (line: string) => process.stdout.write(asText(line)) });
}

function asText(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clock = new Date(Number(time)).toISOString().slice(11, 23);
  const name = Object.entries(pino.levels.values).find(([, value]) => value === level)?.[0] ?? "";
  const rest = Object.entries(fields)
    .map(([key, value]) => ` ${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("");
  return `${clock} ${name.padEnd(5)} ${String(msg)}${rest}\n`;
}
