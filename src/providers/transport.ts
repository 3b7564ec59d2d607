import { ApiError, type ApiErrorKind } from "./api-error.ts";
import { type BreakerState, createCircuitBreaker } from "./circuit-breaker.ts";
import { noteAnswer } from "./last-answer.ts";
import { type ApiLimits, createPacer, type Wait } from "./pacer.ts";
import { pauseBeforeRetry, readRetryAfter } from "./retry.ts";

/** A request to a provider's API in plain data, so that it can be shown before it is sent. */
export interface ApiRequest {
  method: "GET" | "POST" | "PATCH";
  /** Below the base address, with a leading slash; variable parts are escaped already. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | null>>;
  json?: unknown;
  form?: Readonly<Record<string, string>>;
}

/** One account at one provider: every request to it goes through the same pace and the same circuit breaker. */
export interface ApiTransport {
  /**
   * Asks for something and changes nothing, so it is tried again when that can help. Some lists are read by POST.
   * @throws ApiError; the signal's reason when aborted.
   */
  read(request: ApiRequest, signal?: AbortSignal): Promise<unknown>;
  /** Changes something at the provider. Tried once: whether a lost answer meant yes is not ours to guess. */
  write(request: ApiRequest, signal?: AbortSignal): Promise<unknown>;
  state(): BreakerState;
}

export interface TransportOptions {
  baseUrl: string;
  /** Headers that carry the key. */
  headers: Readonly<Record<string, string>>;
  limits: ApiLimits;
  fetch: typeof fetch;
  now: () => number;
  wait: Wait;
  /** 0 ≤ x < 1, for jitter. */
  random: () => number;
  timeoutMs?: number;
  /** For all tries of one request and the pauses between them. */
  deadlineMs?: number;
  bodyBytesMax?: number;
}

/** JSON over HTTP with what every provider needs: time limits, a size limit, retries, pace, and errors of a closed set. */
export function createTransport(options: TransportOptions): ApiTransport {
  const { now, random, deadlineMs = 60_000 } = options;
  const wait: Wait = async (ms, signal) => {
    try {
      await options.wait(ms, signal);
    } catch (error) {
      // Timers have an error of their own for an abort; callers are promised their reason.
      signal?.throwIfAborted();
      throw error;
    }
  };
  const breaker = createCircuitBreaker({ now });
  const pacer = createPacer(options.limits, { now, wait });

  const tryOnce = (request: ApiRequest, until: number, signal?: AbortSignal) =>
    breaker.run(() =>
      pacer.run(async () => {
        if (now() >= until) throw new ApiError("timeout", "There was no time left to ask");
        return await send(options, request, until - now(), signal);
      }, signal),
    );

  return {
    async read(request, signal) {
      const until = now() + deadlineMs;
      for (let tries = 1; ; tries++) {
        try {
          return await tryOnce(request, until, signal);
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          if (error.kind === "rate_limited") pacer.pause(error.retryAfterMs ?? 0);
          const isOpen = breaker.state().state !== "closed";
          const pauseMs = isOpen ? null : pauseBeforeRetry(error, tries, random);
          if (pauseMs === null || now() + pauseMs >= until) throw error;
          await wait(pauseMs, signal);
        }
      }
    },
    write: (request, signal) => tryOnce(request, now() + deadlineMs, signal),
    state: breaker.state,
  };
}

async function send(
  options: TransportOptions,
  request: ApiRequest,
  leftMs: number,
  signal?: AbortSignal,
): Promise<unknown> {
  const { timeoutMs = 10_000, bodyBytesMax = 32 * 1024 * 1024, now } = options;
  const clock = AbortSignal.timeout(Math.max(1, Math.min(timeoutMs, leftMs)));
  try {
    const response = await options.fetch(addressOf(options.baseUrl, request), {
      method: request.method,
      headers: { accept: "application/json", ...contentType(request), ...options.headers },
      body: bodyOf(request),
      // A key must not follow a redirect to another host.
      redirect: "manual",
      signal: signal ? AbortSignal.any([clock, signal]) : clock,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw errorOf(response, now());
    }
    return parse(await readBytes(response, bodyBytesMax));
  } catch (error) {
    if (error instanceof ApiError) throw error;
    signal?.throwIfAborted();
    if (clock.aborted) throw new ApiError("timeout", "The provider did not answer in time");
    throw new ApiError("unavailable", "The provider could not be reached", { cause: error });
  }
}

function addressOf(baseUrl: string, { path, query = {} }: ApiRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return `${baseUrl.replace(/\/+$/, "")}${path}${text === "" ? "" : `?${text}`}`;
}

function contentType({ json, form }: ApiRequest): Record<string, string> {
  if (form !== undefined) return { "content-type": "application/x-www-form-urlencoded" };
  return json === undefined ? {} : { "content-type": "application/json" };
}

function bodyOf({ json, form }: ApiRequest): string | null {
  if (form !== undefined) return new URLSearchParams(form).toString();
  return json === undefined ? null : JSON.stringify(json);
}

const kinds: ReadonlyMap<number, ApiErrorKind> = new Map([
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not_found"],
  [410, "not_found"],
  [408, "timeout"],
  [429, "rate_limited"],
]);

function errorOf(response: Response, now: number): ApiError {
  const { status } = response;
  const kind = kinds.get(status) ?? (status >= 500 ? "unavailable" : "refused");
  return new ApiError(kind, `The provider answered with status ${status}`, {
    status,
    retryAfterMs: readRetryAfter(response.headers.get("retry-after"), now),
  });
}

/** Counts while reading: what the provider says about the length need not be true. */
async function readBytes(response: Response, bytesMax: number): Promise<Buffer> {
  if (response.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    chunks.push(chunk);
    // Leaving the loop early cancels the rest.
    if (bytes > bytesMax) {
      noteAnswer(Buffer.concat(chunks));
      throw new ApiError("nonsense", "The provider's answer is too large");
    }
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): unknown {
  noteAnswer(bytes);
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    // The parser's own message quotes the text.
    throw new ApiError("nonsense", "The provider's answer is not JSON");
  }
}
