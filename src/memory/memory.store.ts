import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../llm/index.ts";
import type { Trx } from "../store/index.ts";
import type { Whose } from "./memory.schema.ts";

/** What is searched as one. */
export interface SearchedScope {
  id: string;
  version: number;
  language: string;
  /** Whose vectors of it are searched; null while there are none. */
  space: EmbeddingSpace | null;
}

/** What a subject's or a session's turns are searched among, with its newest version. */
export async function findScope(
  trx: Trx,
  scope: TenantScope,
  { subject_id, session_id }: Whose,
): Promise<SearchedScope | undefined> {
  const which =
    session_id === undefined
      ? sql`subject_id = ${subject_id}`
      : sql`id = (select scope_id from mem_sessions where tenant_id = ${scope.tenantId} and id = ${session_id})`;
  const { rows } = await sql<SearchedScope>`select id, version, language,
      case when vectors_model is not null then json_build_object('model', vectors_model, 'dimensions', vectors_dimensions) end as space
    from mem_scopes
    where tenant_id = ${scope.tenantId} and ${which}`.execute(trx);
  return rows[0];
}

/** The sessions of a subject with one agent. */
export async function sessionsWithAgent(
  trx: Trx,
  scope: TenantScope,
  { scopeId, agentId }: { scopeId: string; agentId: string },
): Promise<string[]> {
  const rows = await trx
    .selectFrom("mem_sessions")
    .select("id")
    .where("tenant_id", "=", scope.tenantId)
    .where("scope_id", "=", scopeId)
    .where("agent_id", "=", agentId)
    .execute();
  return rows.map(({ id }) => id);
}

export function readFound(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  return trx
    .selectFrom("mem_messages")
    .select(["id as message_id", "session_id", "external_id", "role", "name", "content"])
    .select("created_at")
    .where("tenant_id", "=", scope.tenantId)
    .where(sql<boolean>`id = any(${[...ids]})`)
    .execute();
}

export function findSession(trx: Trx, scope: TenantScope, id: string) {
  return trx
    .selectFrom("mem_sessions")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Newest first; one row more than asked for. */
export function listSessions(
  trx: Trx,
  scope: TenantScope,
  page: {
    limit: number;
    subject?: string | undefined;
    after?: { at: string; id: string } | undefined;
  },
) {
  const { subject, after, limit } = page;
  let query = trx.selectFrom("mem_sessions").selectAll().where("tenant_id", "=", scope.tenantId);
  if (subject !== undefined) query = query.where("subject_id", "=", subject);
  if (after !== undefined) {
    query = query.where(
      sql<boolean>`(date_trunc('milliseconds', created_at), id) < (${after.at}::timestamptz, ${after.id})`,
    );
  }
  return query
    .orderBy(sql`date_trunc('milliseconds', created_at) desc, id desc`)
    .limit(limit + 1)
    .execute();
}

/** In the order in which they were said; one row more than asked for. */
export function listMessages(
  trx: Trx,
  scope: TenantScope,
  page: { sessionId: string; limit: number; after: number },
) {
  return trx
    .selectFrom("mem_messages")
    .select(["id", "seq", "role", "name", "content", "attachments", "external_id", "created_at"])
    .where("tenant_id", "=", scope.tenantId)
    .where("session_id", "=", page.sessionId)
    .where("seq", ">", page.after)
    .orderBy("seq")
    .limit(page.limit + 1)
    .execute();
}
