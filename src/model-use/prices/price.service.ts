import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { microsToUsd } from "../../lib/money.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { dayOf } from "../days.ts";
import type { ModelPriceView, NewModelPrice } from "./price.schema.ts";
import { countPrices, deletePrice, readPrices, writePrice } from "./price.store.ts";
import { type ListedPrice, listPrices, priceOn } from "./price-list.ts";

export type PriceService = ReturnType<typeof createPriceService>;

const pricesMax = 1_000;

/** What models cost. What was counted before a price was set keeps the cost it had. */
export function createPriceService({ db, now }: { db: Database; now: () => number }) {
  const list = async (trx: Trx, scope: TenantScope): Promise<ModelPriceView[]> => {
    const listed = listPrices(await readPrices(trx, scope));
    const today = dayOf(now());
    const inForce = new Set(listed.map(({ model }) => priceOn(listed, model, today)));
    return listed
      .toSorted((one, other) => one.model.localeCompare(other.model))
      .map((price) => toView(price, inForce.has(price)));
  };
  return {
    list: (scope: TenantScope) => inTenant(db, scope, (trx) => list(trx, scope)),

    set: ({ scope, actor }: RequestAccess, given: NewModelPrice): Promise<ModelPriceView> =>
      inTenant(db, scope, async (trx) => {
        if ((await countPrices(trx, scope)) >= pricesMax) {
          throw new ProblemError("limit-reached", `A tenant sets at most ${pricesMax} prices.`);
        }
        const at = now();
        const price = {
          ...{ id: newId("mpr"), model: given.model, validFrom: given.valid_from ?? dayOf(at) },
          ...{ inputMicros: given.input_usd, outputMicros: given.output_usd },
          cachedInputMicros: given.cached_input_usd,
        };
        const id = await writePrice(trx, scope, price, { actor, at: new Date(at) });
        const view = (await list(trx, scope)).find((one) => one.id === id);
        if (view === undefined) throw new Error("a price was not written");
        const { id: _, source: __, is_in_force: ___, ...payload } = view;
        await recordAudit(trx, scope, {
          ...{ actor, action: "model_price.set", subject: id, payload },
        });
        return view;
      }),

    remove: ({ scope, actor }: RequestAccess, id: string): Promise<void> =>
      inTenant(db, scope, async (trx) => {
        const model = await deletePrice(trx, scope, id);
        if (model === undefined) {
          throw new ProblemError("model-price-not-found", "The tenant has set no such price.");
        }
        await recordAudit(trx, scope, {
          ...{ actor, action: "model_price.removed", subject: id, payload: { model } },
        });
      }),
  };
}

function toView(price: ListedPrice, isInForce: boolean): ModelPriceView {
  const { id, model, source, inputMicros, cachedInputMicros, outputMicros, validFrom } = price;
  return {
    ...{ id, model, source, currency: "USD" },
    input_usd: microsToUsd(inputMicros),
    cached_input_usd: cachedInputMicros === null ? null : microsToUsd(cachedInputMicros),
    output_usd: microsToUsd(outputMicros),
    ...{ valid_from: validFrom, is_in_force: isInForce },
  };
}
