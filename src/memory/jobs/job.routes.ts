import { z } from "zod";
import { recordAudit } from "../../audit/index.ts";
import { type App, page, requireAccess, requireTenant } from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import { type Database, inTenant, PageQuery, readCursor, toPage } from "../../store/index.ts";
import { listJobs, retryJob } from "./job.store.ts";

const Status = z.enum(["pending", "running", "done", "dead"]);
const Job = z
  .object({
    id: z.string(),
    kind: z
      .string()
      .describe(
        "call: a finished call enters memory. past_calls: earlier calls do. digest: the model tells what left a window. embed: vectors of what was said.",
      ),
    session_id: z.string().nullable(),
    status: Status.describe("dead: every try failed; it is tried again when you say so."),
    stage: z.string(),
    attempts: z.number().int(),
    last_error: z.string().nullable(),
    due_at: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
    finished_at: z.string().nullable(),
  })
  .meta({ id: "MemoryJob" });

const tags = ["Memory"];

/** The memory's work in the background, and trying again what failed. */
export function memoryJobRoutes(
  app: App,
  { db, wake, now }: { db: Database; wake: () => void; now: () => number },
): void {
  app.get(
    "/api/v1/memory/jobs",
    {
      config: { access: "tenant", needs: "memory:read" },
      schema: {
        ...{ tags, operationId: "listMemoryJobs" },
        summary: "List the memory's work in the background, newest first; done work is kept a day",
        querystring: PageQuery.extend({ status: Status.optional() }),
        response: { 200: page(Job) },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      const { limit, cursor, status } = request.query;
      const after = readCursor(cursor, { at: z.iso.datetime(), id: z.string().max(60) });
      const rows = await inTenant(db, scope, (trx) =>
        listJobs(trx, scope, { limit, status, after }),
      );
      const found = toPage(rows, limit, ({ created_at, id }) => ({
        at: created_at.toISOString(),
        id,
      }));
      return { data: found.rows.map(toJob), next_cursor: found.nextCursor };
    },
  );
  app.post(
    "/api/v1/memory/jobs/:memoryJobId/retry",
    {
      config: { access: "tenant", needs: "memory:write" },
      schema: {
        ...{ tags, operationId: "retryMemoryJob" },
        summary: "Try a dead job again; any other stays as it is",
        params: z.object({ memoryJobId: z.string().max(60) }),
        response: { 200: Job },
      },
    },
    async (request) => {
      const { scope, actor } = requireAccess(request);
      const { memoryJobId: id } = request.params;
      const job = await inTenant(db, scope, async (trx) => {
        const found = await retryJob(trx, scope, id, new Date(now()));
        if (found === undefined) throw new ProblemError("memory-job-not-found", "No such job.");
        await recordAudit(trx, scope, {
          ...{ action: "memory.job_retried", subject: id, actor },
          payload: { kind: found.kind },
        });
        return found;
      });
      wake();
      return toJob(job);
    },
  );
}

function toJob(row: Awaited<ReturnType<typeof listJobs>>[number]) {
  const { id, kind, session_id, status, stage, attempts, last_error } = row;
  return {
    ...{ id, kind, session_id, status, stage, attempts, last_error },
    due_at: row.due_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
