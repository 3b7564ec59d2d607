import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import type { SharedRates } from "./rate-database.ts";
import { createMemoryRates } from "./rate-memory.ts";
import type { RateLimit, RateVerdict } from "./rate-window.ts";

/**
 * What is limited together, and where it is counted.
 *
 * `database`: exact over all replicas, and refused when it cannot be counted. `shared`: over all replicas where there is a Redis, otherwise by each process alone; a
 * Redis that does not answer is replaced by counting alone. `process`: by each process alone, for what must cost nothing.
 */
const places = {
  sign_in: "database",
  outbound_calls: "database",
  public: "shared",
  api: "shared",
  embeddings: "shared",
  chat: "shared",
  unauthenticated: "process",
  unverified: "process",
  webhooks: "process",
} as const;
export type RateClass = keyof typeof places;
/** Classes that are counted at once, in this process. */
export type ProcessRateClass = "unauthenticated" | "unverified" | "webhooks";

/**
 * The limits of each class: of one address for `sign_in`, `public`, `unauthenticated` (wrong keys) and `unverified` (deliveries), of one key or user for `api`,
 * `embeddings`, `chat` and `outbound_calls`, of one tenant and provider for `webhooks`.
 */
export type RateClassLimits = Readonly<Record<RateClass, RateLimit>>;

/** The limits from the settings. */
export function rateLimitsFrom(settings: {
  RATE_LIMIT_PER_MINUTE: number;
  RATE_LIMIT_BURST: number;
  RATE_LIMIT_WEBHOOKS_PER_MINUTE: number;
}): RateClassLimits {
  const general = { perMinute: settings.RATE_LIMIT_PER_MINUTE, burst: settings.RATE_LIMIT_BURST };
  const webhooks = settings.RATE_LIMIT_WEBHOOKS_PER_MINUTE;
  return {
    sign_in: { perMinute: 20, burst: 20 },
    outbound_calls: { perMinute: 10, burst: 10 },
    embeddings: { perMinute: 20, burst: 20 },
    chat: { perMinute: 120, burst: 20 },
    public: general,
    api: general,
    unauthenticated: general,
    unverified: general,
    // Calls of a campaign end in the same second: a twentieth of the minute may come at once.
    webhooks: { perMinute: webhooks, burst: Math.max(1, Math.ceil(webhooks / 20)) },
  };
}

export interface RateLimits {
  /** Counts one and says whether it may pass. @throws ProblemError `database-unavailable` where it must be counted and cannot be. */
  take(
    rateClass: Exclude<RateClass, ProcessRateClass>,
    scope: TenantScope,
    key: string,
  ): Promise<LimitedVerdict>;
  /** The same for a class that is counted in this process, at once. */
  takeHere(rateClass: ProcessRateClass, key: string): LimitedVerdict;
  /** Whether nothing more of it may pass now; counts nothing. */
  isSpentHere(rateClass: ProcessRateClass, key: string): boolean;
}

export interface LimitedVerdict extends RateVerdict {
  limit: RateLimit;
}

/** Counts what comes in, by class. */
export function createRateLimits(needs: {
  limits: RateClassLimits;
  database: SharedRates;
  /** Left out where there is no Redis. */
  redis?: SharedRates | undefined;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}): RateLimits {
  const { limits, now, metrics } = needs;
  const here = createMemoryRates();
  const alone = (rateClass: RateClass, key: string) =>
    here.take(`${rateClass}/${key}`, limits[rateClass], now());
  let isRedisMissed = false;

  const shared = async (rateClass: RateClass, scope: TenantScope, key: string) => {
    if (needs.redis === undefined) return alone(rateClass, `${scope.tenantId}/${key}`);
    try {
      const verdict = await needs.redis.take(scope, `${rateClass}/${key}`, limits[rateClass]);
      isRedisMissed = false;
      return verdict;
    } catch (error) {
      metrics.rateStoreFailures.inc({ class: rateClass });
      if (!isRedisMissed) {
        isRedisMissed = true;
        needs.log.warn(errorFields(error), "Redis does not count: each process limits alone");
      }
      return alone(rateClass, `${scope.tenantId}/${key}`);
    }
  };

  const counted = (rateClass: RateClass, verdict: RateVerdict): LimitedVerdict => {
    if (!verdict.isAllowed) metrics.rateLimited.inc({ class: rateClass });
    return { ...verdict, limit: limits[rateClass] };
  };

  return {
    async take(rateClass, scope, key) {
      const isExact = places[rateClass] === "database";
      const verdict = isExact
        ? await needs.database.take(scope, `${rateClass}/${key}`, limits[rateClass])
        : await shared(rateClass, scope, key);
      return counted(rateClass, verdict);
    },
    takeHere: (rateClass, key) => counted(rateClass, alone(rateClass, key)),
    isSpentHere: (rateClass, key) => here.isSpent(`${rateClass}/${key}`, limits[rateClass], now()),
  };
}

/** @throws ProblemError `too-many-requests` for what may not pass. */
export function refuseSpent({ isAllowed, resetSec }: RateVerdict): void {
  if (isAllowed) return;
  throw new ProblemError("too-many-requests", "Wait, and try again.", { retryAfterSec: resetSec });
}
