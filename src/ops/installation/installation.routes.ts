import { z } from "zod";
import { type App, requireAccess, requireAgency } from "../../http/index.ts";
import { examineInstallation, type InstallationNeeds } from "./examine.ts";

const InstallationFinding = z
  .object({
    check: z.string(),
    status: z.enum(["pass", "warn", "fail"]),
    detail: z.string(),
    next: z.string().nullable().describe("What to do; null when there is nothing to do."),
  })
  .meta({ id: "InstallationFinding" });

/** How the machine, the database and the suppliers are. Only for the installation's own people. */
export function installationRoutes(app: App, needs: InstallationNeeds): void {
  app.get(
    "/api/v1/admin/doctor/installation",
    {
      config: { access: "tenant", needs: "guard:read" },
      schema: {
        tags: ["Set-up"],
        operationId: "examineInstallation",
        summary: "Look at clock, disk, memory, versions, connections and suppliers",
        response: { 200: z.object({ data: z.array(InstallationFinding) }) },
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      return { data: await examineInstallation(needs) };
    },
  );
}
