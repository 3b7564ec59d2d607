/** Why a service that the operator named gave us nothing. Closed: callers decide by it whether another try can help. */
export type ServiceFailure =
  | "unauthorized"
  | "not_found"
  | "conflict"
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "nonsense"
  | "refused";

/**
 * A request to a service of the operator (a model, an index) that failed. The message is a sentence for the operator; it names neither address nor key and never quotes
 * what the service said, which may hold what we sent.
 *
 * - `unauthorized`: the key is wrong or may not do this; asking again is useless.
 * - `not_found`, `conflict`: the thing asked for is not there, or there already.
 * - `rate_limited`, `unavailable`, `timeout`: another try later may work; `retryAfterMs` says when, where that is known.
 * - `nonsense`: the answer was not what the service documents.
 * - `refused`: it understood and said no; our request is at fault.
 */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly kind: ServiceFailure;
  /** The answer's HTTP status; null when there was none. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(
    kind: ServiceFailure,
    message: string,
    options: { status?: number | null; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    return this.kind === "rate_limited" || this.kind === "unavailable" || this.kind === "timeout";
  }
}
