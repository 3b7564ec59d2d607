import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { TokenCounts } from "../../llm/index.ts";
import type { Trx } from "../../store/index.ts";
import { dayOf } from "../days.ts";
import { endTurn } from "../limits/turn.store.ts";
import { readPrices } from "../prices/price.store.ts";
import type { SetPrice } from "../prices/price-list.ts";
import { costOf } from "../prices/read-cost.ts";
import { type Counted, counters, toFigures } from "./counted.ts";
import type { UseFigures } from "./use.schema.ts";
import { addUse, sumUse } from "./use.store.ts";

/** One request to a model that was answered. */
export interface ModelRequest {
  /** As the endpoint that answered calls it. */
  readonly model: string;
  readonly isFallback: boolean;
  readonly tokens: TokenCounts;
  /** The model did not tell, and we counted. */
  readonly isEstimated: boolean;
}

/** What a turn used. */
export interface TurnUse {
  /** Null when nothing of the turn is kept: then only its day knows of it. */
  readonly sessionId: string | null;
  /** Under which the turn took its place; null where it took none. */
  readonly lease: string | null;
  readonly agentId: string | null;
  readonly requests: readonly ModelRequest[];
  /** The turn had less than it could. */
  readonly isDegraded: boolean;
  readonly at: Date;
}

/**
 * Ends a turn and counts what it used, at the prices of its day: in the transaction that keeps its answer, so that the one is never without the other. `known` are the prices of its models,
 * where they were read already.
 */
export async function recordUse(
  trx: Trx,
  scope: TenantScope,
  turn: TurnUse,
  known?: readonly SetPrice[],
): Promise<void> {
  const { requests, isDegraded, ...whose } = turn;
  const { lease, at } = turn;
  if (requests.length === 0 && lease !== null) await endTurn(trx, scope, { lease, at });
  if (requests.length === 0) return;
  const day = dayOf(at);
  const prices = known ?? (await readPrices(trx, scope, modelsOf(turn)));
  const models = new Map<string, Counted>();
  for (const request of requests) {
    const one = countedOf(request, costOf(prices, { ...request, at }), isDegraded);
    const before = models.get(request.model);
    models.set(request.model, before === undefined ? one : sumOf(before, one));
  }
  const rows = [...models].map(([model, counted]) => ({ model, ...counted }));
  await addUse(trx, scope, { ...whose, day, models: rows });
}

/** The models that a turn used, each once. */
export function modelsOf({ requests }: Pick<TurnUse, "requests">): string[] {
  return [...new Set(requests.map(({ model }) => model))];
}

/** What one session used of models, or all of a tenant's turns that are counted. */
export async function readUse(
  trx: Trx,
  scope: TenantScope,
  sessionId: string | undefined,
): Promise<UseFigures> {
  return toFigures(await sumUse(trx, scope, sessionId));
}

function countedOf(
  { tokens, isEstimated, isFallback }: ModelRequest,
  cost: number | null,
  isDegraded: boolean,
): Counted {
  return {
    ...{ requests: 1, input_tokens: tokens.input, cached_input_tokens: tokens.cachedInput },
    ...{ output_tokens: tokens.output, cost_micros: cost ?? 0 },
    ...{ unpriced_requests: Number(cost === null), estimated_requests: Number(isEstimated) },
    ...{ fallback_requests: Number(isFallback), degraded_requests: Number(isDegraded) },
    ...{ embedding_requests: 0, embedding_tokens: 0 },
  };
}

function sumOf(one: Counted, other: Counted): Counted {
  return Object.fromEntries(
    counters.map((name) => [name, one[name] + other[name]]),
  ) as unknown as Counted;
}
