import { z } from "zod";
import { recordAudit } from "../../audit/index.ts";
import { type App, page, requireAccess, requireTenant } from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import { type Database, inTenant, PageQuery, readCursor, toPage } from "../../store/index.ts";
import type { Channels } from "../tell/channels.ts";
import { insertMessages, listMessages, type MessageRow } from "../tell/message.store.ts";
import { addressesOf } from "../tell/tell.ts";
import { type AlertSettings, readSettings, writeSettings } from "./settings.store.ts";

const tags = ["Alerts"];
const instant = z.string().meta({ format: "date-time" });
const Emails = z.array(z.email().max(254)).max(20);
const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 22:00");
const QuietHours = z
  .object({ from: Time, until: Time })
  .refine(({ from, until }) => from !== until, "must end at another time than they begin");
const fields = {
  quiet_hours: QuietHours.nullable().describe(
    "On the tenant's clock. Messages wait until they end, except those of priority P1.",
  ),
  emails: Emails.nullable().describe("Who is told. Null: the tenant's owners."),
  escalation_emails: Emails.describe("Who is told, too, of what nobody takes."),
};
const Settings = z
  .object({
    ...fields,
    channels: z
      .array(z.enum(["webhook", "email"]))
      .describe("What the operator set up: ALERT_WEBHOOK_URL, SMTP_URL."),
  })
  .meta({ id: "AlertSettings" });
const SettingsChange = z.object(fields).partial();
const Message = z
  .object({
    id: z.string().describe("The same on every try."),
    alert_id: z.string().nullable().describe("Null for a test."),
    kind: z.enum(["opened", "escalated", "resolved", "test"]),
    channel: z.enum(["webhook", "email"]),
    recipient: z.string(),
    status: z.enum(["pending", "delivered", "failed"]),
    attempts: z.number().int(),
    created_at: instant,
    next_try_at: instant.nullable(),
    last_tried_at: instant.nullable(),
    last_error: z.string().nullable(),
  })
  .meta({ id: "AlertMessage" });

interface Needs {
  db: Database;
  channels: Channels;
  wake: () => void;
  now: () => number;
}

/** Whom alerts are told, trying that, and what became of it. */
export function alertSettingsRoutes(app: App, needs: Needs): void {
  const { db, channels, wake, now } = needs;
  const reading = { access: "tenant", needs: "alerts:read" } as const;
  const writing = { access: "tenant", needs: "connections:write" } as const;
  const base = "/api/v1/alert-settings";
  app.get(
    base,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "getAlertSettings" },
        summary: "Read whom alerts are told, and when not",
        response: { 200: Settings },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      return toView(await inTenant(db, scope, (trx) => readSettings(trx, scope)), channels);
    },
  );
  app.patch(
    base,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "changeAlertSettings" },
        summary: "Change whom alerts are told, and when not",
        ...{ body: SettingsChange, response: { 200: Settings } },
      },
    },
    async (request) => {
      const { scope, actor } = requireAccess(request);
      return inTenant(db, scope, async (trx) => {
        const settings = changed(await readSettings(trx, scope), request.body);
        await writeSettings(trx, scope, settings, { actor, at: new Date(now()) });
        const payload = { changed: Object.keys(request.body) };
        const subject = scope.tenantId;
        await recordAudit(trx, scope, {
          actor,
          action: "alert_settings.changed",
          subject,
          payload,
        });
        return toView(settings, channels);
      });
    },
  );
  app.post(
    `${base}/test`,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "testAlertChannels" },
        summary: "Send a test message by every channel",
        response: { 202: z.object({ message_ids: z.array(z.string()) }) },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const message_ids = await inTenant(db, scope, async (trx) => {
        const settings = await readSettings(trx, scope);
        const addresses = await addressesOf(trx, scope, channels, settings, true);
        if (addresses.length === 0) throw noChannel();
        const at = new Date(now());
        const test = { alertId: null, kind: "test", at, nextTryAt: at } as const;
        await recordAudit(trx, scope, {
          ...{ actor, action: "alert_settings.tested", subject: scope.tenantId },
        });
        return insertMessages(trx, scope, test, addresses);
      });
      wake();
      return reply.code(202).send({ message_ids });
    },
  );
  app.get(
    "/api/v1/alert-messages",
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "listAlertMessages" },
        summary: "List messages about alerts and whether they got through, the newest first",
        querystring: PageQuery.extend({
          alert: z.string().max(100).optional(),
          status: z.enum(["pending", "delivered", "failed"]).optional(),
        }),
        response: { 200: page(Message) },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      const { limit, cursor, ...filters } = request.query;
      const place = readCursor(cursor, { at: z.iso.datetime(), id: z.string().max(100) });
      const rows = await inTenant(db, scope, (trx) =>
        listMessages(trx, scope, filters, { limit, cursor: place }),
      );
      const found = toPage(rows, limit, ({ created_at: at, id }) => ({ at: at.toISOString(), id }));
      return { data: found.rows.map(toMessage), next_cursor: found.nextCursor };
    },
  );
}

function noChannel(): ProblemError {
  return new ProblemError(
    "no-alert-channel",
    "Neither ALERT_WEBHOOK_URL nor SMTP_URL with somebody to write to is set up.",
  );
}

function changed(before: AlertSettings, change: z.infer<typeof SettingsChange>): AlertSettings {
  return {
    ...before,
    quietHours: change.quiet_hours === undefined ? before.quietHours : change.quiet_hours,
    emails: change.emails === undefined ? before.emails : change.emails,
    escalationEmails: change.escalation_emails ?? before.escalationEmails,
  };
}

function toView(settings: AlertSettings, channels: Channels): z.infer<typeof Settings> {
  return {
    quiet_hours: settings.quietHours,
    emails: settings.emails === null ? null : [...settings.emails],
    escalation_emails: [...settings.escalationEmails],
    channels: [
      ...(channels.webhook === undefined ? [] : (["webhook"] as const)),
      ...(channels.email === undefined ? [] : (["email"] as const)),
    ],
  };
}

function toMessage({ tenant_id: _, ...row }: MessageRow): z.infer<typeof Message> {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    next_try_at: row.status === "pending" ? row.next_try_at.toISOString() : null,
    last_tried_at: row.last_tried_at?.toISOString() ?? null,
  };
}
