import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, exportRows, inTenant, type TenantData } from "../store/index.ts";
import { forgetChanges } from "./changes.store.ts";
import { type ContentNeeds, openContent, removeFiles } from "./kept-content.ts";

const batchMax = 200;

/** What `knowledge/` keeps. Documents are the tenant's own texts: no age takes them, and no caller's wish. */
export function knowledgeData(needs: ContentNeeds): TenantData {
  /** The rows with their keys first, then the files, which nobody can open any more. */
  const removeDocuments = async (db: Database, scope: TenantScope) => {
    let total = 0;
    for (let count = batchMax; count === batchMax; total += count) {
      const gone = await inTenant(
        db,
        scope,
        async (trx) => {
          const { rows } = await sql<{ file_ref: string | null }>`delete from knowledge_documents
            where tenant_id = ${scope.tenantId} and id in (select id from knowledge_documents
              where tenant_id = ${scope.tenantId} limit ${batchMax}) returning file_ref`.execute(
            trx,
          );
          return rows;
        },
        { pace: "report" },
      );
      await removeFiles(
        needs,
        gone.map(({ file_ref }) => file_ref),
      );
      count = gone.length;
    }
    return total;
  };
  /** The content; null when the file is gone or the key is another: the rest is still worth having. */
  const readContent = async (scope: TenantScope, row: Record<string, unknown>) => {
    const { id, sealed, file_ref: ref, bytes } = row;
    if (!(sealed instanceof Buffer)) return null;
    const file_ref = ref === null ? null : String(ref);
    const of = { id: String(id), sealed, file_ref, bytes: Number(bytes) };
    return openContent(needs, scope, of).catch(() => null);
  };
  return {
    room: "knowledge",
    tables: [
      "knowledge_bases",
      "knowledge_documents",
      "knowledge_chunks",
      "knowledge_changes",
      "knowledge_settings",
      "knowledge_large_bases",
      "knowledge_large_units",
      "knowledge_large_words",
      "knowledge_large_grams",
    ],
    async erase(db, scope, subject) {
      if (subject.kind === "caller") return 0;
      const count = await removeDocuments(db, scope);
      return inTenant(
        db,
        scope,
        async (trx) => {
          await trx
            .deleteFrom("knowledge_settings")
            .where("tenant_id", "=", scope.tenantId)
            .execute();
          const { numDeletedRows } = await trx
            .deleteFrom("knowledge_bases")
            .where("tenant_id", "=", scope.tenantId)
            .executeTakeFirst();
          return count + Number(numDeletedRows);
        },
        { pace: "report" },
      );
    },
    /** Only what says which chunks changed is dated. */
    expire: (db, scope, before) =>
      inTenant(db, scope, (trx) => forgetChanges(trx, scope, before), { pace: "report" }),
    async *exportData(db, scope) {
      for (const [table, key] of [
        ["knowledge_settings", ["tenant_id"]],
        ["knowledge_bases", ["id"]],
      ] as const) {
        for await (const row of exportRows(db, scope, table, key)) yield { table, row };
      }
      for await (const row of exportRows(db, scope, "knowledge_documents", ["id"])) {
        const { sealed: _, lease: __, ...rest } = row;
        const content = await readContent(scope, row);
        yield {
          table: "knowledge_documents",
          row: { ...rest, content: content?.toString("base64") ?? null },
        };
      }
    },
  };
}
