import type { TenantScope } from "../../lib/tenant-scope.ts";
import { costMicros, type TokenCounts } from "../../llm/index.ts";
import type { Trx } from "../../store/index.ts";
import { dayOf } from "../days.ts";
import { readPrices } from "./price.store.ts";
import { listPrices, priceOn, type SetPrice } from "./price-list.ts";

/** What tokens of a model cost on the day of an instant, in micro-dollars; null when its price is not known. */
export async function readCost(
  trx: Trx,
  scope: TenantScope,
  of: { model: string; tokens: TokenCounts; at: Date },
): Promise<number | null> {
  return costOf(await readPrices(trx, scope, [of.model]), of);
}

/** The same by prices that were read of the model. */
export function costOf(
  prices: readonly SetPrice[],
  { model, tokens, at }: { model: string; tokens: TokenCounts; at: Date },
): number | null {
  return costMicros(priceOn(listPrices(prices), model, dayOf(at)), tokens);
}
