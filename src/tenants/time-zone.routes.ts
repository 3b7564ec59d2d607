import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { isPlainTimeZone } from "../lib/time-zone.ts";
import { type Database, inTenant } from "../store/index.ts";
import { readTimeZone, setTimeZone, type TenantTimeZone } from "./time-zone.ts";

const tags = ["Tenants"];
const path = "/api/v1/settings/time-zone";
const Settings = z
  .object({
    time_zone: z
      .string()
      .describe("Whose clock counts for figures, alerts and statements of the tenant."),
    is_chosen: z
      .boolean()
      .describe("False: it is that of the locations, or UTC where there are none or they differ."),
  })
  .meta({ id: "TimeZoneSettings" });
const Change = z.object({
  time_zone: z
    .string()
    .max(64)
    .refine(isPlainTimeZone, "must be a time zone such as Europe/Berlin, or UTC")
    .nullable()
    .describe("Null leaves it to the locations."),
});

/** By which clock a tenant's days and hours are counted. */
export function timeZoneRoutes(app: App, { db }: { db: Database }): void {
  app.get(
    path,
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        ...{ tags, operationId: "getTimeZone" },
        summary: "Read by whose clock days and hours are counted",
        response: { 200: Settings },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      return toView(await inTenant(db, scope, (trx) => readTimeZone(trx, scope)));
    },
  );
  app.patch(
    path,
    {
      config: { access: "tenant", needs: "connections:write" },
      schema: {
        ...{ tags, operationId: "setTimeZone" },
        summary: "Set by whose clock days and hours are counted",
        ...{ body: Change, response: { 200: Settings } },
      },
    },
    async (request) =>
      toView(await setTimeZone(db, requireAccess(request), request.body.time_zone)),
  );
}

function toView({ timeZone, isChosen }: TenantTimeZone): z.infer<typeof Settings> {
  return { time_zone: timeZone, is_chosen: isChosen };
}
