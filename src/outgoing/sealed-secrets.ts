import { sql } from "kysely";
import { resealRows, type SealedPlace, type SealedStore, type SecretBox } from "../guard/index.ts";
import { asWorker } from "../store/index.ts";
import { outgoingSecretContext } from "./secrets.ts";

interface SecretRow extends SealedPlace {
  target_id: string;
  sealed: Buffer;
}

const pageSize = 100;
const first: SealedPlace = { tenant_id: "", id: "" };

/** Secrets that sign what we send. */
export function sealedOutgoingSecrets({ box }: { box: SecretBox }): SealedStore {
  return {
    name: "outgoing_secrets",
    keyIds: box.keyIds,
    count: (db) =>
      asWorker(db, async (trx) => {
        const { rows } = await sql<{ key: string; count: number }>`select
            encode(substring(sealed from 2 for 4), 'hex') as key, count(*)::int as count
          from outgoing_secrets group by 1`.execute(trx);
        return new Map(rows.map((row) => [row.key || "unreadable", row.count]));
      }),
    async reseal(db, after, { isDryRun }) {
      const { tenant_id, id } = after ?? first;
      const rows = await asWorker(db, async (trx) => {
        const found = await sql<SecretRow>`select tenant_id, id, target_id, sealed
          from outgoing_secrets where (tenant_id, id) > (${tenant_id}, ${id})
          order by tenant_id, id limit ${pageSize}`.execute(trx);
        return found.rows;
      });
      const of = {
        context: outgoingSecretContext,
        read: async ({ sealed }: SecretRow) => sealed,
        write: (row: SecretRow, sealed: Buffer) =>
          asWorker(db, async (trx) => {
            const { numAffectedRows } = await sql`update outgoing_secrets set sealed = ${sealed}
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
