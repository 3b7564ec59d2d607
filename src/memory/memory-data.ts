import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { exportRows, inTenant, type TenantData, type Trx } from "../store/index.ts";
import { forget } from "./forget.ts";

/** What `memory/` keeps. A caller's memory is that of the subject with their number. */
export const memoryData: TenantData = {
  room: "memory",
  tables: ["mem_scopes", "mem_sessions", "mem_messages", "mem_tombstones"],
  erase: (db, scope, subject) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        if (subject.kind === "tenant") return eraseAll(trx, scope);
        const receipt = await forget(trx, scope, { subject_id: subject.number }, new Date());
        return receipt.sessions + receipt.messages;
      },
      { pace: "report" },
    ),
  /** A session goes as a whole when nobody has spoken in it since. */
  expire: (db, scope, before) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        const { tenantId } = scope;
        await sql`update mem_scopes set version = version + 1, changes_after = version + 1
          where tenant_id = ${tenantId} and id in (select scope_id from mem_sessions
            where tenant_id = ${tenantId} and coalesce(last_message_at, created_at) < ${before})`.execute(
          trx,
        );
        const { numAffectedRows } = await sql`delete from mem_sessions
          where tenant_id = ${tenantId} and coalesce(last_message_at, created_at) < ${before}`.execute(
          trx,
        );
        return Number(numAffectedRows ?? 0);
      },
      { pace: "report" },
    ),
  async *exportData(db, scope) {
    for (const table of ["mem_sessions", "mem_messages"] as const) {
      for await (const { name_tokens: _, text_tokens: __, ...row } of exportRows(db, scope, table, [
        "id",
      ])) {
        yield { table, row };
      }
    }
  },
};

async function eraseAll(trx: Trx, { tenantId }: TenantScope): Promise<number> {
  // Sessions and messages go with their scopes.
  const scopes = await sql`delete from mem_scopes where tenant_id = ${tenantId}`.execute(trx);
  const stones = await sql`delete from mem_tombstones where tenant_id = ${tenantId}`.execute(trx);
  return Number(scopes.numAffectedRows ?? 0) + Number(stones.numAffectedRows ?? 0);
}
