import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../../http/index.ts";
import { ModelPriceView, NewModelPrice } from "./price.schema.ts";
import type { PriceService } from "./price.service.ts";

const tags = ["Model"];
const path = "/api/v1/model-prices";

/** What models cost: built in, set for the installation, and set for a tenant. */
export function priceRoutes(app: App, { prices }: { prices: PriceService }): void {
  app.get(
    path,
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        ...{ tags, operationId: "listModelPrices" },
        summary: "List what models cost, by whom it was set, and which price counts today",
        response: { 200: z.object({ data: z.array(ModelPriceView) }) },
      },
    },
    async (request) => ({ data: await prices.list(requireTenant(request)) }),
  );
  app.put(
    path,
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        ...{ tags, operationId: "setModelPrice" },
        summary:
          "Set what a model costs from a day on; the installation's own tenant sets it for everybody",
        ...{ body: NewModelPrice, response: { 200: ModelPriceView } },
      },
    },
    (request) => prices.set(requireAccess(request), request.body),
  );
  app.delete(
    `${path}/:modelPriceId`,
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        ...{ tags, operationId: "removeModelPrice", response: { 204: z.null() } },
        summary: "Remove a price that was set; what was counted with it stays",
        params: z.object({ modelPriceId: z.string().max(100) }),
      },
    },
    async (request, reply) => {
      await prices.remove(requireAccess(request), request.params.modelPriceId);
      return reply.code(204).send(null);
    },
  );
}
