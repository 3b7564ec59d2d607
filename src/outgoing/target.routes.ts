import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import {
  AgentIds,
  EventTypes,
  Relay,
  TargetName,
  TargetUrl,
  WebhookSubscription,
} from "./outgoing.schema.ts";
import type { TargetService } from "./target.service.ts";

const tags = ["Outgoing"];
const reading = { access: "tenant", needs: "events:read" } as const;
const writing = { access: "tenant", needs: "connections:write" } as const;
const Secret = z.string().describe("For verifying messages. Told this once.");

/** Webhooks that a tenant has us send. */
export function subscriptionRoutes(app: App, { targets }: { targets: TargetService }): void {
  const base = "/api/v1/webhook-subscriptions";
  const one = `${base}/:subscriptionId` as const;
  const params = z.object({ subscriptionId: z.string().max(100) });
  app.get(
    base,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listWebhookSubscriptions",
        summary: "List the webhooks that we send, and how well they arrive",
        response: { 200: z.object({ data: z.array(WebhookSubscription) }) },
      },
    },
    async (request) => ({ data: await targets.listSubscriptions(requireTenant(request)) }),
  );
  app.post(
    base,
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "createWebhookSubscription",
        summary: "Have events of calls sent to a URL, signed by Standard Webhooks",
        body: z.object({
          url: TargetUrl,
          name: TargetName.default(""),
          event_types: EventTypes.default(null),
          agent_ids: AgentIds.default(null),
        }),
        response: { 201: WebhookSubscription.extend({ secret: Secret }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await targets.createSubscription(requireAccess(request), request.body)),
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        tags,
        operationId: "getWebhookSubscription",
        summary: "Read one webhook subscription",
        params,
        response: { 200: WebhookSubscription },
      },
    },
    (request) => targets.getSubscription(requireTenant(request), request.params.subscriptionId),
  );
  app.patch(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeWebhookSubscription",
        summary: "Change, disable or enable a webhook subscription",
        params,
        body: z.object({
          url: TargetUrl.optional(),
          name: TargetName.optional(),
          event_types: EventTypes.optional(),
          agent_ids: AgentIds.optional(),
          is_enabled: z
            .boolean()
            .optional()
            .describe("While it is disabled nothing new is queued; what waits goes on later."),
        }),
        response: { 200: WebhookSubscription },
      },
    },
    (request) =>
      targets.changeSubscription(
        requireAccess(request),
        request.params.subscriptionId,
        request.body,
      ),
  );
  app.delete(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "deleteWebhookSubscription",
        summary: "Remove a webhook subscription with everything that waits for it",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { subscriptionId: id } = request.params;
      await targets.remove(requireAccess(request), "subscription", id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${one}/test`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "testWebhookSubscription",
        summary: "Send a test message",
        params,
        response: { 202: z.object({ delivery_id: z.string() }) },
      },
    },
    async (request, reply) => {
      const { subscriptionId: id } = request.params;
      const delivery_id = await targets.sendTest(requireAccess(request), id);
      return reply.code(202).send({ delivery_id });
    },
  );
  secretRoutes(app, targets);
}

function secretRoutes(app: App, targets: TargetService): void {
  const base = "/api/v1/webhook-subscriptions/:subscriptionId/secrets";
  app.post(
    base,
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "addWebhookSubscriptionSecret",
        summary: "Make a second secret: messages are signed with both until one is removed",
        params: z.object({ subscriptionId: z.string().max(100) }),
        response: { 201: z.object({ id: z.string(), secret: Secret }) },
      },
    },
    async (request, reply) => {
      const { subscriptionId: id } = request.params;
      return reply.code(201).send(await targets.addSecret(requireAccess(request), id));
    },
  );
  app.delete(
    `${base}/:secretId`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeWebhookSubscriptionSecret",
        summary: "Remove a secret; the last one stays",
        params: z.object({
          subscriptionId: z.string().max(100),
          secretId: z.string().max(100),
        }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { subscriptionId, secretId } = request.params;
      await targets.removeSecret(requireAccess(request), subscriptionId, secretId);
      return reply.code(204).send(null);
    },
  );
}

/** Passing on what providers send, byte for byte, to another receiver. */
export function relayRoutes(app: App, { targets }: { targets: TargetService }): void {
  const base = "/api/v1/relays";
  const params = z.object({ relayId: z.string().max(100) });
  app.get(
    base,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listRelays",
        summary: "List where deliveries of providers are passed on to",
        response: { 200: z.object({ data: z.array(Relay) }) },
      },
    },
    async (request) => ({ data: await targets.listRelays(requireTenant(request)) }),
  );
  app.post(
    base,
    {
      config: writing,
      schema: {
        tags,
        operationId: "createRelay",
        summary: "Pass every delivery of a connection on, with its exact bytes and headers",
        body: z.object({
          connection_id: z.string().max(100),
          url: TargetUrl,
          name: TargetName.default(""),
        }),
        response: { 201: Relay },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await targets.createRelay(requireAccess(request), request.body)),
  );
  app.patch(
    `${base}/:relayId`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeRelay",
        summary: "Change, disable or enable a relay",
        params,
        body: z.object({
          url: TargetUrl.optional(),
          name: TargetName.optional(),
          is_enabled: z.boolean().optional(),
        }),
        response: { 200: Relay },
      },
    },
    (request) => targets.changeRelay(requireAccess(request), request.params.relayId, request.body),
  );
  app.delete(
    `${base}/:relayId`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "deleteRelay",
        summary: "Remove a relay with everything that waits for it",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await targets.remove(requireAccess(request), "relay", request.params.relayId);
      return reply.code(204).send(null);
    },
  );
}
