import { ProblemError } from "../lib/problems.ts";

/** Tells failures of the database itself apart from bugs: callers get 503 and may try again. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw databaseProblem(error) ?? error;
  }
}

/** The problem that a failure of the database is for callers; null when it is none of the database's own. */
export function databaseProblem(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return null;
  if (codeOf(error) === queryCanceled) {
    return new ProblemError("database-timeout", "Ask for less at a time, or try again later.", {
      cause: error,
      retryAfterSec: 5,
    });
  }
  if (!isUnavailable(error)) return null;
  return new ProblemError("database-unavailable", "Please try again in a few seconds.", {
    cause: error,
    retryAfterSec: 5,
  });
}

const queryCanceled = "57014";
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Connection lost or refused, server starting or stopping, out of connections, disk or memory. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof ProblemError) return error.code === "database-unavailable";
  const code = codeOf(error);
  if (code !== undefined) {
    return socketCodes.has(code) || /^(?:08|53|57P|58)/.test(code) || code === "25006";
  }
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error|not queryable/i.test(
      error.message,
    )
  );
}

/** The code of an error of PostgreSQL or of the system. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
