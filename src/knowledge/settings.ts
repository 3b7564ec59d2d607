import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import { type App, type RequestAccess, requireAccess, requireTenant } from "../http/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { Language } from "./knowledge.schema.ts";

const NewSettings = z.object({ language: Language });
const Settings = z.object({ language: z.string() }).meta({ id: "KnowledgeSettings" });

/** The language of a tenant's bases that name none themselves, within a statement. */
export const defaultLanguageOf = ({ tenantId }: TenantScope): RawBuilder<string> =>
  sql`coalesce((select language from knowledge_settings where tenant_id = ${tenantId}), 'en')`;

/** The same by itself. */
export async function defaultLanguage(trx: Trx, scope: TenantScope): Promise<string> {
  const { rows } = await sql<{
    language: string;
  }>`select ${defaultLanguageOf(scope)} as language`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error("a value without a row");
  return row.language;
}

/** What a tenant wants of its knowledge bases. */
export function knowledgeSettingsRoutes(
  app: App,
  { db, now }: { db: Database; now: () => number },
): void {
  const path = "/api/v1/knowledge/settings";
  const tags = ["Knowledge"];
  app.get(
    path,
    {
      config: { access: "tenant", needs: "knowledge:read" },
      schema: {
        tags,
        operationId: "getKnowledgeSettings",
        summary: "Read in which language new knowledge bases are",
        response: { 200: Settings },
      },
    },
    (request) => {
      const scope = requireTenant(request);
      return inTenant(db, scope, async (trx) => ({ language: await defaultLanguage(trx, scope) }));
    },
  );
  app.put(
    path,
    {
      config: { access: "tenant", needs: "knowledge:write" },
      schema: {
        tags,
        operationId: "setKnowledgeSettings",
        summary:
          "Say in which language knowledge bases are from now on; those that exist stay as they are",
        body: NewSettings,
        response: { 200: Settings },
      },
    },
    async (request) => {
      await setLanguage(db, requireAccess(request), request.body.language, new Date(now()));
      return request.body;
    },
  );
}

function setLanguage(
  db: Database,
  { scope, actor }: RequestAccess,
  language: string,
  at: Date,
): Promise<void> {
  return inTenant(db, scope, async (trx) => {
    await trx
      .insertInto("knowledge_settings")
      .values({ tenant_id: scope.tenantId, language, updated_at: at })
      .onConflict((conflict) =>
        conflict.column("tenant_id").doUpdateSet({ language, updated_at: at }),
      )
      .execute();
    await recordAudit(trx, scope, {
      actor,
      action: "knowledge.settings_changed",
      subject: "knowledge",
      payload: { language },
    });
  });
}
