import { z } from "zod";
import { recordAudit } from "../../audit/index.ts";
import { type App, type RequestAccess, requireAccess } from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import {
  type RetentionKind,
  retentionDaysMax,
  retentionDaysMin,
  retentionKinds,
} from "../../lib/retention.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant } from "../../store/index.ts";
import { effectiveDays } from "./expire-tenants.ts";
import { readOwnRetention, writeOwnRetention } from "./retention.store.ts";

const kinds = [...retentionKinds, "recordings"] as const;

const Kept = z
  .object({
    kind: z.enum(kinds),
    days: z.number().int().nullable().describe("After which it is removed; null: never."),
    is_own: z
      .boolean()
      .describe("Chosen by the tenant; otherwise it is as the installation has it."),
  })
  .meta({ id: "Retention" });
const Answer = z.object({ data: z.array(Kept) });

export interface RetentionNeeds {
  db: Database;
  defaults: ReadonlyMap<RetentionKind, number>;
  /** How long recordings are kept is a setting of theirs. */
  recordings: {
    retention: (scope: TenantScope) => Promise<number | null>;
    setRetention: (access: RequestAccess, days: number | null) => Promise<unknown>;
  };
}

/** How long a tenant keeps what. */
export function retentionRoutes(app: App, needs: RetentionNeeds): void {
  const { db, recordings } = needs;
  const path = "/api/v1/retention";
  const show = async (scope: TenantScope) => {
    const own = await readOwnRetention(db, scope);
    const days = effectiveDays(own, needs.defaults);
    const sound = await recordings.retention(scope);
    return {
      data: [
        ...retentionKinds.map((kind) => ({ kind, days: days(kind), is_own: own.has(kind) })),
        { kind: "recordings" as const, days: sound, is_own: sound !== null },
      ],
    };
  };
  app.get(
    path,
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        ...{ tags: ["Retention"], operationId: "getRetention", response: { 200: Answer } },
        summary: "Read how long what is kept",
      },
    },
    (request) => show(requireAccess(request).scope),
  );
  app.put(
    path,
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        ...{ tags: ["Retention"], operationId: "setRetention", response: { 200: Answer } },
        summary: "Set how long something is kept; what is older is removed within minutes",
        body: z.object({
          kind: z.enum(kinds),
          days: z
            .number()
            .int()
            .min(1)
            .max(retentionDaysMax)
            .nullable()
            .optional()
            .describe(
              `At least ${retentionDaysMin}, of recordings 1; null: for ever; left out: as the installation does.`,
            ),
        }),
      },
    },
    async (request) => {
      const access = requireAccess(request);
      const { kind, days } = request.body;
      if (kind === "recordings") await recordings.setRetention(access, days ?? null);
      else await set(db, access, kind, days);
      return show(access.scope);
    },
  );
}

async function set(
  db: Database,
  { scope, actor }: RequestAccess,
  kind: RetentionKind,
  days: number | null | undefined,
): Promise<void> {
  if (typeof days === "number" && days < retentionDaysMin) {
    const detail = `At least ${retentionDaysMin} days: providers repeat what they sent for as long.`;
    throw new ProblemError("invalid-request", detail);
  }
  await inTenant(db, scope, async (trx) => {
    await writeOwnRetention(trx, scope, kind, days);
    const payload = { days: days === undefined ? "default" : days };
    await recordAudit(trx, scope, { actor, action: "retention.changed", subject: kind, payload });
  });
}
