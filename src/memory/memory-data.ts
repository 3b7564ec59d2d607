import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { exportRows, inTenant, type TenantData, type Trx } from "../store/index.ts";
import { forget } from "./forget.ts";
import { holdScopes, removeEmptyScopes } from "./scope.store.ts";
import { subjectOf } from "./subject.ts";

/** What `memory/` keeps. A caller's memory is that of the subject with their number. */
export const memoryData: TenantData = {
  room: "memory",
  tables: [
    ...["mem_scopes", "mem_sessions", "mem_messages", "mem_vectors", "mem_tombstones"],
    ...["mem_settings", "mem_agent_settings", "mem_jobs"],
    ...["mem_windows", "mem_entries", "mem_digests"],
  ],
  erase: (db, scope, subject) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        if (subject.kind === "tenant") return eraseAll(trx, scope);
        const receipt = await forget(
          trx,
          scope,
          { subject_id: subjectOf(subject.number) },
          new Date(),
        );
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
        const isOld = sql`coalesce(last_message_at, created_at) < ${before}`;
        const scopeIds = await holdScopes(trx, scope, isOld);
        const { numAffectedRows } =
          await sql`delete from mem_sessions where tenant_id = ${tenantId} and ${isOld}`.execute(
            trx,
          );
        await removeEmptyScopes(trx, scope, scopeIds);
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
    for (const [table, ...key] of [
      ["mem_windows", "session_id"],
      ["mem_entries", "session_id", "seq"],
      ["mem_digests", "session_id", "from_seq", "to_seq"],
    ] as const) {
      for await (const row of exportRows(db, scope, table, key)) yield { table, row };
    }
    for await (const row of exportRows(db, scope, "mem_settings", ["tenant_id"])) {
      yield { table: "mem_settings", row };
    }
    for await (const row of exportRows(db, scope, "mem_agent_settings", ["agent_id"])) {
      yield { table: "mem_agent_settings", row };
    }
  },
};

async function eraseAll(trx: Trx, { tenantId }: TenantScope): Promise<number> {
  let total = 0;
  // Sessions, what was said in them and their windows go with their scopes.
  for (const table of [
    ...["mem_scopes", "mem_tombstones"],
    ...["mem_jobs", "mem_agent_settings", "mem_settings"],
  ]) {
    const { numAffectedRows } =
      await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(trx);
    total += Number(numAffectedRows ?? 0);
  }
  return total;
}
