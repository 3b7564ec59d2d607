import { type App, requireAccess, requireTenant } from "../http/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { EmbeddingSelection, EmbeddingStatus } from "./embedding.schema.ts";
import type { EmbeddingService } from "./embedding.service.ts";

const tags = ["Knowledge"];
const response = { 200: EmbeddingStatus };

/** Starting embeddings, and seeing how far they are. */
export function embeddingRoutes(
  app: App,
  needs: {
    embeddings: EmbeddingService;
    /** Counts a start. @throws ProblemError `too-many-requests`. */
    limit: (scope: TenantScope, actor: string) => Promise<void>;
  },
): void {
  const { embeddings, limit } = needs;
  app.post(
    "/api/embeddings/generate",
    {
      config: { access: "tenant", needs: "knowledge:write" },
      schema: {
        tags,
        operationId: "generateEmbeddings",
        summary: "Start or continue embedding chunks, and see how far it is",
        body: EmbeddingSelection,
        response,
      },
    },
    async (request) => {
      const access = requireAccess(request);
      await limit(access.scope, access.actor);
      return embeddings.generate(access, request.body);
    },
  );
  app.get(
    "/api/embeddings/generate",
    {
      config: { access: "tenant", needs: "knowledge:read" },
      schema: {
        tags,
        operationId: "getEmbeddingStatus",
        summary: "See how far embedding chunks is",
        querystring: EmbeddingSelection,
        response,
      },
    },
    (request) => embeddings.status(requireTenant(request), request.query),
  );
}
