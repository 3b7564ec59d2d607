import { sql } from "kysely";
import { resealRows, type SealedPlace, type SealedStore, type SecretBox } from "../guard/index.ts";
import { asWorker } from "../store/index.ts";
import { toolSecretContext } from "./tool-secrets.ts";

interface SealedRow extends SealedPlace {
  sealed: Buffer;
}

const pageSize = 100;
const first: SealedPlace = { tenant_id: "", id: "" };

/** What tools keep to themselves: the headers and the secrets of their requests. */
export function sealedTools({ box }: { box: SecretBox }): SealedStore[] {
  return (["sealed_headers", "sealed_secret"] as const).map((name) => {
    const column = sql.ref(name);
    return {
      name: `tools.${name}`,
      keyIds: box.keyIds,
      count: (db) =>
        asWorker(db, async (trx) => {
          const { rows } = await sql<{ key: string; count: number }>`select
              encode(substring(${column} from 2 for 4), 'hex') as key, count(*)::int as count
            from tools where ${column} is not null group by 1`.execute(trx);
          return new Map(rows.map((row) => [row.key || "unreadable", row.count]));
        }),
      async reseal(db, after, { isDryRun }) {
        const { tenant_id, id } = after ?? first;
        const rows = await asWorker(db, async (trx) => {
          const found = await sql<SealedRow>`select tenant_id, id, ${column} as sealed from tools
            where (tenant_id, id) > (${tenant_id}, ${id}) and ${column} is not null
            order by tenant_id, id limit ${pageSize}`.execute(trx);
          return found.rows;
        });
        const of = {
          context: toolSecretContext,
          read: async ({ sealed }: SealedRow) => sealed,
          write: (row: SealedRow, sealed: Buffer) =>
            asWorker(db, async (trx) => {
              const { numAffectedRows } = await sql`update tools set ${column} = ${sealed}
                where tenant_id = ${row.tenant_id} and id = ${row.id} and ${column} = ${row.sealed}`.execute(
                trx,
              );
              return Number(numAffectedRows ?? 0) > 0;
            }),
        };
        return resealRows(box, rows, of, { isDryRun, pageSize });
      },
    };
  });
}
