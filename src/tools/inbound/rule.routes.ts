import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../../http/index.ts";
import { InboundRuleChange, InboundRuleView, NewInboundRule } from "./rule.schema.ts";
import type { InboundRuleService } from "./rule.service.ts";

const tags = ["Tools"];
const reading = { access: "tenant", needs: "tools:read" } as const;
const writing = { access: "tenant", needs: "tools:write" } as const;
const ofRule = z.object({ inboundRuleId: z.string().max(100) });

/** Who takes inbound calls, and what the agent is told. */
export function inboundRuleRoutes(app: App, { rules }: { rules: InboundRuleService }): void {
  app.get(
    "/api/v1/inbound-rules",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listInboundRules",
        summary: "List who takes calls to which number",
        response: { 200: z.object({ data: z.array(InboundRuleView) }) },
      },
    },
    async (request) => ({ data: await rules.list(requireTenant(request)) }),
  );
  app.post(
    "/api/v1/inbound-rules",
    {
      config: writing,
      schema: {
        tags,
        operationId: "createInboundRule",
        summary: "Say who takes calls to a number, and what the agent is told",
        body: NewInboundRule,
        response: { 201: InboundRuleView },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await rules.create(requireAccess(request), request.body)),
  );
  app.get(
    "/api/v1/inbound-rules/:inboundRuleId",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getInboundRule",
        summary: "Read one inbound rule",
        params: ofRule,
        response: { 200: InboundRuleView },
      },
    },
    (request) => rules.get(requireTenant(request), request.params.inboundRuleId),
  );
  app.patch(
    "/api/v1/inbound-rules/:inboundRuleId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeInboundRule",
        summary: "Change an inbound rule; calls are answered so within a second",
        params: ofRule,
        body: InboundRuleChange,
        response: { 200: InboundRuleView },
      },
    },
    (request) => rules.change(requireAccess(request), request.params.inboundRuleId, request.body),
  );
  app.delete(
    "/api/v1/inbound-rules/:inboundRuleId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeInboundRule",
        summary: "Remove an inbound rule",
        params: ofRule,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await rules.remove(requireAccess(request), request.params.inboundRuleId);
      return reply.code(204).send(null);
    },
  );
}
