import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
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
