import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { Diagnosis, DoctorFix } from "./doctor.schema.ts";
import type { ProviderDoctor } from "./doctor.ts";
import type { FixService } from "./doctor-apply.ts";

const tags = ["Set-up"];
const fixesMax = 100;

/** What is wrong with how providers deliver to a tenant's connections, and mending it. */
export function doctorRoutes(
  app: App,
  { doctor, fixes }: { doctor: ProviderDoctor; fixes: FixService },
): void {
  app.get(
    "/api/v1/admin/doctor/providers",
    {
      config: { access: "tenant", needs: "connections:read" },
      schema: {
        tags,
        operationId: "examineProviders",
        summary: "Look for what keeps events from arriving: here, and in the providers' settings",
        querystring: z.object({
          connection: z.string().max(100).optional().describe("Only this connection."),
        }),
        response: { 200: z.object({ data: z.array(Diagnosis) }) },
      },
    },
    async (request) => {
      const { connection } = request.query;
      const examined = await doctor.examine(
        requireTenant(request),
        connection === undefined ? undefined : [connection],
      );
      return { data: examined.map(({ diagnosis }) => diagnosis) };
    },
  );
  app.post(
    "/api/v1/admin/doctor/fixes",
    {
      config: { access: "tenant", needs: "connections:write" },
      schema: {
        tags,
        operationId: "fixProviders",
        summary: "Change settings at providers; with `dry_run`, only show what would be sent",
        body: z.object({
          ids: z.array(z.string().max(150)).min(1).max(fixesMax),
          dry_run: z.boolean().default(true),
        }),
        response: {
          200: z.object({
            data: z.array(DoctorFix),
            diagnoses: z.array(Diagnosis).describe("The connections concerned, as they are now."),
          }),
        },
      },
    },
    async (request) => {
      const { scope, actor } = requireAccess(request);
      const { ids, dry_run: isDryRun } = request.body;
      const report = isDryRun ? fixes.show(scope, ids) : fixes.apply(scope, actor, ids);
      const { fixes: data, diagnoses } = await report;
      return { data, diagnoses };
    },
  );
}
