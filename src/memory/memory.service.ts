import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { anonymousKey } from "../lib/anonymous-key.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { appendMessages } from "./append.ts";
import { forget } from "./forget.ts";
import { forgetSubject } from "./forgotten-subjects.ts";
import type { Append, MemoryFound, MemorySearch, Whose } from "./memory.schema.ts";
import {
  findScope,
  findSession,
  listMessages,
  listSessions,
  readFound,
  sessionsWithAgent,
} from "./memory.store.ts";
import { searchTurns, type TurnSearchers } from "./search-turns.ts";
import { readChoices } from "./settings/settings.store.ts";

export type MemoryService = ReturnType<typeof createMemoryService>;

interface Needs {
  db: Database;
  searchers: TurnSearchers;
  /** For the audit, which must not say who was forgotten. */
  secretKey: string;
  now: () => number;
}

/** Reading a large memory may take longer than a caller waits. */
const patienceMs = 10_000;

/** What was said in conversations: kept, searched and forgotten. */
export function createMemoryService({ db, searchers, secretKey, now }: Needs) {
  const search = async (scope: TenantScope, request: MemorySearch): Promise<MemoryFound> => {
    const place = await inTenant(db, scope, (trx) => findPlace(trx, scope, request));
    if (place === undefined) return { items: [], degraded: [] };
    const { query, history, top_k: limit, session_id: only } = request;
    const sessionIds = only === undefined ? place.sessionIds : [only];
    const patience = () => AbortSignal.timeout(patienceMs);
    const { turns, isLate } = await searchTurns(searchers, scope, {
      ...{ place, query, history, sessionIds, limit, patience },
    }).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === "TimeoutError")) throw error;
      const detail = "The memory is still being read. Ask again in some seconds.";
      throw new ProblemError("memory-not-ready", detail, { cause: error });
    });
    const ids = turns.map(({ id }) => id);
    const rows = await inTenant(db, scope, (trx) => readFound(trx, scope, ids));
    const found = new Map(rows.map((row) => [row.message_id, row]));
    const items = turns.flatMap(({ id, score, channels }) => {
      const row = found.get(id);
      if (row === undefined) return [];
      return [{ ...row, created_at: row.created_at.toISOString(), score, channels }];
    });
    return { items, degraded: isLate ? ["vectors_late"] : [] };
  };
  const session = async (scope: TenantScope, id: string) => {
    const found = await inTenant(db, scope, (trx) => findSession(trx, scope, id));
    if (found !== undefined) return found;
    throw new ProblemError("memory-session-not-found", "There is no such session in memory.");
  };
  return {
    search,
    session,
    append: (scope: TenantScope, sessionId: string, body: Append) =>
      inTenant(db, scope, (trx) =>
        appendMessages(trx, scope, { sessionId, body, at: new Date(now()) }),
      ),
    sessions: (scope: TenantScope, page: Parameters<typeof listSessions>[2]) =>
      inTenant(db, scope, (trx) => listSessions(trx, scope, page)),
    messages: async (scope: TenantScope, page: Parameters<typeof listMessages>[2]) => {
      await session(scope, page.sessionId);
      return inTenant(db, scope, (trx) => listMessages(trx, scope, page));
    },
    forget: ({ scope, actor }: RequestAccess, whose: Whose) =>
      inTenant(db, scope, async (trx) => {
        await refuseHeld(trx, scope, whose);
        const { session_id, subject_id: subjectId = "" } = whose;
        const at = new Date(now());
        const receipt =
          session_id === undefined
            ? await forgetSubject(trx, scope, { subjectId, secretKey, at })
            : await forget(trx, scope, whose, at);
        // Not the id itself: it can be a telephone number.
        const named = session_id ?? subjectId;
        const subject = anonymousKey(secretKey, scope, named);
        const { sessions, messages } = receipt;
        const payload = { of: session_id === undefined ? "subject" : "session" };
        await recordAudit(trx, scope, {
          ...{ action: "memory.forgotten", subject, actor },
          payload: { ...payload, sessions, messages },
        });
        return receipt;
      }),
  };
}

/** Where to search, and for an agent that may not see what was said to others, in which sessions. */
async function findPlace(
  trx: Trx,
  scope: TenantScope,
  request: MemorySearch,
): Promise<(Awaited<ReturnType<typeof findScope>> & { sessionIds?: string[] }) | undefined> {
  const place = await findScope(trx, scope, request);
  const { agent_id: agentId, session_id: sessionId } = request;
  if (place === undefined || agentId === undefined || sessionId !== undefined) return place;
  if ((await readChoices(trx, scope)).sharesAcrossAgents) return place;
  const sessionIds = await sessionsWithAgent(trx, scope, { scopeId: place.id, agentId });
  return { ...place, sessionIds };
}

/** What a legal hold keeps is not forgotten at anybody's wish. */
async function refuseHeld(trx: Trx, { tenantId }: TenantScope, whose: Whose): Promise<void> {
  const session_id = whose.session_id ?? null;
  const subject_id = whose.subject_id ?? null;
  const { rows } = await sql<{
    is_held: boolean;
  }>`select is_held(${tenantId}, ${session_id}, ${subject_id}, '')
    or exists (select from mem_sessions s where s.tenant_id = ${tenantId} and (s.id = ${session_id} or s.subject_id = ${subject_id})
      and is_held(s.tenant_id, s.id, s.subject_id, '')) as is_held`.execute(trx);
  if (rows[0]?.is_held !== true) return;
  throw new ProblemError("legal-hold", "A legal hold is in force: release it first.");
}
