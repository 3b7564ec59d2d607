import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import type { CallService } from "../calls/index.ts";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import {
  type Database,
  InstantQuery,
  inTenant,
  PageQuery,
  readCursor,
  toPage,
} from "../store/index.ts";
import { type AlertFinder, writeMessage } from "./compose.ts";
import { findDelivery, listDeliveries, requeueDeliveries } from "./delivery.store.ts";
import { DeliveryFilters, OutgoingDelivery, OutgoingDeliveryDetail } from "./outgoing.schema.ts";
import { toDelivery } from "./target-views.ts";

const tags = ["Outgoing"];
const base = "/api/v1/outgoing-deliveries";
const params = z.object({ deliveryId: z.string().max(100) });
const reading = { access: "tenant", needs: "events:read" } as const;
const writing = { access: "tenant", needs: "events:write" } as const;
const Replayed = z.object({ replayed: z.number().int() });

/** What was handed on and what is still to be, and having it sent again. */
export function outgoingDeliveryRoutes(
  app: App,
  needs: {
    db: Database;
    calls: CallService;
    findAlert: AlertFinder;
    wake: () => void;
    now: () => number;
  },
): void {
  const { db } = needs;
  app.get(
    base,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listOutgoingDeliveries",
        summary: "List what was and is to be handed on, the newest first",
        querystring: PageQuery.extend(DeliveryFilters.shape),
        response: { 200: page(OutgoingDelivery) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const place = readCursor(cursor, { at: z.iso.datetime(), id: z.string().max(100) });
      const rows = await listDeliveries(db, requireTenant(request), filters, {
        limit,
        cursor: place,
      });
      const found = toPage(rows, limit, ({ created_at: at, id }) => ({ at: at.toISOString(), id }));
      return { data: found.rows.map(toDelivery), next_cursor: found.nextCursor };
    },
  );
  app.get(
    `${base}/:deliveryId`,
    {
      config: reading,
      schema: {
        tags,
        operationId: "getOutgoingDelivery",
        summary: "Read one delivery with what it says",
        params,
        response: { 200: OutgoingDeliveryDetail },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      const row = await findDelivery(db, scope, request.params.deliveryId);
      if (row === undefined) throw unknown();
      const message =
        row.event_id === null
          ? await writeMessage(needs, { ...row, tenant_id: scope.tenantId })
          : null;
      return { ...toDelivery(row), message };
    },
  );
  app.post(
    `${base}/:deliveryId/replay`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "replayOutgoingDelivery",
        summary: "Send one again, with the same message id",
        params,
        response: { 202: Replayed },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const { deliveryId: id } = request.params;
      const replayed = await requeueDeliveries(db, scope, { id }, new Date(needs.now()));
      if (replayed === 0) throw unknown();
      await inTenant(db, scope, (trx) =>
        recordAudit(trx, scope, { actor, action: "delivery.replayed", subject: id }),
      );
      needs.wake();
      return reply.code(202).send({ replayed });
    },
  );
  app.post(
    `${base}/replay`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "replayOutgoingDeliveries",
        summary: "Send again what was given up since an instant",
        body: z.object({
          created_since: InstantQuery,
          target_id: z.string().max(100).optional().describe("Left out: every target."),
        }),
        response: { 202: Replayed },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const { created_since: createdSince, target_id: targetId } = request.body;
      const of = { createdSince, targetId };
      const replayed = await requeueDeliveries(db, scope, of, new Date(needs.now()));
      const payload = { created_since: createdSince, replayed };
      const subject = targetId ?? "deliveries";
      await inTenant(db, scope, (trx) =>
        recordAudit(trx, scope, { actor, action: "delivery.all_replayed", subject, payload }),
      );
      needs.wake();
      return reply.code(202).send({ replayed });
    },
  );
}

function unknown(): ProblemError {
  return new ProblemError("delivery-not-found", "This tenant has no such outgoing delivery.");
}
