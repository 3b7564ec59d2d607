import { type App, requireTenant } from "../http/index.ts";
import { SearchAnswer, SearchRequest } from "./search.schema.ts";
import type { KnowledgeSearch } from "./search.service.ts";

/** Looking up what a question is about. */
export function knowledgeSearchRoutes(app: App, { search }: { search: KnowledgeSearch }): void {
  app.post(
    "/api/v1/knowledge/search",
    {
      config: { access: "tenant", needs: "knowledge:read" },
      schema: {
        tags: ["Knowledge"],
        operationId: "searchKnowledge",
        summary: "Find the chunks that answer a question",
        body: SearchRequest,
        response: { 200: SearchAnswer },
      },
    },
    (request) => search.search(requireTenant(request), request.body),
  );
}
