import { z } from "zod";
import { type App, type RequestAccess, requireAccess, requireAgency } from "../../http/index.ts";
import type { Database } from "../../store/index.ts";
import { countActiveCalls } from "./active-calls.ts";
import { featureNames, features } from "./features.ts";
import type { Switches, SwitchName } from "./switches.ts";

const tags = ["Operation"];
const reading = { access: "tenant", needs: "guard:read" } as const;
const switching = { access: "tenant", needs: "tenants:write", isOpenReadOnly: true } as const;

const switched = {
  since: z.string().meta({ format: "date-time" }).nullable(),
  set_by: z.string().nullable(),
  reason: z.string().nullable(),
};
const Reason = z.string().trim().max(500).default("").describe("Shown to everybody.");
const Change = z.object({ is_on: z.boolean(), reason: Reason });
const ReadOnly = z.object({ is_on: z.boolean(), ...switched }).meta({ id: "ReadOnlyMode" });
const Maintenance = z
  .object({
    is_on: z.boolean(),
    ...switched,
    active_calls: z.number().int().describe("Of all tenants, counted in the database."),
  })
  .meta({ id: "MaintenanceMode" });
const Drain = z
  .object({
    active_calls: z.number().int(),
    cut_off: z
      .number()
      .int()
      .describe("Calls that were ended just now: none of theirs lasts so long, and no end came."),
  })
  .meta({ id: "MaintenanceDrain" });
const Feature = z
  .object({
    name: z.enum(featureNames),
    title: z.string(),
    meanwhile: z.string().describe("What happens while it is off."),
    is_enabled: z.boolean(),
    ...switched,
  })
  .meta({ id: "Feature" });
const Features = z.object({ data: z.array(Feature) });

interface Needs {
  db: Database;
  switches: Switches;
  /** Ends calls whose end never came. Returns how many. */
  cutOff: () => Promise<number>;
}

/** What the installation's own people switch: maintenance, read-only, features. */
export function modeRoutes(app: App, needs: Needs): void {
  maintenanceRoutes(app, needs);
  readOnlyRoutes(app, needs);
  featureRoutes(app, needs);
}

function maintenanceRoutes(app: App, { db, switches, cutOff }: Needs): void {
  const path = "/api/v1/admin/maintenance";
  const show = async () => ({
    ...stateOf(switches, "maintenance"),
    active_calls: await countActiveCalls(db),
  });
  app.get(
    path,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "getMaintenance", response: { 200: Maintenance } },
        summary: "Read whether the installation is in maintenance, and how many calls are running",
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      await switches.look();
      return show();
    },
  );
  app.put(
    path,
    {
      config: switching,
      schema: {
        ...{ tags, operationId: "setMaintenance", body: Change, response: { 200: Maintenance } },
        summary: "Begin or end maintenance: nothing new is begun with providers, all else goes on",
      },
    },
    async (request) => {
      await change(switches, requireAccess(request), ["maintenance"], request.body);
      return show();
    },
  );
  app.post(
    `${path}/drain`,
    {
      config: switching,
      schema: {
        ...{ tags, operationId: "drainCalls", response: { 200: Drain } },
        summary: "End calls whose end never came, and count those that are running",
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      return { cut_off: await cutOff(), active_calls: await countActiveCalls(db) };
    },
  );
}

function readOnlyRoutes(app: App, { switches }: Needs): void {
  const path = "/api/v1/admin/read-only";
  app.get(
    path,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "getReadOnly", response: { 200: ReadOnly } },
        summary: "Read whether the installation is read-only",
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      await switches.look();
      return stateOf(switches, "read_only");
    },
  );
  app.put(
    path,
    {
      config: switching,
      schema: {
        ...{ tags, operationId: "setReadOnly", body: Change, response: { 200: ReadOnly } },
        summary: "Make the installation read-only or writable; webhooks are accepted either way",
      },
    },
    async (request) => {
      await change(switches, requireAccess(request), ["read_only"], request.body);
      return stateOf(switches, "read_only");
    },
  );
}

function featureRoutes(app: App, { switches }: Needs): void {
  const path = "/api/v1/admin/features";
  const list = () => ({
    data: featureNames.map((name) => {
      const { is_on, ...rest } = stateOf(switches, name);
      return { name, ...features[name], is_enabled: !is_on, ...rest };
    }),
  });
  app.get(
    path,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "listFeatures", response: { 200: Features } },
        summary: "List what can be switched off, and what happens meanwhile",
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      await switches.look();
      return list();
    },
  );
  app.put(
    path,
    {
      config: switching,
      schema: {
        ...{ tags, operationId: "switchFeatures", response: { 200: Features } },
        summary: "Switch features off or on, on all replicas within seconds",
        body: z.object({
          features: z.array(z.enum(featureNames)).min(1),
          is_enabled: z.boolean(),
          reason: Reason,
        }),
      },
    },
    async (request) => {
      const { features: names, is_enabled, reason } = request.body;
      await change(switches, requireAccess(request), names, { is_on: !is_enabled, reason });
      return list();
    },
  );
}

async function change(
  switches: Switches,
  access: RequestAccess,
  names: readonly SwitchName[],
  { is_on, reason }: z.infer<typeof Change>,
): Promise<void> {
  requireAgency(access);
  await switches.set(names, is_on, { actor: access.actor, reason });
}

function stateOf(switches: Switches, name: SwitchName) {
  const found = switches.find(name);
  return {
    is_on: found !== undefined,
    since: found?.since.toISOString() ?? null,
    set_by: found?.set_by ?? null,
    reason: found?.reason ?? null,
  };
}
