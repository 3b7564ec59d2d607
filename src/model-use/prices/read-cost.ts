import type { TenantScope } from "../../lib/tenant-scope.ts";
import { costMicros, type TokenCounts } from "../../llm/index.ts";
import type { Trx } from "../../store/index.ts";
import { dayOf } from "../days.ts";
import { readPrices } from "./price.store.ts";
import { listPrices, priceOn } from "./price-list.ts";

/** What tokens of a model cost on the day of an instant, in micro-dollars; null when its price is not known. */
export async function readCost(
  trx: Trx,
  scope: TenantScope,
  { model, tokens, at }: { model: string; tokens: TokenCounts; at: Date },
): Promise<number | null> {
  const listed = listPrices(await readPrices(trx, scope, model));
  return costMicros(priceOn(listed, model, dayOf(at)), tokens);
}
