import { z } from "zod";
import { type App, page, requireAccess } from "../http/index.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import { FollowUp, FollowUpChange, FollowUpFilters, NewFollowUp } from "./follow-up.schema.ts";
import type { FollowUpService } from "./follow-up.service.ts";

const tags = ["Follow-ups"];
const reading = { access: "tenant", needs: "contacts:read" } as const;
const writing = { access: "tenant", needs: "contacts:write" } as const;
const params = z.object({ followUpId: z.uuid() });

/** Tasks that are due for contacts. */
export function followUpRoutes(app: App, { followUps }: { followUps: FollowUpService }): void {
  app.get(
    "/api/v1/follow-ups",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listFollowUps",
        summary: "List follow-ups, what is due first at the top",
        querystring: FollowUpFilters.extend(PageQuery.shape),
        response: { 200: page(FollowUp) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const place = readCursor(cursor, { at: z.iso.datetime(), id: z.uuid() });
      const rows = await followUps.list(requireAccess(request), filters, { limit, cursor: place });
      const found = toPage(rows, limit, ({ due_at: at, id }) => ({ at, id }));
      return { data: found.rows, next_cursor: found.nextCursor };
    },
  );
  app.post(
    "/api/v1/follow-ups",
    {
      config: writing,
      schema: {
        tags,
        operationId: "createFollowUp",
        summary: "Write down what is to be done for a contact, and by when",
        body: NewFollowUp,
        response: { 201: FollowUp },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await followUps.create(requireAccess(request), request.body)),
  );
  app.get(
    "/api/v1/follow-ups/:followUpId",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getFollowUp",
        summary: "Read one follow-up",
        params,
        response: { 200: FollowUp },
      },
    },
    (request) => followUps.get(requireAccess(request), request.params.followUpId),
  );
  app.patch(
    "/api/v1/follow-ups/:followUpId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeFollowUp",
        summary: "Change a follow-up, or close it with its outcome",
        params,
        body: FollowUpChange,
        response: { 200: FollowUp },
      },
    },
    (request) => followUps.change(requireAccess(request), request.params.followUpId, request.body),
  );
  app.delete(
    "/api/v1/follow-ups/:followUpId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeFollowUp",
        summary: "Remove a follow-up",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await followUps.remove(requireAccess(request), request.params.followUpId);
      return reply.code(204).send(null);
    },
  );
}
