import { z } from "zod";
import { type App, type RequestAccess, requireAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { DatabaseMove } from "./database-move.ts";

const path = "/api/v1/admin/database/move";
const config = { access: "tenant", needs: "tenants:write", isOpenReadOnly: true } as const;

const MoveState = z
  .object({
    status: z.enum(["idle", "copying", "switching", "done", "failed"]),
    done: z.number().describe("Of `total`, in bytes of the tables."),
    total: z.number(),
    table: z.string().nullable(),
    tables: z.array(
      z.object({
        table: z.string(),
        rows: z.number().int(),
        checksum: z.string().describe("Over the rows of the first copy, the same on both sides."),
        carried: z
          .number()
          .int()
          .describe("Rows that changed during the copy, carried over later."),
      }),
    ),
    waited_ms: z.number().nullable().describe("How long deliveries and requests had to wait."),
    error: z.string().nullable(),
  })
  .meta({ id: "DatabaseMove" });

/** Moving the database, for `voicelens migrate to` on this machine and nobody else. */
export function databaseMoveRoutes(app: App, { move }: { move: DatabaseMove }): void {
  const schema = { tags: ["Operation"], response: { 200: MoveState } };
  app.get(
    path,
    {
      config,
      schema: {
        ...schema,
        operationId: "getDatabaseMove",
        summary: "How far moving the database is",
      },
    },
    async (request) => {
      requireCommand(requireAccess(request));
      return move.state();
    },
  );
  app.post(
    path,
    {
      config,
      schema: {
        ...schema,
        operationId: "startDatabaseMove",
        summary: "Start moving the embedded database to a server",
        body: z.object({ database_url: z.url({ protocol: /^postgres(?:ql)?$/ }) }),
      },
    },
    async (request) => {
      requireCommand(requireAccess(request));
      await move.start(request.body.database_url);
      return move.state();
    },
  );
  app.delete(
    path,
    {
      config,
      schema: {
        ...schema,
        operationId: "stopDatabaseMove",
        summary: "Give up moving the database",
      },
    },
    async (request) => {
      requireCommand(requireAccess(request));
      await move.stop();
      return move.state();
    },
  );
}

/** Whoever names a database makes the server connect to it: only somebody on its own machine may. */
function requireCommand({ actor }: RequestAccess): void {
  if (actor === "command") return;
  throw new ProblemError(
    "forbidden",
    "Only `voicelens migrate to` on the server's machine may do this.",
  );
}
