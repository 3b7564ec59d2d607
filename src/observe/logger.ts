import { pino } from "pino";
import { redact, redactText } from "./redact.ts";

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

/** The same log, in which nothing is written that {@link redact} takes out. */
export function redacting(log: Logger): Logger {
  const at = (level: keyof Logger) => (fields: object, message: string) =>
    log[level](Object(redact(fields)), redactText(message));
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Logs to standard output, one JSON object per line, or one plain line each with `text`; always {@link redacting}. */
export function createLogger(options: {
  level: string;
  format: "json" | "text";
  /** Fields that every line has. */
  fields?: () => Record<string, string>;
}): Logger {
  const { level, fields } = options;
  const base = { level, base: null, ...(fields === undefined ? {} : { mixin: fields }) };
  return redacting(
    options.format === "json"
      ? pino({ ...base, timestamp: pino.stdTimeFunctions.isoTime })
      : pino(base, { write: (line: string) => process.stdout.write(asText(line)) }),
  );
}

/** One line as a person reads it. */
export function asText(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clock = new Date(Number(time)).toISOString().slice(11, 23);
  const name = Object.entries(pino.levels.values).find(([, value]) => value === level)?.[0] ?? "";
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${shown(value)}`);
  // What was sent to us must not make up lines of its own, nor steer the terminal.
  const text = `${clock} ${name.padEnd(5)} ${String(msg)}${rest.join("")}`;
  return `${text.replace(/\p{C}/gu, " ")}\n`;
}

function shown(value: unknown): string {
  return typeof value === "string" && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
