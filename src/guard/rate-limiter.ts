/** Says whether one more may pass now. */
export interface RateLimiter {
  take(key: string, nowMs: number): boolean;
}

const keysMax = 20_000;

/**
 * A token bucket per key, in memory. When too many keys are known the longest unused are forgotten, so a flood from many addresses costs bounded memory.
 */
export function createRateLimiter(limits: { perMinute: number; burst: number }): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, nowMs) {
      const known = buckets.get(key);
      const earned = known ? ((nowMs - known.at) / 60_000) * limits.perMinute : 0;
      const tokens = known ? Math.min(limits.burst, known.tokens + earned) : limits.burst;
      const passes = tokens >= 1;
      buckets.delete(key);
      buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: nowMs });
      if (buckets.size > keysMax) {
        const oldest = buckets.keys().next().value;
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return passes;
    },
  };
}
