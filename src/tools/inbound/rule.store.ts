import type { Insertable, Selectable, Updateable } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Tables, Trx } from "../../store/index.ts";

export type InboundRule = Selectable<Tables["inbound_rules"]>;

/** The rules of a tenant: those for a number first. */
export function listRules(trx: Trx, scope: TenantScope): Promise<InboundRule[]> {
  return trx
    .selectFrom("inbound_rules")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .orderBy("number")
    .orderBy("provider")
    .execute();
}

export function findRule(
  trx: Trx,
  scope: TenantScope,
  id: string,
): Promise<InboundRule | undefined> {
  return trx
    .selectFrom("inbound_rules")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function insertRule(
  trx: Trx,
  scope: TenantScope,
  row: Omit<Insertable<Tables["inbound_rules"]>, "tenant_id">,
): Promise<void> {
  await trx
    .insertInto("inbound_rules")
    .values({ ...row, tenant_id: scope.tenantId })
    .execute();
}

export async function updateRule(
  trx: Trx,
  scope: TenantScope,
  id: string,
  change: Updateable<Tables["inbound_rules"]>,
): Promise<void> {
  await trx
    .updateTable("inbound_rules")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

export async function deleteRule(trx: Trx, scope: TenantScope, id: string): Promise<void> {
  await trx
    .deleteFrom("inbound_rules")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}
