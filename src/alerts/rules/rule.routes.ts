import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../../http/index.ts";
import { AlertRule, AlertRuleChange, NewAlertRule } from "./rule.schema.ts";
import type { RuleService } from "./rule.service.ts";

const tags = ["Alerts"];
const base = "/api/v1/alert-rules";
const one = `${base}/:alertRuleId` as const;
const params = z.object({ alertRuleId: z.string().max(100) });
const reading = { access: "tenant", needs: "alerts:read" } as const;
const writing = { access: "tenant", needs: "connections:write" } as const;

/** What is watched, and when it is too much or too little. */
export function ruleRoutes(app: App, { rules }: { rules: RuleService }): void {
  app.get(
    base,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "listAlertRules" },
        summary: "List alert rules: those that come with the product, then your own",
        response: { 200: z.object({ data: z.array(AlertRule) }) },
      },
    },
    async (request) => ({ data: await rules.list(requireTenant(request)) }),
  );
  app.post(
    base,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "createAlertRule", summary: "Make an alert rule" },
        ...{ body: NewAlertRule, response: { 201: AlertRule } },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await rules.create(requireAccess(request), request.body)),
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "getAlertRule", summary: "Read one alert rule" },
        ...{ params, response: { 200: AlertRule } },
      },
    },
    (request) => rules.get(requireTenant(request), request.params.alertRuleId),
  );
  app.patch(
    one,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "changeAlertRule" },
        summary: "Change an alert rule, or switch it off; its open alerts then end",
        ...{ params, body: AlertRuleChange, response: { 200: AlertRule } },
      },
    },
    (request) => rules.change(requireAccess(request), request.params.alertRuleId, request.body),
  );
  app.delete(
    one,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "removeAlertRule" },
        summary: "Remove an alert rule; one that comes with the product is as it came again",
        ...{ params, response: { 204: z.null() } },
      },
    },
    async (request, reply) => {
      await rules.remove(requireAccess(request), request.params.alertRuleId);
      return reply.code(204).send(null);
    },
  );
}
