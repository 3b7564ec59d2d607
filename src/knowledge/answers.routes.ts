import { sql } from "kysely";
import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import { type App, requireAccess } from "../http/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { readBase } from "./base.service.ts";
import { EmbeddingSelection } from "./embedding.schema.ts";

const Forgotten = z.object({ status: z.literal("success"), message: z.string() });

/** Forgetting answers that were kept. Changes of documents need no such thing. */
export function keptAnswerRoutes(app: App, { db }: { db: Database }): void {
  app.post(
    "/api/embeddings/cache/invalidate",
    {
      config: { access: "tenant", needs: "knowledge:write" },
      schema: {
        tags: ["Knowledge"],
        operationId: "forgetKeptAnswers",
        summary: "Forget answers of searches that were kept, on every replica at once",
        description:
          "Changed documents are in the next answer without it. With a category, all answers of the knowledge bases that have documents of it are forgotten.",
        body: EmbeddingSelection,
        response: { 200: Forgotten },
      },
    },
    async (request) => {
      const count = await forget(db, requireAccess(request), request.body);
      const bases = count === 1 ? "1 knowledge base" : `${count} knowledge bases`;
      return { status: "success" as const, message: `Answers kept for ${bases} are forgotten.` };
    },
  );
}

/** Answers are kept under a number that every search reads: another number, and none is found. */
function forget(
  db: Database,
  { scope, actor }: ReturnType<typeof requireAccess>,
  { knowledge_base: key, category: given }: EmbeddingSelection,
): Promise<number> {
  const category = given ?? null;
  return inTenant(db, scope, async (trx) => {
    const baseId = key === undefined ? null : (await readBase(trx, scope, key)).id;
    // In the order in which everybody holds bases: see `lockBases`.
    const { numAffectedRows } = await sql`with held as (
        select id from knowledge_bases b where tenant_id = ${scope.tenantId} and (${baseId}::text is null or id = ${baseId})
          and (${category}::text is null or exists (select from knowledge_documents d
            where d.tenant_id = b.tenant_id and d.base_id = b.id and d.category = ${category}))
        order by id for update)
      update knowledge_bases b set answers_version = answers_version + 1 from held
      where b.tenant_id = ${scope.tenantId} and b.id = held.id`.execute(trx);
    await recordAudit(trx, scope, {
      actor,
      action: "knowledge.answers_forgotten",
      subject: baseId ?? "knowledge",
      payload: { category },
    });
    return Number(numAffectedRows ?? 0);
  });
}
