import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { microsToUsd } from "../../lib/money.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import type { ModelSettingsView, NewModelSettings } from "./settings.schema.ts";
import { deleteSettings, readSettings, type SettingsRow, writeSettings } from "./settings.store.ts";

export type SettingsService = ReturnType<typeof createSettingsService>;

const settingsMax = 1_000;

/** How models are used, and how much at most: by the whole tenant, and by agents. */
export function createSettingsService(needs: {
  db: Database;
  /** What may be behind an agent. */
  models: readonly string[];
  now: () => number;
}) {
  const { db, models, now } = needs;
  const set = async (trx: Trx, { scope, actor }: RequestAccess, given: NewModelSettings) => {
    const at = new Date(now());
    const known = await readSettings(trx, scope, { at });
    refuseOdd(known, given);
    if (given.model !== null && !models.includes(given.model)) {
      throw new ProblemError("model-not-found", "GET /v1/models lists the models there are.");
    }
    const agentId = given.agent_id ?? "";
    const { cost_usd_per_day, cost_usd_per_month, ...same } = given;
    const id = known.find((one) => one.agent_id === agentId)?.id ?? newId("mst");
    await writeSettings(trx, scope, {
      ...{ ...same, id, agent_id: agentId, set_by: actor, set_at: at },
      ...{ cost_micros_per_day: cost_usd_per_day, cost_micros_per_month: cost_usd_per_month },
    });
    const row = (await readSettings(trx, scope, { at })).find((one) => one.agent_id === agentId);
    if (row === undefined) throw new Error("settings were not written");
    const view = toView(row);
    const { id: _, used: __, set_by: ___, set_at: ____, ...payload } = view;
    await recordAudit(trx, scope, {
      ...{ actor, action: "model_settings.set", subject: view.id, payload },
    });
    return view;
  };
  return {
    list: (scope: TenantScope): Promise<ModelSettingsView[]> =>
      inTenant(db, scope, async (trx) => {
        const rows = await readSettings(trx, scope, { at: new Date(now()) });
        return rows.map(toView);
      }),

    set: (access: RequestAccess, given: NewModelSettings): Promise<ModelSettingsView> =>
      orTaken(() => inTenant(db, access.scope, (trx) => set(trx, access, given))),

    remove: ({ scope, actor }: RequestAccess, id: string): Promise<void> =>
      inTenant(db, scope, async (trx) => {
        const agentId = await deleteSettings(trx, scope, id);
        if (agentId === undefined) {
          throw new ProblemError("model-settings-not-found", "The tenant has no such settings.");
        }
        const payload = { agent_id: agentId === "" ? null : agentId };
        await recordAudit(trx, scope, {
          ...{ actor, action: "model_settings.removed", subject: id, payload },
        });
      }),
  };
}

function refuseOdd(known: readonly SettingsRow[], given: NewModelSettings): void {
  const others = known.filter((one) => one.agent_id !== (given.agent_id ?? ""));
  if (given.agent_id === null && (given.slug !== null || given.model !== null)) {
    throw new ProblemError("invalid-request", "Only an agent has a short name and a model.");
  }
  if (others.length >= settingsMax) {
    throw new ProblemError("limit-reached", `A tenant has settings of ${settingsMax} agents.`);
  }
  const { slug } = given;
  if (slug !== null && others.some((one) => one.slug === slug || one.agent_id === slug)) {
    throw taken();
  }
}

const uniqueViolation = "23505";

/** For who gives the same name at the same moment. */
async function orTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    throw taken();
  }
}

const taken = () => new ProblemError("name-taken", "Another agent is called so.");

function toView(row: SettingsRow): ModelSettingsView {
  const usd = (micros: number | null) => (micros === null ? null : microsToUsd(micros));
  return {
    ...{ id: row.id, agent_id: row.agent_id === "" ? null : row.agent_id },
    ...{ slug: row.slug, model: row.model },
    ...{ tokens_per_day: row.tokens_per_day, tokens_per_month: row.tokens_per_month },
    cost_usd_per_day: usd(row.cost_micros_per_day),
    cost_usd_per_month: usd(row.cost_micros_per_month),
    ...{ turns_per_minute: row.turns_per_minute, concurrent_turns: row.concurrent_turns },
    ends_calls: row.ends_calls,
    used: {
      ...{ tokens_today: row.tokens_today, tokens_this_month: row.tokens_this_month },
      cost_usd_today: microsToUsd(row.cost_micros_today),
      cost_usd_this_month: microsToUsd(row.cost_micros_this_month),
      unpriced_requests_this_month: row.unpriced_this_month,
    },
    ...{ set_by: row.set_by, set_at: row.set_at.toISOString() },
  };
}
