import { sql } from "kysely";
import { asWorker, exportRows, type TenantData } from "../store/index.ts";
import { expireAuditPayloads, forgetPayloadsNaming } from "./audit-log.ts";

/** What `audit/` keeps. An entry's payload expires; the entry itself goes only with its tenant. */
export const auditData: TenantData = {
  room: "audit",
  tables: ["audit_log", "security_events"],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") return forgetPayloadsNaming(db, scope, subject.number);
    return asWorker(db, async (trx) => {
      let count = 0;
      for (const table of ["audit_log", "security_events"] as const) {
        const result = await trx
          .deleteFrom(table)
          .where("tenant_id", "=", scope.tenantId)
          .executeTakeFirst();
        count += Number(result.numDeletedRows);
      }
      return count;
    });
  },
  async expire(db, scope, before) {
    const payloads = await expireAuditPayloads(db, scope, before);
    const events = await asWorker(db, async (trx) => {
      const { numAffectedRows } = await sql`delete from security_events
        where tenant_id = ${scope.tenantId} and at < ${before}`.execute(trx);
      return Number(numAffectedRows ?? 0);
    });
    return payloads + events;
  },
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "audit_log", ["seq"])) {
      yield { table: "audit_log", row };
    }
    for await (const row of exportRows(db, scope, "security_events", ["id"])) {
      yield { table: "security_events", row };
    }
  },
};
