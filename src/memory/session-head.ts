import { sql } from "kysely";
import { defaultLanguageOf } from "../knowledge/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../llm/index.ts";
import type { Trx } from "../store/index.ts";
import { digestOf } from "./session-lock.ts";

/** Where the next message of a session goes, and how what it is searched among stands. */
export interface SessionHead {
  readonly scope_id: string;
  readonly subject_id: string | null;
  readonly agent_id: string | null;
  readonly message_count: number;
  readonly sitting: number;
  readonly last_message_at: Date | null;
  readonly language: string;
  /** Of the scope, before anything is appended. */
  readonly version: number;
  readonly space: EmbeddingSpace | null;
}

/** The same beside other columns: all null where there is no session, or it was forgotten. */
export type HeadRow = { readonly is_erased: boolean } & (
  | SessionHead
  | { readonly [column in keyof SessionHead]: null }
);

const ofScope = sql`c.language, c.version, case when c.vectors_model is not null
  then json_build_object('model', c.vectors_model, 'dimensions', c.vectors_dimensions) end as space`;
const ofSession = sql`s.scope_id, s.subject_id, s.agent_id, s.message_count, s.sitting, s.last_message_at`;

/** Columns of a {@link HeadRow}. */
export const headColumns = sql`${ofSession}, ${ofScope}, t.erased_at is not null as is_erased`;

/** The tables of {@link headColumns}: always one row. */
export const headTables = ({ tenantId }: TenantScope, sessionId: string) =>
  sql`(values (1)) one
    left join mem_tombstones t on t.tenant_id = ${tenantId} and t.session_digest = ${digestOf(sessionId)}
    left join mem_sessions s on s.tenant_id = ${tenantId} and s.id = ${sessionId}
    left join mem_scopes c on c.tenant_id = ${tenantId} and c.id = s.scope_id`;

/** Whose session it is. */
export interface Whose {
  readonly sessionId: string;
  readonly subjectId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly at: Date;
}

/** The head of a session, which is made when there is none. Only with its lock. */
export async function openHead(trx: Trx, scope: TenantScope, of: Whose): Promise<SessionHead> {
  const { rows } =
    await sql<HeadRow>`select ${headColumns} from ${headTables(scope, of.sessionId)}`.execute(trx);
  return requireHead(trx, scope, rows[0], of);
}

/**
 * The same from what was read of it.
 * @throws ProblemError `memory-erased`, `memory-subject-differs`.
 */
export async function requireHead(
  trx: Trx,
  scope: TenantScope,
  row: HeadRow | undefined,
  of: Whose,
): Promise<SessionHead> {
  if (row === undefined || row.is_erased) throw erased();
  if (row.scope_id === null) return makeSession(trx, scope, of);
  if (of.subjectId === undefined || of.subjectId === row.subject_id) return row;
  throw new ProblemError("memory-subject-differs", "The session is about another subject.");
}

export function erased(): ProblemError {
  return new ProblemError("memory-erased", "The session was forgotten and takes nothing any more.");
}

/** The scope of a subject is the same for all sessions; a session without one has its own. */
async function makeSession(trx: Trx, { tenantId }: TenantScope, of: Whose): Promise<SessionHead> {
  const { sessionId, subjectId = null, agentId = null, at } = of;
  // The scope is held from here on, so that nobody removes it as empty before the session is in it.
  const { rows } = await sql<SessionHead>`with c as (
      insert into mem_scopes (tenant_id, id, subject_id, language, created_at)
      values (${tenantId}, ${newId("msc")}, ${subjectId}, ${defaultLanguageOf({ tenantId })}, ${at})
      on conflict (tenant_id, subject_id) where subject_id is not null do update set subject_id = excluded.subject_id
      returning *),
    s as (insert into mem_sessions (tenant_id, id, scope_id, subject_id, agent_id, created_at)
      select ${tenantId}, ${sessionId}, c.id, ${subjectId}, ${agentId}, ${at} from c returning *)
    select ${ofSession}, ${ofScope} from s, c`.execute(trx);
  const [head] = rows;
  if (head === undefined) throw new Error("a session was made without a row");
  return head;
}
