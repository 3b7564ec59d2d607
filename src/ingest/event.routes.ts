import { z } from "zod";
import { type App, page, requireTenant } from "../http/index.ts";
import { PageQuery } from "../store/index.ts";
import {
  EventFilterQuery,
  EventQuery,
  RejectedDelivery,
  Renormalise,
  RenormaliseResult,
  WebhookEvent,
  WebhookEventDetail,
} from "./event.schema.ts";
import type { EventService } from "./event.service.ts";

const reading = { access: "tenant", needs: "events:read" } as const;
const writing = { access: "tenant", needs: "events:write" } as const;
const tags = ["Events"];
const params = z.object({ eventId: z.uuid() });
const Replayed = z.object({ replayed: z.number().int() });

/** The webhook log and what can be done with it. */
export function eventRoutes(app: App, { events }: { events: EventService }): void {
  app.get(
    "/api/v1/webhook-events",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listWebhookEvents",
        summary: "List webhook events, the newest first",
        querystring: EventQuery,
        response: { 200: page(WebhookEvent) },
      },
    },
    (request) => events.list(requireTenant(request), request.query),
  );
  app.get(
    "/api/v1/webhook-events/:eventId",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getWebhookEvent",
        summary: "Read one event as received, with verdict, findings and what it says",
        params,
        response: { 200: WebhookEventDetail },
      },
    },
    (request) => events.get(requireTenant(request), request.params.eventId),
  );
  app.post(
    "/api/v1/webhook-events/:eventId/replay",
    {
      config: writing,
      schema: {
        tags,
        operationId: "replayWebhookEvent",
        summary: "Fold one event again",
        params,
        response: { 202: Replayed },
      },
    },
    async (request, reply) => {
      const replayed = await events.replayOne(requireTenant(request), request.params.eventId);
      return reply.code(202).send({ replayed });
    },
  );
  app.post(
    "/api/v1/webhook-events/replay",
    {
      config: writing,
      schema: {
        tags,
        operationId: "replayWebhookEvents",
        summary: "Fold every event of a filter again",
        querystring: EventFilterQuery.extend({
          dry_run: z.stringbool().default(false).describe("Only say how many."),
        }),
        response: { 202: Replayed },
      },
    },
    async (request, reply) => {
      const { dry_run, ...filters } = request.query;
      const replayed = await events.replay(requireTenant(request), filters, dry_run);
      return reply.code(202).send({ replayed });
    },
  );
  app.post(
    "/api/v1/webhook-events/renormalise",
    {
      config: writing,
      schema: {
        tags,
        operationId: "renormaliseWebhookEvents",
        summary: "Put a page of the history through today's mapping and tell what differs",
        body: Renormalise,
        response: { 200: RenormaliseResult },
      },
    },
    (request) => events.renormalise(requireTenant(request), request.body),
  );
  app.get(
    "/api/v1/rejected-deliveries",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listRejectedDeliveries",
        summary: "List deliveries that did not prove their origin",
        querystring: PageQuery.extend({
          provider: z.string().optional(),
          status: z.enum(["rejected", "accepted"]).optional(),
        }),
        response: { 200: page(RejectedDelivery) },
      },
    },
    (request) => events.listRejected(requireTenant(request), request.query),
  );
  app.post(
    "/api/v1/rejected-deliveries/reverify",
    {
      config: writing,
      schema: {
        tags,
        operationId: "reverifyRejectedDeliveries",
        summary: "Verify refused deliveries again with today's secrets",
        body: z.object({ provider: z.string().optional() }),
        response: {
          200: z.object({
            checked: z.number().int(),
            accepted: z.number().int(),
            still_rejected: z.number().int(),
          }),
        },
      },
    },
    (request) => events.reverify(requireTenant(request), request.body.provider),
  );
}
