import { ApiError } from "../providers/index.ts";

const firstMs = 30_000;
const longestMs = 30 * 60_000;
/** A key that was refused is not right again by itself. */
const refusedMs = 15 * 60_000;

/** What is kept of a failure: its kind, never what the provider said. */
export function errorKind(error: unknown): string {
  return error instanceof ApiError ? error.kind : "unexpected";
}

/** How long to wait after so many failures in a row: longer each time, up to half an hour, and never the same for all. */
export function backOffMs(error: unknown, failures: number, random: () => number): number {
  const kind = errorKind(error);
  if (kind === "unauthorized" || kind === "forbidden") return refusedMs;
  const most = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10));
  const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(asked, most / 2 + (most / 2) * random());
}
