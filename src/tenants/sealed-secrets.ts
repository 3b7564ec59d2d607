import { sql } from "kysely";
import { resealRows, type SealedPlace, type SealedStore, type SecretBox } from "../guard/index.ts";
import { asWorker } from "../store/index.ts";
import { secretContext } from "./connection-secrets.ts";
import { totpContext } from "./sign-in.ts";

interface SecretRow extends SealedPlace {
  connection_id: string;
  purpose: string;
  sealed: Buffer;
}

interface TotpRow extends SealedPlace {
  sealed: Buffer;
}

const pageSize = 100;
const first: SealedPlace = { tenant_id: "", id: "" };

/** Secrets of connections. */
export function sealedConnectionSecrets({ box }: { box: SecretBox }): SealedStore {
  return {
    name: "connection_secrets",
    keyIds: box.keyIds,
    count: (db) =>
      asWorker(db, async (trx) => {
        const { rows } = await sql<{ key: string; count: number }>`select
            encode(substring(sealed from 2 for 4), 'hex') as key, count(*)::int as count
          from connection_secrets group by 1`.execute(trx);
        return new Map(rows.map((row) => [row.key || "unreadable", row.count]));
      }),
    async reseal(db, after, { isDryRun }) {
      const { tenant_id, id } = after ?? first;
      const rows = await asWorker(db, async (trx) => {
        const found = await sql<SecretRow>`select tenant_id, id, connection_id, purpose, sealed
          from connection_secrets where (tenant_id, id) > (${tenant_id}, ${id})
          order by tenant_id, id limit ${pageSize}`.execute(trx);
        return found.rows;
      });
      const of = {
        context: secretContext,
        read: async ({ sealed }: SecretRow) => sealed,
        write: (row: SecretRow, sealed: Buffer) =>
          asWorker(db, async (trx) => {
            const { numAffectedRows } = await sql`update connection_secrets set sealed = ${sealed}
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

/** Second factors of users. */
export function sealedSecondFactors({ box }: { box: SecretBox }): SealedStore {
  return {
    name: "users",
    keyIds: box.keyIds,
    count: (db) =>
      asWorker(db, async (trx) => {
        const { rows } = await sql<{ key: string; count: number }>`select
            encode(substring(sealed_totp from 2 for 4), 'hex') as key, count(*)::int as count
          from users where sealed_totp is not null group by 1`.execute(trx);
        return new Map(rows.map((row) => [row.key || "unreadable", row.count]));
      }),
    async reseal(db, after, { isDryRun }) {
      const { tenant_id, id } = after ?? first;
      const rows = await asWorker(db, async (trx) => {
        const found = await sql<TotpRow>`select tenant_id, id, sealed_totp as sealed
          from users where (tenant_id, id) > (${tenant_id}, ${id}) and sealed_totp is not null
          order by tenant_id, id limit ${pageSize}`.execute(trx);
        return found.rows;
      });
      const of = {
        context: (row: TotpRow) => totpContext({ tenantId: row.tenant_id }, row.id),
        read: async ({ sealed }: TotpRow) => sealed,
        write: (row: TotpRow, sealed: Buffer) =>
          asWorker(db, async (trx) => {
            const { numAffectedRows } = await sql`update users set sealed_totp = ${sealed}
              where tenant_id = ${row.tenant_id} and id = ${row.id} and sealed_totp = ${row.sealed}`.execute(
              trx,
            );
            return Number(numAffectedRows ?? 0) > 0;
          }),
      };
      return resealRows(box, rows, of, { isDryRun, pageSize });
    },
  };
}
