import type { Insertable, Updateable } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Tables, Trx } from "../store/index.ts";
import type { Tool } from "./tool.ts";

const shown = [
  "id",
  "name",
  "description",
  "kind",
  "built_in",
  "settings",
  "parameters",
  "url",
  "method",
  "sealed_headers",
  "sealed_secret",
  "deadline_ms",
  "is_idempotent",
  "keep_answer_sec",
  "fallbacks",
  "is_enabled",
  "created_at",
  "updated_at",
] as const;

/** The tools of a tenant, by name. */
export function listTools(trx: Trx, scope: TenantScope): Promise<Tool[]> {
  return trx
    .selectFrom("tools")
    .select(shown)
    .where("tenant_id", "=", scope.tenantId)
    .orderBy("name")
    .execute();
}

/** One tool. */
export function findTool(trx: Trx, scope: TenantScope, id: string): Promise<Tool | undefined> {
  return trx
    .selectFrom("tools")
    .select(shown)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function insertTool(
  trx: Trx,
  scope: TenantScope,
  row: Omit<Insertable<Tables["tools"]>, "tenant_id">,
): Promise<void> {
  await trx
    .insertInto("tools")
    .values({ ...row, tenant_id: scope.tenantId })
    .execute();
}

export async function updateTool(
  trx: Trx,
  scope: TenantScope,
  id: string,
  change: Updateable<Tables["tools"]>,
): Promise<void> {
  await trx
    .updateTable("tools")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

export async function deleteTool(trx: Trx, scope: TenantScope, id: string): Promise<void> {
  await trx
    .deleteFrom("tools")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}
