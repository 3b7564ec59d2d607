import { sql } from "kysely";
import { resealRows, type SealedPlace, type SealedStore, type SecretBox } from "../guard/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker } from "../store/index.ts";

interface KeyRow extends SealedPlace {
  sealed_key: Buffer;
}

const pageSize = 100;

/** What a recording and its key are bound to. */
export function recordingContext({ tenantId }: TenantScope, callId: string): string {
  return `recording/${tenantId}/${callId}`;
}

/** The keys of recordings. The files stay as they are: each has a key of its own, which alone is sealed anew. */
export function sealedRecordings({ box }: { box: SecretBox }): SealedStore {
  return {
    name: "recordings",
    keyIds: box.keyIds,
    count: (db) =>
      asWorker(db, async (trx) => {
        const { rows } = await sql<{ key: string; count: number }>`select
            encode(substring(sealed_key from 2 for 4), 'hex') as key, count(*)::int as count
          from recordings where sealed_key is not null group by 1`.execute(trx);
        return new Map(rows.map((row) => [row.key || "unreadable", row.count]));
      }),
    async reseal(db, after, { isDryRun }) {
      const { tenant_id, id } = after ?? { tenant_id: "", id: "" };
      const rows = await asWorker(db, async (trx) => {
        const found = await sql<KeyRow>`select tenant_id, call_id as id, sealed_key from recordings
          where (tenant_id, call_id) > (${tenant_id}, ${id}) and sealed_key is not null
          order by tenant_id, call_id limit ${pageSize}`.execute(trx);
        return found.rows;
      });
      const of = {
        context: (row: KeyRow) => recordingContext({ tenantId: row.tenant_id }, row.id),
        read: async (row: KeyRow) => row.sealed_key,
        write: (row: KeyRow, sealed: Buffer) =>
          asWorker(db, async (trx) => {
            const { numAffectedRows } = await sql`update recordings set sealed_key = ${sealed}
              where tenant_id = ${row.tenant_id} and call_id = ${row.id} and sealed_key = ${row.sealed_key}`.execute(
              trx,
            );
            return Number(numAffectedRows ?? 0) > 0;
          }),
      };
      return resealRows(box, rows, of, { isDryRun, pageSize });
    },
  };
}
