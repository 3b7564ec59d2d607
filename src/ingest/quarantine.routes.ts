import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import { type App, requireAccess, requireAgency } from "../http/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { listQuarantine, replayQuarantine } from "./route-events.ts";

const instant = z.string().meta({ format: "date-time" });
const tags = ["Routing"];
const Waiting = z
  .object({
    provider: z.string(),
    dialled_number: z.string().nullable(),
    dialled_agent: z.string().nullable(),
    is_verified: z.boolean().describe("Only verified events can be routed."),
    count: z.number().int(),
    first_at: instant,
    last_at: instant,
  })
  .meta({ id: "QuarantinedEvents" });

/** What came through shared connections and belongs to nobody yet. Only the agency sees it. */
export function quarantineRoutes(app: App, { db, wake }: { db: Database; wake: () => void }): void {
  app.get(
    "/api/v1/quarantine",
    {
      config: { access: "tenant", needs: "events:read" },
      schema: {
        tags,
        operationId: "listQuarantine",
        summary: "List events that wait for a tenant, by what they name",
        response: { 200: z.object({ data: z.array(Waiting) }) },
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      const rows = await listQuarantine(db);
      return {
        data: rows.map((row) => ({
          ...row,
          first_at: row.first_at.toISOString(),
          last_at: row.last_at.toISOString(),
        })),
      };
    },
  );
  app.post(
    "/api/v1/quarantine/replay",
    {
      config: { access: "tenant", needs: "events:write" },
      schema: {
        tags,
        operationId: "replayQuarantine",
        summary: "Look for the tenant of everything in quarantine again",
        response: { 202: z.object({ replayed: z.number().int() }) },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      requireAgency(access);
      const replayed = await replayQuarantine(db);
      await inTenant(db, access.scope, (trx) =>
        recordAudit(trx, access.scope, {
          actor: access.actor,
          action: "quarantine.replayed",
          subject: "quarantine",
          payload: { replayed },
        }),
      );
      wake();
      return reply.code(202).send({ replayed });
    },
  );
}
