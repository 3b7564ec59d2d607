import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, exportRows, inTenant, type TenantData } from "../store/index.ts";

/** What `tools/` keeps. Tools and inbound rules are settings: they go with their tenant alone. */
export const toolData: TenantData = {
  room: "tools",
  tables: ["tools", "tool_uses", "inbound_rules"],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") {
      return remove(
        db,
        scope,
        sql`tool_uses where tenant_id = ${scope.tenantId} and caller = ${subject.number}`,
      );
    }
    const uses = await remove(db, scope, sql`tool_uses where tenant_id = ${scope.tenantId}`);
    const tools = await remove(db, scope, sql`tools where tenant_id = ${scope.tenantId}`);
    const rules = await remove(db, scope, sql`inbound_rules where tenant_id = ${scope.tenantId}`);
    return uses + tools + rules;
  },
  expire: (db, scope, before) =>
    remove(
      db,
      scope,
      sql`tool_uses where tenant_id = ${scope.tenantId} and asked_at < ${before}
        and not is_held(tenant_id, call_id, caller, '')`,
    ),
  async *exportData(db, scope) {
    for (const table of ["tools", "tool_uses", "inbound_rules"] as const) {
      for await (const { sealed_headers: _, sealed_secret: __, ...row } of exportRows(
        db,
        scope,
        table,
        ["id"],
      )) {
        yield { table, row };
      }
    }
  },
};

function remove(db: Database, scope: TenantScope, what: ReturnType<typeof sql>): Promise<number> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const { numAffectedRows } = await sql`delete from ${what}`.execute(trx);
      return Number(numAffectedRows ?? 0);
    },
    { pace: "report" },
  );
}
