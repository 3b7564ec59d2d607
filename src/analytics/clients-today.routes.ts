import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import { ClientToday } from "./analytics.schema.ts";
import { type ClientsTodayNeeds, readClientsToday } from "./clients-today.ts";

/** Every client at a glance, for those who run them. */
export function clientsTodayRoutes(app: App, needs: ClientsTodayNeeds): void {
  app.get(
    "/api/v1/analytics/clients",
    {
      config: { access: "tenant", needs: "tenants:read", feature: "analytics" },
      schema: {
        tags: ["Analytics"],
        operationId: "getClientsToday",
        summary: "Read how it stands with every client today, who needs attention first",
        description:
          "For whoever acts for the installation itself and may read calls. Each day is that of the client's own clock; disabled clients are left out.",
        response: { 200: z.object({ data: z.array(ClientToday) }) },
      },
    },
    async (request) => ({ data: await readClientsToday(needs, requireAccess(request)) }),
  );
}
