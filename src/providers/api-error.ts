/** Why a provider's API gave us nothing. Closed: callers decide by it whether to try again, tell the owner, or forget the call. */
export const apiErrorKinds = [
  "unauthorized",
  "forbidden",
  "not_found",
  "rate_limited",
  "unavailable",
  "nonsense",
  "timeout",
  "refused",
] as const;
export type ApiErrorKind = (typeof apiErrorKinds)[number];

/**
 * A request to a provider's API that failed. The message names neither address nor key and never quotes a body.
 *
 * - `unauthorized`, `forbidden`: the key is wrong, revoked or may not do this; asking again is useless.
 * - `not_found`: the thing asked for does not exist (any more).
 * - `rate_limited`, `unavailable`, `timeout`: another try later may work; `retryAfterMs` says when, where that is known.
 * - `nonsense`: the answer was not the documented JSON, or too large.
 * - `refused`: the provider understood and said no; our request is at fault.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly kind: ApiErrorKind;
  /** The answer's HTTP status; null when there was none. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  /** Private, so that nobody who logs or prints an error tells what a provider said about its callers. */
  readonly #answer: Buffer | null;

  constructor(
    kind: ApiErrorKind,
    message: string,
    options: {
      status?: number;
      retryAfterMs?: number | null;
      answer?: Buffer | null;
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.#answer = options.answer ?? null;
  }

  /** Of `nonsense`: the beginning of the answer that could not be read, for a person to look at. Null where it is not known. */
  get answer(): Buffer | null {
    return this.#answer;
  }
}

/** An answer that is valid JSON but not what the provider documents. `what` names the missing thing, never a value. */
export function nonsense(what: string): ApiError {
  return new ApiError("nonsense", `The answer of the provider has no ${what}`);
}
