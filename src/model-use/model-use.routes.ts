import type { App } from "../http/index.ts";
import type { Database } from "../store/index.ts";
import { priceRoutes } from "./prices/price.routes.ts";
import { createPriceService } from "./prices/price.service.ts";
import { useRoutes } from "./use/use.routes.ts";

/** The paths of what models cost and of what was used of them. */
export function modelUseRoutes(app: App, needs: { db: Database; now: () => number }): void {
  priceRoutes(app, { prices: createPriceService(needs) });
  useRoutes(app, needs);
}
