import { type App, requireAccess } from "../../http/index.ts";
import { NewPriceSettings, PriceSettingsAnswer } from "./settings.schema.ts";
import type { PriceSettingsService } from "./settings.service.ts";

const tags = ["Prices"];
const path = "/api/v1/prices/settings";

/** The basis, the markup and the budget of a tenant's months. */
export function priceSettingsRoutes(
  app: App,
  { settings }: { settings: PriceSettingsService },
): void {
  app.get(
    path,
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        ...{ tags, operationId: "getPriceSettings" },
        summary: "Read what statements are made by, and how much of the month's budget is used",
        response: { 200: PriceSettingsAnswer },
      },
    },
    (request) => settings.read(requireAccess(request)),
  );
  app.put(
    path,
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        ...{ tags, operationId: "setPriceSettings" },
        summary: "Set what statements are made by from a month on",
        ...{ body: NewPriceSettings, response: { 200: PriceSettingsAnswer } },
      },
    },
    (request) => settings.set(requireAccess(request), request.body),
  );
}
