import { sql } from "kysely";
import { resealRows, type SealedPlace, type SealedStore, type SecretBox } from "../guard/index.ts";
import { asWorker } from "../store/index.ts";
import { contentContext } from "./kept-content.ts";

interface SealedRow extends SealedPlace {
  /** Null where the present key sealed it. */
  sealed: Buffer | null;
}

const pageSize = 100;

/** Contents of documents, and the keys of those in the file store. The files stay as they are: each has a key of its own, which alone is sealed anew. */
export function sealedDocuments({ box }: { box: SecretBox }): SealedStore {
  return {
    name: "knowledge_documents",
    keyIds: box.keyIds,
    count: (db) =>
      asWorker(db, async (trx) => {
        const { rows } = await sql<{ key: string; count: number }>`select
            case when substring(sealed for 1) = '\\x01' and length(sealed) >= 33 then encode(substring(sealed from 2 for 4), 'hex')
              else 'unreadable' end as key, count(*)::int as count
          from knowledge_documents where sealed is not null group by 1`.execute(trx);
        return new Map(rows.map((row) => [row.key, row.count]));
      }),
    async reseal(db, after, { isDryRun }) {
      const { tenant_id, id } = after ?? { tenant_id: "", id: "" };
      const rows = await asWorker(db, async (trx) => {
        const found = await sql<SealedRow>`select tenant_id, id,
            case when substring(sealed from 2 for 4) <> decode(${box.keyIds[0]}, 'hex') then sealed end as sealed
          from knowledge_documents where (tenant_id, id) > (${tenant_id}, ${id}) and sealed is not null
          order by tenant_id, id limit ${pageSize}`.execute(trx);
        return found.rows;
      });
      const of = {
        context: (row: SealedRow) => contentContext({ tenantId: row.tenant_id }, row.id),
        read: async (row: SealedRow) => row.sealed,
        write: (row: SealedRow, sealed: Buffer) =>
          asWorker(db, async (trx) => {
            const { numAffectedRows } = await sql`update knowledge_documents set sealed = ${sealed}
              where tenant_id = ${row.tenant_id} and id = ${row.id} and sealed = ${row.sealed}`.execute(
              trx,
            );
            return Number(numAffectedRows ?? 0) > 0;
          }),
      };
      return resealRows(box, rows, of, { isDryRun, pageSize });
    },
  };
}
