import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant } from "../../store/index.ts";

/** An agent of a tenant, as clients may ask for it in place of a model. */
export interface ModelAgent {
  readonly agent_id: string;
  readonly slug: string | null;
  /** The model behind it; null is the usual one. */
  readonly model: string | null;
}

/** A tenant's agents: those with settings, and providers' agents that were given to it. */
export function listAgents(db: Database, scope: TenantScope): Promise<ModelAgent[]> {
  const { tenantId } = scope;
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<ModelAgent>`select agent_id, slug, model from model_settings
        where tenant_id = ${tenantId} and agent_id <> ''
      union all select distinct agent_id, null, null from agents a where tenant_id = ${tenantId}
        and not exists (select from model_settings s where s.tenant_id = ${tenantId} and s.agent_id = a.agent_id)
      order by 1`.execute(trx);
    return rows;
  });
}
