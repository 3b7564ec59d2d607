import { startDeadline } from "../lib/deadline.ts";
import { retryAfterMs } from "../lib/retry-after.ts";
import type { Outgoing } from "./outgoing.ts";
import { createServiceBreaker } from "./service-breaker.ts";
import { ServiceError, type ServiceFailure } from "./service-error.ts";

/** A request to a service. */
export interface ServiceRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base address, with a leading slash; variable parts are escaped already. */
  path: string;
  json?: unknown;
  signal?: AbortSignal | undefined;
  /** How often at most; only what may be done twice is asked more than once. */
  triesMax?: number;
  timeoutMs?: number;
}

/** A service with a JSON API that the operator named: a model, an index. */
export interface JsonService {
  /**
   * Asks, patiently: what may pass is tried again with pauses, longer where the service says so.
   * @throws ServiceError; the signal's reason when aborted.
   */
  ask(request: ServiceRequest): Promise<unknown>;
  /** Whether it failed again and again and is left alone for now. */
  isOpen(): boolean;
}

export interface JsonServiceNeeds {
  /** What errors call it, such as "The embedding service". */
  name: string;
  baseUrl: string;
  /** Headers that carry the key. */
  headers: Readonly<Record<string, string>>;
  /** The way out for the operator's URLs. */
  send: Outgoing["toOperator"];
  now: () => number;
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 ≤ x < 1, for jitter. */
  random: () => number;
}

const triesUsual = 4;
const timeoutUsualMs = 30_000;
const firstPauseMs = 500;
const pauseMaxMs = 8_000;
/** A longer pause is left to whoever asks: their work must not hang on a timer. */
const waitMaxMs = 20_000;
const retryAfterMaxMs = 15 * 60_000;

/** JSON over HTTP with what every such service needs: time limits, retries, a circuit breaker, and errors of a closed set. */
export function createJsonService(needs: JsonServiceNeeds): JsonService {
  const { now, random, wait } = needs;
  const breaker = createServiceBreaker({ name: needs.name, now });
  return {
    async ask(request) {
      const { signal, triesMax = triesUsual } = request;
      for (let tries = 1; ; tries++) {
        try {
          return await breaker.run(() => sendOnce(needs, request));
        } catch (error) {
          signal?.throwIfAborted();
          if (!(error instanceof ServiceError) || !error.isPassing || tries >= triesMax) {
            throw error;
          }
          const pauseMs = pauseAfter(error, tries, random);
          if (breaker.isOpen() || pauseMs > waitMaxMs) throw error;
          await wait(pauseMs, signal);
        }
      }
    },
    isOpen: breaker.isOpen,
  };
}

/** Full jitter where the service names no time. Where it does, jitter is added, never subtracted. */
function pauseAfter(error: ServiceError, tries: number, random: () => number): number {
  if (error.retryAfterMs !== null) return error.retryAfterMs + random() * firstPauseMs;
  return random() * Math.min(pauseMaxMs, firstPauseMs * 2 ** (tries - 1));
}

async function sendOnce(needs: JsonServiceNeeds, request: ServiceRequest): Promise<unknown> {
  const { name, baseUrl, headers, send } = needs;
  const { signal, json } = request;
  const deadline = startDeadline(request.timeoutMs ?? timeoutUsualMs, signal);
  let answer: Response;
  try {
    answer = await send(`${baseUrl.replace(/\/+$/, "")}${request.path}`, {
      method: request.method ?? (json === undefined ? "GET" : "POST"),
      headers: {
        accept: "application/json",
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: json === undefined ? null : JSON.stringify(json),
      signal: deadline.signal,
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (deadline.hasPassed()) throw new ServiceError("timeout", `${name} did not answer in time`);
    throw new ServiceError("unavailable", `${name} could not be reached`, { cause });
  } finally {
    deadline.end();
  }
  const { status } = answer;
  if (!answer.ok) {
    throw new ServiceError(kindOf(status), sentence(name, status), {
      status,
      retryAfterMs: retryAfterMs(answer.headers.get("retry-after"), needs.now(), retryAfterMaxMs),
    });
  }
  return readJson(name, await answer.text());
}

function readJson(name: string, text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new ServiceError("nonsense", `${name} gave an answer that is not JSON`);
  }
}

const kinds: ReadonlyMap<number, ServiceFailure> = new Map([
  [401, "unauthorized"],
  [403, "unauthorized"],
  [404, "not_found"],
  [408, "timeout"],
  [409, "conflict"],
  [429, "rate_limited"],
]);

function kindOf(status: number): ServiceFailure {
  return kinds.get(status) ?? (status >= 500 ? "unavailable" : "refused");
}

function sentence(name: string, status: number): string {
  if (status === 401 || status === 403) return `${name} does not accept the key`;
  if (status === 429) return `${name} asks for a pause`;
  return `${name} answered with status ${status}`;
}
