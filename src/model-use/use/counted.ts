import { microsToUsd } from "../../lib/money.ts";
import type { UseFigures } from "./use.schema.ts";

/** What is counted of requests, under the names of its columns. */
export const counters = [
  ...["requests", "input_tokens", "cached_input_tokens", "output_tokens", "cost_micros"],
  ...["unpriced_requests", "estimated_requests", "fallback_requests", "degraded_requests"],
  ...["embedding_requests", "embedding_tokens"],
] as const;

/** Requests, counted together. The cost is what is known of it. */
export type Counted = Readonly<Record<(typeof counters)[number], number>>;

/** As it is told: part of a cost is no cost. */
export function toFigures(counted: Counted): UseFigures {
  const { requests, unpriced_requests, estimated_requests, fallback_requests } = counted;
  const known = microsToUsd(counted.cost_micros);
  return {
    ...{ requests, prompt_tokens: counted.input_tokens },
    ...{ cached_prompt_tokens: counted.cached_input_tokens },
    ...{ completion_tokens: counted.output_tokens },
    ...{ cost_usd: unpriced_requests > 0 ? null : known, known_cost_usd: known },
    ...{ unpriced_requests, estimated_requests, fallback_requests },
    degraded_requests: counted.degraded_requests,
    ...{ embedding_requests: counted.embedding_requests },
    embedding_tokens: counted.embedding_tokens,
  };
}
