import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../../http/index.ts";
import { ModelSettingsView, NewModelSettings } from "./settings.schema.ts";
import type { SettingsService } from "./settings.service.ts";

const tags = ["Model"];
const path = "/api/v1/model-settings";

/** How much of models a tenant and its agents may use, and which model is behind an agent. */
export function settingsRoutes(app: App, { settings }: { settings: SettingsService }): void {
  app.get(
    path,
    {
      config: { access: "tenant", needs: "memory:read" },
      schema: {
        ...{ tags, operationId: "listModelSettings" },
        summary: "Read limits and models of the tenant and its agents, and how much is used",
        response: { 200: z.object({ data: z.array(ModelSettingsView) }) },
      },
    },
    async (request) => ({ data: await settings.list(requireTenant(request)) }),
  );
  app.put(
    path,
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        ...{ tags, operationId: "setModelSettings" },
        summary: "Limit what a tenant or an agent uses of models; what is left out has no limit",
        ...{ body: NewModelSettings, response: { 200: ModelSettingsView } },
      },
    },
    (request) => settings.set(requireAccess(request), request.body),
  );
  app.delete(
    `${path}/:modelSettingsId`,
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        ...{ tags, operationId: "removeModelSettings", response: { 204: z.null() } },
        summary: "Remove the limits and settings of a tenant or an agent",
        params: z.object({ modelSettingsId: z.string().max(100) }),
      },
    },
    async (request, reply) => {
      await settings.remove(requireAccess(request), request.params.modelSettingsId);
      return reply.code(204).send(null);
    },
  );
}
