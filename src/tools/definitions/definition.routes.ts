import { type App, requireTenant } from "../../http/index.ts";
import { DefinitionQuery, ToolDefinitions } from "./definition.schema.ts";
import { type DefinitionNeeds, defineTools } from "./definition.service.ts";

/** How the tools of a tenant are told to a provider's agents. */
export function toolDefinitionRoutes(app: App, needs: DefinitionNeeds): void {
  app.get(
    "/api/v1/tools/definitions",
    {
      config: { access: "tenant", needs: "tools:read" },
      schema: {
        tags: ["Tools"],
        operationId: "defineTools",
        summary: "Tell the tools in a provider's own words, ready to be copied into its settings",
        querystring: DefinitionQuery,
        response: { 200: ToolDefinitions },
      },
    },
    (request) => defineTools(needs, requireTenant(request), request.query),
  );
}
