import { z } from "zod";
import { type App, requireAccess } from "../../http/index.ts";
import { NewSavedView, SavedView, SavedViewChange } from "./saved-view.schema.ts";
import type { SavedViewService } from "./saved-view.service.ts";

const tags = ["Calls"];
const config = { access: "tenant", needs: "calls:read" } as const;
const writing = { ...config, isOpenReadOnly: false } as const;
const params = z.object({ viewId: z.string() });

/** Filters of the list of calls, kept by a name. */
export function savedViewRoutes(app: App, { views }: { views: SavedViewService }): void {
  app.get(
    "/api/v1/saved-views",
    {
      config,
      schema: {
        tags,
        operationId: "listSavedViews",
        summary: "List one's own views of the list of calls, and those that others share",
        response: { 200: z.object({ data: z.array(SavedView) }) },
      },
    },
    async (request) => ({ data: await views.list(requireAccess(request)) }),
  );
  app.post(
    "/api/v1/saved-views",
    {
      config: writing,
      schema: {
        ...{ tags, body: NewSavedView, response: { 201: SavedView } },
        operationId: "addSavedView",
        summary: "Keep filters by a name",
      },
    },
    async (request, reply) =>
      reply.code(201).send(await views.add(requireAccess(request), request.body)),
  );
  app.patch(
    "/api/v1/saved-views/:viewId",
    {
      config: writing,
      schema: {
        ...{ tags, params, body: SavedViewChange, response: { 200: SavedView } },
        operationId: "changeSavedView",
        summary: "Change a view that one made",
      },
    },
    (request) => views.change(requireAccess(request), request.params.viewId, request.body),
  );
  app.delete(
    "/api/v1/saved-views/:viewId",
    {
      config: writing,
      schema: {
        ...{ tags, params, response: { 204: z.null() } },
        operationId: "removeSavedView",
        summary: "Remove a view that one made",
      },
    },
    async (request, reply) => {
      await views.remove(requireAccess(request), request.params.viewId);
      return reply.code(204).send(null);
    },
  );
}
