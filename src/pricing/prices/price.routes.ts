import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../../http/index.ts";
import { NewPrice, PriceChange, PriceView } from "./price.schema.ts";
import type { PriceService } from "./price.service.ts";

const tags = ["Prices"];
const path = "/api/v1/prices";
const params = z.object({ priceId: z.string().max(100) });
const config = { access: "tenant", needs: "tenants:write" } as const;

/** What the tenant pays for calls, by provider, agent and component, each from a day on. */
export function priceRoutes(app: App, { prices }: { prices: PriceService }): void {
  app.get(
    path,
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        ...{ tags, operationId: "listPrices" },
        summary: "List what calls cost by the tenant's own prices, of one thing the newest first",
        response: { 200: z.object({ data: z.array(PriceView) }) },
      },
    },
    async (request) => ({ data: await prices.list(requireTenant(request)) }),
  );
  app.post(
    path,
    {
      config,
      schema: {
        ...{ tags, operationId: "createPrice" },
        summary: "Set what calls cost from a day on; calls since then are estimated again",
        ...{ body: NewPrice, response: { 201: PriceView } },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await prices.create(requireAccess(request), request.body)),
  );
  app.patch(
    `${path}/:priceId`,
    {
      config,
      schema: {
        ...{ tags, operationId: "changePrice", params },
        summary: "Correct a price; calls since its first day are estimated again",
        ...{ body: PriceChange, response: { 200: PriceView } },
      },
    },
    (request) => prices.change(requireAccess(request), request.params.priceId, request.body),
  );
  app.delete(
    `${path}/:priceId`,
    {
      config,
      schema: {
        ...{ tags, operationId: "removePrice", params, response: { 204: z.null() } },
        summary: "Remove a price; calls since its first day are estimated again",
      },
    },
    async (request, reply) => {
      await prices.remove(requireAccess(request), request.params.priceId);
      return reply.code(204).send(null);
    },
  );
}
