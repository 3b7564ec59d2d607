import { type Insertable, type RawBuilder, type Selectable, sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { later, type Tables, type Trx } from "../../store/index.ts";
import { dayOf } from "../days.ts";

/** Settings with what was used today and this month of what they limit. */
export interface SettingsRow extends Selectable<Tables["model_settings"]> {
  readonly tokens_today: number;
  readonly tokens_this_month: number;
  readonly cost_micros_today: number;
  readonly cost_micros_this_month: number;
  readonly unpriced_this_month: number;
}

/** Of answers: vectors are made of everything that was said and added, which nobody means who limits tokens. */
const tokens = sql`input_tokens + output_tokens - embedding_tokens`;

/** The tenant's own settings and those of agents: of all, or of the one that is named. Where one is named, what nothing limits is not added up. */
export async function readSettings(
  trx: Trx,
  scope: TenantScope,
  of: { agentId?: string | null; at: Date },
): Promise<SettingsRow[]> {
  const { tenantId } = scope;
  const { agentId, at } = of;
  const today = dayOf(at);
  const [whose, isOfInterest] =
    agentId === undefined
      ? [sql`true`, sql`true`]
      : [
          sql`s.agent_id in ('', ${agentId ?? ""})`,
          sql`coalesce(s.tokens_per_day, s.tokens_per_month, s.cost_micros_per_day, s.cost_micros_per_month) is not null`,
        ];
  const { rows } = await sql<SettingsRow>`select s.*, u.* from model_settings s, lateral (
      select coalesce(sum(${tokens}) filter (where day = ${today}::date), 0)::float8 as tokens_today,
        coalesce(sum(${tokens}), 0)::float8 as tokens_this_month,
        coalesce(sum(cost_micros) filter (where day = ${today}::date), 0)::float8 as cost_micros_today,
        coalesce(sum(cost_micros), 0)::float8 as cost_micros_this_month,
        coalesce(sum(unpriced_requests), 0)::float8 as unpriced_this_month
      from model_use_days d where d.tenant_id = ${tenantId} and ${isOfInterest}
        and d.day between date_trunc('month', ${today}::date)::date and ${today}::date
        and (s.agent_id = '' or d.agent_id = s.agent_id)) u
    where s.tenant_id = ${tenantId} and ${whose} order by s.agent_id`.execute(trx);
  return rows;
}

/** Whether anything limits what a tenant uses, within a statement. */
export const isLimited = ({ tenantId }: TenantScope): RawBuilder<boolean> =>
  sql`exists (select from model_settings where tenant_id = ${tenantId})`;

/** Nobody else takes a place under these settings until the transaction ends. */
export async function holdSettings(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<void> {
  await later(
    trx,
    sql`select from model_settings where tenant_id = ${scope.tenantId} and id = any(${[...ids]})
      order by agent_id for update`,
  );
}

/** Writes settings in the place of those that the agent, or the tenant, had. */
export async function writeSettings(
  trx: Trx,
  scope: TenantScope,
  row: Omit<Insertable<Tables["model_settings"]>, "tenant_id">,
): Promise<void> {
  const { id: _, agent_id: __, ...change } = row;
  await trx
    .insertInto("model_settings")
    .values({ ...row, tenant_id: scope.tenantId })
    .onConflict((conflict) => conflict.columns(["tenant_id", "agent_id"]).doUpdateSet(change))
    .execute();
}

/** Returns whose settings they were; nothing when there are none. */
export async function deleteSettings(
  trx: Trx,
  scope: TenantScope,
  id: string,
): Promise<string | undefined> {
  const row = await trx
    .deleteFrom("model_settings")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .returning("agent_id")
    .executeTakeFirst();
  return row?.agent_id;
}
