import { z } from "zod";
import { recordAudit } from "../../audit/index.ts";
import { type App, type RequestAccess, requireAccess, requireTenant } from "../../http/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { readChoices, writeAgentChoices, writeChoice } from "./settings.store.ts";

/** Brings calls from before into memory; from the room that knows calls. */
export interface PastCalls {
  begin(trx: Trx, scope: TenantScope, at: Date): Promise<void>;
  progress(trx: Trx, scope: TenantScope): Promise<z.infer<typeof Progress> | null>;
}

const agentId = z.string().trim().min(1).max(200);
const Progress = z.object({
  status: z.enum(["pending", "running", "done", "dead"]),
  looked_at: z.number().int().describe("Calls that were gone through."),
  of: z.number().int(),
});
const Settings = z
  .object({
    remembers_calls: z.boolean().describe("Finished calls enter memory by themselves."),
    shares_across_agents: z
      .boolean()
      .describe("What a caller said to one agent may be found for another."),
    decided_by: z.string().nullable().describe("Who said so last: an id as in the audit log."),
    decided_at: z.string().nullable(),
    agents: z
      .array(
        z.object({
          agent_id: z.string(),
          remembers_calls: z.boolean(),
          decided_by: z.string(),
          decided_at: z.string(),
        }),
      )
      .describe("Agents for which it is otherwise than for the others, by the provider's id."),
    past_calls: Progress.nullable().describe("How far the calls from before are gone through."),
  })
  .meta({ id: "MemorySettings" });
const Change = z.object({
  remembers_calls: z.boolean().optional(),
  shares_across_agents: z.boolean().optional(),
  agents: z
    .array(
      z.object({
        agent_id: agentId,
        remembers_calls: z.boolean().nullable().describe("null: as for the others."),
      }),
    )
    .max(1_000)
    .refine((list) => new Set(list.map((one) => one.agent_id)).size === list.length, {
      error: "Name each agent once",
    })
    .optional(),
  includes_past_calls: z
    .literal(true)
    .optional()
    .describe("Calls from before enter memory too, in the background."),
});

interface Needs {
  db: Database;
  pastCalls: PastCalls;
  now: () => number;
}

/** Whether finished calls enter memory by themselves, and who decided it. */
export function memorySettingsRoutes(app: App, needs: Needs): void {
  const path = "/api/v1/memory/settings";
  const tags = ["Memory"];
  app.get(
    path,
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        ...{ tags, operationId: "getMemorySettings", response: { 200: Settings } },
        summary: "Read whether finished calls are remembered, and who decided it",
      },
    },
    (request) => {
      const scope = requireTenant(request);
      return inTenant(needs.db, scope, (trx) => readSettings(trx, scope, needs));
    },
  );
  app.patch(
    path,
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        ...{ tags, operationId: "changeMemorySettings", body: Change, response: { 200: Settings } },
        summary: "Decide whether finished calls are remembered; what is remembered stays",
      },
    },
    (request) => change(needs, requireAccess(request), request.body),
  );
}

async function readSettings(trx: Trx, scope: TenantScope, { pastCalls }: Needs) {
  const choices = await readChoices(trx, scope);
  return {
    remembers_calls: choices.remembersCalls,
    shares_across_agents: choices.sharesAcrossAgents,
    decided_by: choices.decidedBy,
    decided_at: choices.decidedAt?.toISOString() ?? null,
    agents: choices.agents.map((one) => ({ ...one, decided_at: one.decided_at.toISOString() })),
    past_calls: await pastCalls.progress(trx, scope),
  };
}

function change(needs: Needs, { scope, actor }: RequestAccess, wish: z.infer<typeof Change>) {
  return inTenant(needs.db, scope, async (trx) => {
    const at = new Date(needs.now());
    const before = await readChoices(trx, scope);
    if (wish.remembers_calls !== undefined || wish.shares_across_agents !== undefined) {
      await writeChoice(trx, scope, {
        remembersCalls: wish.remembers_calls ?? before.remembersCalls,
        sharesAcrossAgents: wish.shares_across_agents ?? before.sharesAcrossAgents,
        ...{ actor, at },
      });
    }
    if (wish.agents !== undefined) await writeAgentChoices(trx, scope, wish.agents, { actor, at });
    if (wish.includes_past_calls === true) await needs.pastCalls.begin(trx, scope, at);
    await recordAudit(trx, scope, {
      ...{ actor, action: "memory.settings_changed", subject: "memory", payload: wish },
    });
    return readSettings(trx, scope, needs);
  });
}
