import { sql } from "kysely";
import type { FileStore } from "../files/index.ts";
import type { SecretBox } from "../guard/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, exportRows, inTenant, type TenantData } from "../store/index.ts";
import { openDelivery } from "./sealed-delivery.ts";

const batchMax = 500;

type Condition = ReturnType<typeof sql>;

/** What providers call the calls of a number. */
function callsOf(db: Database, scope: TenantScope, number: string): Promise<string[]> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const { rows } = await sql<{ id: string }>`select provider_call_id as id from calls
        where tenant_id = ${scope.tenantId} and (from_number = ${number} or to_number = ${number})`.execute(
        trx,
      );
      return rows.map(({ id }) => id);
    },
    { pace: "report" },
  );
}

/** What `ingest/` keeps: the raw events, their large bodies, and refused deliveries. */
export function eventData({ box, files }: { box: SecretBox; files: FileStore }): TenantData {
  /** A body is removed from the file store with the last row that names it. */
  const remove = async (db: Database, scope: TenantScope, condition: Condition) => {
    const rows = await inTenant(
      db,
      scope,
      async (trx) => {
        const result = await sql<{ file_ref: string | null }>`delete from webhook_events
        where tenant_id = ${scope.tenantId} and ${condition} returning file_ref`.execute(trx);
        return result.rows;
      },
      { pace: "report" },
    );
    for (const { file_ref } of rows) if (file_ref !== null) await files.remove(file_ref);
    return rows.length;
  };
  /** The bytes; null when the file is gone or the key is another: the rest is still worth having. */
  const readBody = async (connectionId: string, sealed: unknown, fileRef: unknown) => {
    try {
      const content = sealed instanceof Buffer ? sealed : await files.get(String(fileRef));
      return openDelivery(box, connectionId, content).body;
    } catch {
      return null;
    }
  };
  /** Events that made no call, or none yet, can only be told by reading them: they name the caller, or a call of theirs. */
  const removeMentions = async (
    db: Database,
    scope: TenantScope,
    { number, providerCallIds }: { number: string; providerCallIds: readonly string[] },
  ) => {
    const ids: string[] = [];
    const names = [number, ...providerCallIds];
    for await (const row of exportRows(db, scope, "webhook_events", ["id"])) {
      if (Array.isArray(row.call_ids) && row.call_ids.length > 0) continue;
      const body = await readBody(String(row.connection_id), row.sealed, row.file_ref);
      if (names.some((name) => body?.includes(name))) ids.push(String(row.id));
    }
    return ids.length === 0 ? 0 : remove(db, scope, sql`id = any(${ids}::uuid[])`);
  };
  const removeRejected = (db: Database, scope: TenantScope, condition: Condition) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        const result = await sql`delete from rejected_deliveries
        where tenant_id = ${scope.tenantId} and ${condition}`.execute(trx);
        return Number(result.numAffectedRows ?? 0);
      },
      { pace: "report" },
    );

  return {
    room: "ingest",
    tables: ["webhook_events", "rejected_deliveries"],
    /** A caller's refused deliveries cannot be told from others' without trusting them, so all of the tenant go. */
    async erase(db, scope, subject) {
      const condition =
        subject.kind === "tenant"
          ? sql`true`
          : sql`id in (select p.event_id from calls c join call_patches p on p.tenant_id = c.tenant_id and p.call_id = c.id
              where c.tenant_id = ${scope.tenantId} and (c.from_number = ${subject.number} or c.to_number = ${subject.number}))`;
      const told =
        subject.kind === "caller"
          ? { ...subject, providerCallIds: await callsOf(db, scope, subject.number) }
          : null;
      const events = await remove(db, scope, condition);
      const silent = told === null ? 0 : await removeMentions(db, scope, told);
      return events + silent + (await removeRejected(db, scope, sql`true`));
    },
    async expire(db, scope, before) {
      const old = sql`e.received_at < ${before} and e.status <> 'received' and not is_held(e.tenant_id, '', '', '')
        and not exists (select from calls c where c.tenant_id = e.tenant_id and c.id = any(e.call_ids)
          and is_held(c.tenant_id, c.id, c.from_number, c.to_number))`;
      let total = 0;
      for (let count = batchMax; count === batchMax; total += count) {
        count = await remove(
          db,
          scope,
          sql`id in (select e.id from webhook_events e
            where e.tenant_id = ${scope.tenantId} and ${old} limit ${batchMax})`,
        );
      }
      const rejected = sql`received_at < ${before} and not is_held(tenant_id, '', '', '')`;
      return total + (await removeRejected(db, scope, rejected));
    },
    async *exportData(db, scope) {
      for await (const { sealed, ...row } of exportRows(db, scope, "webhook_events", ["id"])) {
        const body = await readBody(String(row.connection_id), sealed, row.file_ref);
        yield {
          table: "webhook_events",
          row: { ...row, body: body?.toString("base64") ?? null },
        };
      }
    },
  };
}
