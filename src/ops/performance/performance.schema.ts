import { z } from "zod";

const ratio = z.number().nullable().describe("0 to 1; null where there is nothing to count.");
const ms = z.number().nullable();
const count = z.number().int();

/** How the last hours were; nothing is null that was counted as none. */
export const PerformanceMetrics = z
  .object({
    hours: count,
    total_requests: count,
    error_requests: count.describe("Answered with a status of 500 or more."),
    client_error_requests: count.describe("Answered with 400 to 499: the caller's."),
    error_rate: ratio,
    avg_response_time_ms: ms,
    p50_response_time_ms: ms,
    p95_response_time_ms: ms,
    p99_response_time_ms: ms,
    max_response_time_ms: ms,
    requests_per_minute: z.number().nullable().describe("Since the first request of these hours."),
    cache_hit_rate: ratio,
    max_memory_bytes: count.nullable().describe("Of the process that used most."),
    max_cpu_share: z.number().nullable().describe("Of one core."),
    max_event_loop_delay_ms: ms,
    max_pool_waiting: count.nullable().describe("Queries that waited for a connection at once."),
    max_queue_oldest_seconds: z.number().nullable(),
  })
  .meta({ id: "PerformanceMetrics" });

const hour = z.string().meta({ format: "date-time" });

/** What made the last hours slow, the heaviest first. */
export const PerformanceBottlenecks = z
  .object({
    hours: count,
    slow_endpoints: z
      .array(
        z.object({
          route: z.string(),
          requests: count,
          errors: count,
          error_rate: ratio,
          avg_ms: ms,
          p95_ms: ms,
          max_ms: ms,
        }),
      )
      .describe("More than 200 ms on average, or any error."),
    error_patterns: z.array(
      z.object({ hour, route: z.string(), requests: count, errors: count, error_rate: ratio }),
    ),
    cache_miss_patterns: z
      .array(z.object({ hour, hits: count, misses: count, miss_rate: ratio }))
      .describe("Hours in which more than half of at least 20 answers were not kept."),
    saturation: z
      .array(
        z.object({
          hour,
          pool_waiting: count,
          event_loop_delay_ms: ms,
          queue_oldest_seconds: z.number().nullable(),
        }),
      )
      .describe("Hours in which something was used up: connections, the event loop, the queue."),
  })
  .meta({ id: "PerformanceBottlenecks" });

/** How far back is looked. */
export const HoursQuery = z.object({
  hours: z.coerce.number().int().min(1).max(8760).default(24),
});

/** What is forgotten. */
export const Cleanup = z.object({
  days: z.number().int().min(1).max(3650).describe("What is older goes."),
});
