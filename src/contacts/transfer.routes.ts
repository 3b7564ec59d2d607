import { Readable } from "node:stream";
import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenantToRead } from "../store/index.ts";
import { ContactFilters } from "./contact.schema.ts";
import { listContactsById } from "./contact.store.ts";
import { exportHeader, LineReport, writeContactLine } from "./contact-lines.ts";
import { toContact } from "./contact-views.ts";
import { importContacts } from "./import-contacts.ts";

const tags = ["Contacts"];
const pageSize = 200;
const csvCharactersMax = 900_000;

/** Contacts in and out as CSV. */
export function contactTransferRoutes(
  app: App,
  { db, now }: { db: Database; now: () => number },
): void {
  app.get(
    "/api/v1/contacts/export",
    {
      config: { access: "tenant", needs: "contacts:read", feature: "exports" },
      schema: {
        tags,
        operationId: "exportContacts",
        summary: "Read all contacts as CSV; cells that a spreadsheet would run are marked with '",
        produces: ["text/csv"],
        querystring: ContactFilters,
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const lines = exportLines(db, requireTenant(request), request.query);
      reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="contacts.csv"');
      // A stream is sent as it is, whatever the schema says of its type.
      return reply.send(Readable.from(lines) as unknown as string);
    },
  );
  app.post(
    "/api/v1/contacts/import",
    {
      config: { access: "tenant", needs: "contacts:write" },
      schema: {
        tags,
        operationId: "importContacts",
        summary: "Take contacts out of a CSV file, or see what that would do",
        body: z.object({
          csv: z.string().max(csvCharactersMax),
          dry_run: z.boolean().default(false),
        }),
        response: {
          200: z.object({
            dry_run: z.boolean(),
            created: z.number().int(),
            updated: z.number().int(),
            failed: z.number().int(),
            lines: z.array(LineReport),
          }),
        },
      },
    },
    async (request) => {
      const { csv, dry_run: isDryRun } = request.body;
      const lines = await importContacts({ db, now }, requireAccess(request), { csv, isDryRun });
      const count = (outcome: LineReport["outcome"]) =>
        lines.filter((line) => line.outcome === outcome).length;
      return {
        dry_run: isDryRun,
        created: count("created"),
        updated: count("updated"),
        failed: count("failed"),
        // What a dry run made is not there any more.
        lines: lines.map((line) =>
          isDryRun && line.outcome === "created" ? { ...line, contact_id: null } : line,
        ),
      };
    },
  );
}

async function* exportLines(db: Database, scope: TenantScope, filters: ContactFilters) {
  yield exportHeader;
  let afterId = "";
  for (;;) {
    const rows = await inTenantToRead(
      db,
      scope,
      (trx) => listContactsById(trx, scope, filters, { limit: pageSize, afterId }),
      { pace: "report" },
    );
    if (rows.length > 0) yield rows.map((row) => writeContactLine(toContact(row))).join("");
    const last = rows.at(-1);
    if (rows.length < pageSize || last === undefined) return;
    afterId = last.id;
  }
}
