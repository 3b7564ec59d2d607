import { setTimeout as pause } from "node:timers/promises";
import { simulators } from "../providers/index.ts";
import type { PlannedDelivery } from "./create-simulation.ts";

export interface SendOptions {
  /** Where the product listens, without a path. */
  url: string;
  /** The address that the product is told to have; for signatures over the URL. */
  publicUrl?: string | undefined;
  /** What to sign with; without one the delivery goes out with a signature that proves nothing. */
  secretOf: (provider: string) => string | undefined;
  /** Send each delivery when it is due, or all as fast as they are taken. */
  isPaced: boolean;
  /** How many may be under way at once. */
  concurrency?: number;
  /** Ends the sending; what is under way is finished. */
  signal?: AbortSignal;
  /** How to reach a server whose certificate is known otherwise. */
  fetch?: typeof fetch;
  onAnswer?: (delivery: PlannedDelivery) => void;
  /** How to wait before another try; for tests. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** What became of the deliveries. */
export interface SendReport {
  deliveries: number;
  accepted: number;
  /** Final answers by HTTP status; `none` where nobody answered. */
  byStatus: Record<string, number>;
  /** Deliveries not accepted, by provider. */
  refusedByProvider: Record<string, number>;
  /** Further tries after 429, 503 or no answer. */
  retries: number;
  elapsedMs: number;
  /** How far sending fell behind its schedule at worst; 0 when not paced. */
  lagMs: number;
}

const concurrencyUsual = 32;
const triesMax = 6;
const retryAfterMaxMs = 60_000;
const answerPatienceMs = 30_000;
/** A delivery without a secret still carries all headers of its provider. */
const proofOfNothing = "unsigned";

/**
 * Signs and posts deliveries as the providers do: each on its own schedule whether or not the ones before were answered, and again after a 503, a 429 or no answer.
 * Never throws: what was not accepted stands in the report.
 */
export async function send(
  deliveries: Iterable<PlannedDelivery>,
  options: SendOptions,
): Promise<SendReport> {
  const begunAt = performance.now();
  const report: SendReport = {
    deliveries: 0,
    accepted: 0,
    byStatus: {},
    refusedByProvider: {},
    retries: 0,
    elapsedMs: 0,
    lagMs: 0,
  };
  const underWay = new Set<Promise<void>>();
  for (const delivery of deliveries) {
    if (options.isPaced) await rest(begunAt + delivery.dueMs - performance.now(), options.signal);
    if (underWay.size >= (options.concurrency ?? concurrencyUsual)) await Promise.race(underWay);
    if (options.signal?.aborted) break;
    if (options.isPaced) {
      report.lagMs = Math.max(report.lagMs, performance.now() - begunAt - delivery.dueMs);
    }
    const sending = sendOne(delivery, options, report).finally(() => underWay.delete(sending));
    underWay.add(sending);
  }
  await Promise.all(underWay);
  report.elapsedMs = Math.round(performance.now() - begunAt);
  report.lagMs = Math.round(report.lagMs);
  return report;
}

/** Waits, but not longer than until the signal comes. */
async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0) return;
  await pause(ms, undefined, signal === undefined ? {} : { signal }).catch(() => null);
}

async function sendOne(
  delivery: PlannedDelivery,
  options: SendOptions,
  report: SendReport,
): Promise<void> {
  let answer = await post(delivery, options);
  for (let tries = 1; answer.retryAfterMs !== null && tries < triesMax; tries++) {
    await (options.wait ?? rest)(answer.retryAfterMs, options.signal);
    if (options.signal?.aborted) break;
    report.retries++;
    answer = await post(delivery, options);
  }
  report.deliveries++;
  report.byStatus[answer.status] = (report.byStatus[answer.status] ?? 0) + 1;
  if (answer.isAccepted) report.accepted++;
  else {
    const { provider } = delivery;
    report.refusedByProvider[provider] = (report.refusedByProvider[provider] ?? 0) + 1;
  }
  options.onAnswer?.(delivery);
}

interface Answer {
  status: string;
  isAccepted: boolean;
  /** Null when another try makes no sense. */
  retryAfterMs: number | null;
}

async function post(delivery: PlannedDelivery, options: SendOptions): Promise<Answer> {
  const { provider, body, contentType, deliveryId } = delivery;
  const path = `/webhook/${provider}`;
  const proof = simulators.get(provider)?.sign({
    body,
    contentType,
    url: `${options.publicUrl ?? options.url}${path}`,
    at: Date.now(),
    secret: options.secretOf(provider) ?? proofOfNothing,
    deliveryId,
  });
  try {
    const ask = options.fetch ?? fetch;
    const response = await ask(`${options.url}${path}`, {
      method: "POST",
      headers: { "content-type": contentType, ...proof },
      body,
      signal: AbortSignal.timeout(answerPatienceMs),
    });
    // An answer that is not read to its end holds its connection.
    await response.arrayBuffer();
    const isTemporary = response.status === 503 || response.status === 429;
    return {
      status: String(response.status),
      isAccepted: response.ok,
      retryAfterMs: isTemporary ? retryAfter(response.headers.get("retry-after")) : null,
    };
  } catch {
    return { status: "none", isAccepted: false, retryAfterMs: retryAfter(null) };
  }
}

/** Milliseconds; a second where the header is missing or no whole number. */
function retryAfter(header: string | null): number {
  const seconds = /^\d{1,9}$/.test(header ?? "") ? Number(header) : 1;
  return Math.min(seconds * 1000, retryAfterMaxMs);
}
