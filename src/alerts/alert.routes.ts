import { z } from "zod";
import { type App, page, requireAccess } from "../http/index.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import { Alert, AlertDetail, AlertFilters, NoteText } from "./alert.schema.ts";
import type { AlertService } from "./alert.service.ts";

const tags = ["Alerts"];
const base = "/api/v1/alerts";
const one = `${base}/:alertId` as const;
const params = z.object({ alertId: z.string().max(100) });
const reading = { access: "tenant", needs: "alerts:read" } as const;
const writing = { access: "tenant", needs: "alerts:write" } as const;
const response = { 200: AlertDetail };

/** Alerts, and what people do with them. */
export function alertRoutes(app: App, { alerts }: { alerts: AlertService }): void {
  app.get(
    base,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "listAlerts", summary: "List alerts, the newest first" },
        querystring: AlertFilters.extend(PageQuery.shape),
        response: { 200: page(Alert) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const place = readCursor(cursor, { at: z.iso.datetime(), id: z.string().max(100) });
      const rows = await alerts.list(requireAccess(request), filters, { limit, cursor: place });
      const found = toPage(rows, limit, ({ opened_at: at, id }) => ({ at, id }));
      return { data: found.rows, next_cursor: found.nextCursor };
    },
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "getAlert", summary: "Read one alert with its history" },
        ...{ params, response },
      },
    },
    (request) => alerts.get(requireAccess(request), request.params.alertId),
  );
  app.post(
    `${one}/acknowledge`,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "acknowledgeAlert" },
        summary: "Say that you have seen an alert: it is not told again",
        ...{ params, response },
      },
    },
    (request) => alerts.acknowledge(requireAccess(request), request.params.alertId),
  );
  app.post(
    `${one}/assign`,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "assignAlert", summary: "Give an alert to a user of the tenant" },
        body: z.object({ user_id: z.string().max(100) }),
        ...{ params, response },
      },
    },
    (request) =>
      alerts.assign(requireAccess(request), request.params.alertId, request.body.user_id),
  );
  app.post(
    `${one}/resolve`,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "resolveAlert" },
        summary: "End an alert; while its condition lasts it is told anew after a day",
        body: z.object({ note: z.string().trim().max(5_000).default("") }),
        ...{ params, response },
      },
    },
    (request) => alerts.resolve(requireAccess(request), request.params.alertId, request.body.note),
  );
  app.post(
    `${one}/notes`,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "noteAlert", summary: "Write something down about an alert" },
        body: z.object({ text: NoteText }),
        ...{ params, response },
      },
    },
    (request) => alerts.note(requireAccess(request), request.params.alertId, request.body.text),
  );
}
