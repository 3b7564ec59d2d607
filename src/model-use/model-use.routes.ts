import type { App } from "../http/index.ts";
import type { Database } from "../store/index.ts";
import { settingsRoutes } from "./limits/settings.routes.ts";
import { createSettingsService } from "./limits/settings.service.ts";
import { priceRoutes } from "./prices/price.routes.ts";
import { createPriceService } from "./prices/price.service.ts";
import { useRoutes } from "./use/use.routes.ts";

/** The paths of what models cost, of what was used of them, and of how much may be. */
export function modelUseRoutes(
  app: App,
  needs: { db: Database; models: readonly string[]; now: () => number },
): void {
  priceRoutes(app, { prices: createPriceService(needs) });
  useRoutes(app, needs);
  settingsRoutes(app, { settings: createSettingsService(needs) });
}
