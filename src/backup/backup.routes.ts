import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import { type App, type RequestAccess, requireAccess, requireAgency } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { type Database, inTenant, PageQuery, readCursor, toPage } from "../store/index.ts";
import { Backup, toBackup } from "./backup.schema.ts";
import { type BackupRow, findBackups, queueBackup } from "./backup-rows.ts";

const path = "/api/v1/admin/backups";
const tags = ["Operation"];
const reading = { access: "tenant", needs: "guard:read" } as const;
/** A backup changes nothing of what it copies, and is what one makes before larger work. */
const making = { access: "tenant", needs: "tenants:write", isOpenReadOnly: true } as const;

/** Backups of the installation, for its own people: what was made and tried, and making one now. */
export function backupRoutes(
  app: App,
  needs: { db: Database; usualPlace: string; wake: () => void; now: () => number },
): void {
  const { db, usualPlace, wake, now } = needs;

  const ask = async (access: RequestAccess, kind: BackupRow["kind"], place: string) => {
    const { actor, scope } = access;
    const row = await queueBackup(db, { kind, place, requestedBy: actor }, now());
    if (row === undefined) {
      throw new ProblemError("backup-under-way", `A ${kind} is under way; wait until it is done.`);
    }
    await inTenant(db, scope, (trx) =>
      recordAudit(trx, scope, { actor, action: `${kind}.requested`, subject: row.id }),
    );
    wake();
    return toBackup(row);
  };

  app.get(
    path,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listBackups",
        summary: "List backups and restore drills, newest first",
        querystring: PageQuery,
        response: { 200: z.object({ data: z.array(Backup), next_cursor: z.string().nullable() }) },
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      const { limit, cursor } = request.query;
      const after = readCursor(cursor, { at: z.iso.datetime(), id: z.string() });
      const page = toPage(await findBackups(db, limit + 1, after), limit, (row) => ({
        at: row.requested_at.toISOString(),
        id: row.id,
      }));
      return { data: page.rows.map(toBackup), next_cursor: page.nextCursor };
    },
  );
  app.post(
    path,
    {
      config: making,
      schema: {
        tags,
        operationId: "createBackup",
        summary: "Make a backup now",
        body: z.object({
          to: z
            .string()
            .min(1)
            .max(1000)
            .optional()
            .describe("A folder or `s3://bucket/prefix`; only for commands on the server."),
        }),
        response: { 202: Backup },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      requireAgency(access);
      const { to } = request.body;
      // Whoever names a place makes the server write there.
      if (to !== undefined && access.actor !== "command") {
        throw new ProblemError("forbidden", "Only a command on the server may name the place.");
      }
      return reply.code(202).send(await ask(access, "backup", to ?? usualPlace));
    },
  );
  app.post(
    `${path}/drill`,
    {
      config: making,
      schema: {
        tags,
        operationId: "startRestoreDrill",
        summary: "Restore the newest backup for trial",
        response: { 202: Backup },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      requireAgency(access);
      return reply.code(202).send(await ask(access, "drill", usualPlace));
    },
  );
}
