import type { CallEffect, CallWitness, EstimateReader } from "../calls/index.ts";
import type { App } from "../http/index.ts";
import type { DueWork } from "../jobs/index.ts";
import type { Logger } from "../observe/index.ts";
import type { Database, TenantData } from "../store/index.ts";
import { eraseEstimates, freezeEstimates } from "./estimates/estimate.store.ts";
import { estimateChanged } from "./estimates/estimate-calls.ts";
import { readCallEstimates } from "./estimates/estimate-view.ts";
import { recountEstimates } from "./estimates/recount.ts";
import { priceRoutes } from "./prices/price.routes.ts";
import { createPriceService } from "./prices/price.service.ts";
import { pricingData } from "./pricing-data.ts";
import { priceSettingsRoutes } from "./settings/settings.routes.ts";
import { createPriceSettingsService } from "./settings/settings.service.ts";
import { statementRoutes } from "./statements/statement.routes.ts";
import { createStatementService } from "./statements/statement.service.ts";

/** What calls should cost by a tenant's own prices, made once. */
export interface Pricing {
  /** Estimates calls in the transaction that ends or corrects them. */
  readonly effect: CallEffect;
  /** Forgets what calls cost that somebody wants gone. */
  readonly erased: CallWitness;
  /** Keeps what calls cost that go by their age. */
  readonly expired: CallWitness;
  readonly estimatesOf: EstimateReader;
  readonly data: TenantData;
  readonly work: DueWork;
  routes(app: App): void;
}

export function openPricing(needs: { db: Database; now: () => number; log: Logger }): Pricing {
  const { db } = needs;
  const work = recountEstimates(needs);
  return {
    effect: estimateChanged,
    erased: eraseEstimates,
    expired: freezeEstimates,
    estimatesOf: (scope, ids) => readCallEstimates(db, scope, ids),
    data: pricingData,
    work,
    routes(app) {
      priceRoutes(app, { prices: createPriceService({ ...needs, wake: work.wake }) });
      priceSettingsRoutes(app, { settings: createPriceSettingsService(needs) });
      statementRoutes(app, { statements: createStatementService(needs) });
    },
  };
}
