import { sql } from "kysely";
import type { FileStore } from "../files/index.ts";
import {
  countedKey,
  resealRows,
  type SealedPlace,
  type SealedStore,
  type SecretBox,
} from "../guard/index.ts";
import { asWorker, type Database } from "../store/index.ts";
import { deliveryContext } from "./sealed-delivery.ts";

interface SealedRow extends SealedPlace {
  connection_id: string;
  /** Null where the present key sealed it, or it is in the file store. */
  sealed: Buffer | null;
  file_ref: string | null;
}

const pageSize = 100;
const contextOf = (row: SealedRow) => deliveryContext(row.connection_id);

/** Raw events, in their rows and in the file store. */
export function sealedEvents({ box, files }: { box: SecretBox; files: FileStore }): SealedStore {
  return {
    name: "webhook_events",
    keyIds: box.keyIds,
    async count(db) {
      const counts = await countRows(db, "webhook_events");
      for await (const ref of fileRefs(db)) {
        const content = await files.get(ref).catch(() => null);
        counts.set(countedKey(content), (counts.get(countedKey(content)) ?? 0) + 1);
      }
      return counts;
    },
    async reseal(db, after, { isDryRun }) {
      const rows = await outdatedRows(db, "webhook_events", box, after);
      const of = {
        context: contextOf,
        read: async ({ sealed, file_ref }: SealedRow) =>
          file_ref === null ? sealed : files.get(file_ref),
        write: (row: SealedRow, sealed: Buffer) =>
          row.file_ref === null
            ? writeEvent(db, row, sealed)
            : replaceFile(db, files, row, row.file_ref, sealed),
      };
      return resealRows(box, rows, of, { isDryRun, pageSize });
    },
  };
}

/** Deliveries that were refused. */
export function sealedRejected({ box }: { box: SecretBox }): SealedStore {
  return {
    name: "rejected_deliveries",
    keyIds: box.keyIds,
    count: (db) => countRows(db, "rejected_deliveries"),
    async reseal(db, after, { isDryRun }) {
      const rows = await outdatedRows(db, "rejected_deliveries", box, after);
      const of = {
        context: contextOf,
        read: async ({ sealed }: SealedRow) => sealed,
        write: (row: SealedRow, sealed: Buffer) =>
          asWorker(db, async (trx) => {
            const { numAffectedRows } = await sql`update rejected_deliveries set sealed = ${sealed}
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

/** A page of rows in the order of their keys. Only what another key sealed is read whole. */
async function outdatedRows(
  db: Database,
  table: "webhook_events" | "rejected_deliveries",
  box: SecretBox,
  after: SealedPlace | null,
): Promise<SealedRow[]> {
  const fileRef = sql.raw(table === "webhook_events" ? "file_ref" : "null::text as file_ref");
  const condition =
    after === null ? sql`true` : sql`(tenant_id, id) > (${after.tenant_id}, ${after.id}::uuid)`;
  return asWorker(db, async (trx) => {
    const { rows } = await sql<SealedRow>`select tenant_id, id, connection_id, ${fileRef},
        case when substring(sealed from 2 for 4) <> decode(${box.keyIds[0]}, 'hex') then sealed end as sealed
      from ${sql.table(table)} where ${condition} order by tenant_id, id limit ${pageSize}`.execute(
      trx,
    );
    return rows;
  });
}

function writeEvent(db: Database, row: SealedRow, sealed: Buffer): Promise<boolean> {
  return asWorker(db, async (trx) => {
    const { numAffectedRows } = await sql`update webhook_events set sealed = ${sealed}
      where tenant_id = ${row.tenant_id} and id = ${row.id} and sealed = ${row.sealed}`.execute(
      trx,
    );
    return Number(numAffectedRows ?? 0) > 0;
  });
}

/**
 * The new file first, then the row, then the old file away: killed in between, the row always names a file that is there. A worker that folds the event holds its row, so
 * the file is not taken from under it.
 */
async function replaceFile(
  db: Database,
  files: FileStore,
  row: SealedRow,
  former: string,
  sealed: Buffer,
): Promise<boolean> {
  const ref = await files.put(sealed);
  const { isWritten, isStillNamed } = await asWorker(db, async (trx) => {
    const { numAffectedRows } = await sql`update webhook_events set file_ref = ${ref}
      where tenant_id = ${row.tenant_id} and id = ${row.id} and file_ref = ${former}`.execute(trx);
    const named = await trx
      .selectFrom("webhook_events")
      .select("id")
      .where("file_ref", "=", former)
      .limit(1)
      .executeTakeFirst();
    return { isWritten: Number(numAffectedRows ?? 0) > 0, isStillNamed: named !== undefined };
  });
  if (!isWritten) await files.remove(ref);
  else if (!isStillNamed) await files.remove(former);
  return isWritten;
}

async function countRows(
  db: Database,
  table: "webhook_events" | "rejected_deliveries",
): Promise<Map<string, number>> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{ key: string; count: number }>`select
        case when substring(sealed for 1) = '\\x01' and length(sealed) >= 33 then encode(substring(sealed from 2 for 4), 'hex') else 'unreadable' end as key,
        count(*)::int as count
      from ${sql.table(table)} where sealed is not null group by 1`.execute(trx);
    return new Map(rows.map((row) => [row.key, row.count]));
  });
}

async function* fileRefs(db: Database): AsyncGenerator<string> {
  let last = "";
  for (;;) {
    const rows = await asWorker(db, (trx) =>
      trx
        .selectFrom("webhook_events")
        .select("file_ref")
        .distinct()
        .where("file_ref", ">", last)
        .orderBy("file_ref")
        .limit(1_000)
        .execute(),
    );
    for (const { file_ref } of rows) if (file_ref !== null) yield file_ref;
    const next = rows.at(-1)?.file_ref;
    if (next === undefined || next === null) return;
    last = next;
  }
}
