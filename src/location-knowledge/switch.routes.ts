import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { LocationKnowledge, LocationKnowledgeChange } from "./switch.schema.ts";
import { createSwitch } from "./switch.service.ts";

const tags = ["Business"];
const path = "/api/v1/locations/:locationId/knowledge";
const params = z.object({ locationId: z.string() });

/** The switch of each location by which what is written down about it is searched as knowledge. */
export function locationKnowledgeRoutes(app: App, needs: Parameters<typeof createSwitch>[0]): void {
  const locations = createSwitch(needs);
  app.get(
    path,
    {
      config: { access: "tenant", needs: "business:read" },
      schema: {
        tags,
        operationId: "getLocationKnowledge",
        summary: "Read whether a location's catalogue and texts are searched as knowledge",
        params,
        response: { 200: LocationKnowledge },
      },
    },
    (request) => locations.get(requireTenant(request), request.params.locationId),
  );
  app.put(
    path,
    {
      config: { access: "tenant", needs: "business:write" },
      schema: {
        tags,
        operationId: "changeLocationKnowledge",
        summary: "Have a location's catalogue and texts searched as knowledge, or no longer",
        params,
        body: LocationKnowledgeChange,
        response: { 200: LocationKnowledge },
      },
    },
    (request) =>
      locations.set(requireAccess(request), request.params.locationId, request.body.is_searched),
  );
}
