import { z } from "zod";
import { type App, requireAccess } from "../../http/index.ts";
import { Month } from "../calendar.ts";
import { Statement } from "./statement.schema.ts";
import type { StatementService } from "./statement.service.ts";
import { writeStatement } from "./statement-csv.ts";

/** Monthly statements. */
export function statementRoutes(app: App, { statements }: { statements: StatementService }): void {
  app.get(
    "/api/v1/statements/:month",
    {
      config: { access: "tenant", needs: "calls:read" },
      schema: {
        tags: ["Prices"],
        operationId: "getStatement",
        summary: "Read what the calls of a month cost by agent and provider, as JSON or CSV",
        description:
          "A month is one of the tenant's clock. CSV comes with `format=csv` or `Accept: text/csv`; cells that a spreadsheet would run are marked with '.",
        params: z.object({ month: Month }),
        querystring: z.object({ format: z.enum(["json", "csv"]).optional() }),
        response: { 200: z.union([Statement, z.string()]) },
      },
    },
    async (request, reply) => {
      const { month } = request.params;
      const statement = await statements.read(requireAccess(request), month);
      const isCsv =
        (request.query.format ?? (prefersCsv(request.headers.accept) ? "csv" : "json")) === "csv";
      reply.header("vary", "accept");
      if (!isCsv) return statement;
      reply.headers({
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="statement-${month}.csv"`,
      });
      return writeStatement(statement);
    },
  );
}

const prefersCsv = (accept = "") => /^\s*text\/csv\b/i.test(accept);
