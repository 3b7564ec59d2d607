import { sql } from "kysely";
import type { FileStore } from "../files/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, exportRows, inTenant, type TenantData, type Trx } from "../store/index.ts";

const batchMax = 500;

interface Gone {
  file_ref: string | null;
}

/**
 * What `recordings/` keeps: the rows, their files, and the tenant's wish for how long. The sound itself is no row, so an export names it by hash; it is read through the API.
 */
export function recordingData({ files }: { files: FileStore }): TenantData {
  /** In batches: the rows with their keys first, then the files, which nobody can open any more. */
  const inBatches = async (
    db: Database,
    scope: TenantScope,
    step: (trx: Trx) => Promise<readonly Gone[]>,
  ) => {
    let total = 0;
    for (let count = batchMax; count === batchMax; total += count) {
      const gone = await inTenant(db, scope, step, { pace: "report" });
      for (const { file_ref } of gone) if (file_ref !== null) await files.remove(file_ref);
      count = gone.length;
    }
    return total;
  };
  const removeRows = (db: Database, scope: TenantScope, condition: ReturnType<typeof sql>) =>
    inBatches(db, scope, async (trx) => {
      const { rows } = await sql<Gone>`delete from recordings where tenant_id = ${scope.tenantId}
        and call_id in (select r.call_id from recordings r where r.tenant_id = ${scope.tenantId} and ${condition} limit ${batchMax})
        returning file_ref`.execute(trx);
      return rows;
    });

  return {
    room: "recordings",
    tables: ["recordings", "recording_settings"],
    async erase(db, scope, subject) {
      if (subject.kind === "caller") {
        const { number } = subject;
        return removeRows(
          db,
          scope,
          sql`exists (select from calls c where c.tenant_id = r.tenant_id and c.id = r.call_id
            and (c.from_number = ${number} or c.to_number = ${number}))`,
        );
      }
      const count = await removeRows(db, scope, sql`true`);
      return inTenant(db, scope, async (trx) => {
        const { numAffectedRows } =
          await sql`delete from recording_settings where tenant_id = ${scope.tenantId}`.execute(
            trx,
          );
        return count + Number(numAffectedRows ?? 0);
      });
    },
    /** Removes the sound stored before the instant. Its row stays as long as the call and says so; rows whose call is gone go too. */
    async expire(db, scope, before) {
      const orphans = await removeRows(
        db,
        scope,
        sql`not exists (select from calls c where c.tenant_id = r.tenant_id and c.id = r.call_id)`,
      );
      const expired = await inBatches(db, scope, async (trx) => {
        const { rows } = await sql<Gone>`with due as (select call_id, file_ref from recordings
            where tenant_id = ${scope.tenantId} and stored_at < ${before} and file_ref is not null
              and not exists (select from calls c where c.tenant_id = recordings.tenant_id and c.id = recordings.call_id
                and is_held(c.tenant_id, c.id, c.from_number, c.to_number)) limit ${batchMax} for update)
          update recordings r set status = 'expired', reason = 'retention', due_at = null, lease = null, sealed_key = null,
            file_ref = null, stored_at = null, bytes = null, content_type = null
          from due where r.tenant_id = ${scope.tenantId} and r.call_id = due.call_id returning due.file_ref`.execute(
          trx,
        );
        return rows;
      });
      return orphans + expired;
    },
    async *exportData(db, scope) {
      for await (const row of exportRows(db, scope, "recordings", ["call_id"])) {
        const { sealed_key: _, lease: __, ...rest } = row;
        yield { table: "recordings", row: rest };
      }
      for await (const row of exportRows(db, scope, "recording_settings", ["tenant_id"])) {
        yield { table: "recording_settings", row };
      }
    },
  };
}
