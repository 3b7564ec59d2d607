import { type App, requireTenant } from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import { type Database, inTenant } from "../../store/index.ts";
import { dayMs, dayOf } from "../days.ts";
import { toFigures } from "./counted.ts";
import { ModelUse, ModelUseOf } from "./use.schema.ts";
import { listUse, sumDays } from "./use.store.ts";

const daysUsual = 30;
const daysMax = 400;

/** What was used of models. */
export function useRoutes(app: App, { db, now }: { db: Database; now: () => number }): void {
  app.get(
    "/api/v1/model-use",
    {
      config: { access: "tenant", needs: "memory:read" },
      schema: {
        ...{ tags: ["Model"], operationId: "getModelUse" },
        summary: "Read what was used of models and what it cost, by day, agent or model",
        ...{ querystring: ModelUseOf, response: { 200: ModelUse } },
      },
    },
    (request) => {
      const scope = requireTenant(request);
      const { by, agent_id: agentId, to = dayOf(now()) } = request.query;
      const from = request.query.from ?? dayOf(Date.parse(to) - daysUsual * dayMs);
      const days = (Date.parse(to) - Date.parse(from)) / dayMs;
      if (days < 0 || days > daysMax) {
        throw new ProblemError(
          "invalid-request",
          `Ask for at most ${daysMax} days, from the first.`,
        );
      }
      const span = { from, to, agentId };
      return inTenant(db, scope, async (trx) => {
        const total = toFigures(await sumDays(trx, scope, span));
        const rows = await listUse(trx, scope, { ...span, by });
        return { from, to, total, data: rows.map((row) => ({ key: row.key, ...toFigures(row) })) };
      });
    },
  );
}
