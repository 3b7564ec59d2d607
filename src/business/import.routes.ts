import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { Database } from "../store/index.ts";
import { tags, writing } from "./entry.routes.ts";
import { ImportBody, ImportReport, importCharactersMax } from "./import.schema.ts";
import { importFile } from "./import-file.ts";

/** JSON of other alphabets, or with blanks, takes more bytes than characters. */
const bodyBytesMax = 2 * importCharactersMax;

/** Takes what is written down about a location out of a file. */
export function importRoutes(app: App, needs: { db: Database; now: () => number }): void {
  app.post(
    "/api/v1/locations/:locationId/import",
    {
      config: writing,
      bodyLimit: bodyBytesMax,
      schema: {
        tags,
        operationId: "importIntoLocation",
        summary: "Take items, modifiers, zones, hours or texts out of a file, all or nothing",
        params: z.object({ locationId: z.string() }),
        ...{ body: ImportBody, response: { 200: ImportReport } },
      },
    },
    (request) => {
      const { what, csv, json, dry_run: isDryRun } = request.body;
      const file = csv === undefined ? { json } : { csv };
      if ((csv === undefined) === (json === undefined)) {
        throw new ProblemError("invalid-request", "Give either csv or json.");
      }
      const { locationId } = request.params;
      return importFile(needs, requireAccess(request), { locationId, what, file, isDryRun });
    },
  );
}
