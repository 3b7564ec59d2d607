import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";

interface Counted {
  sessions: number;
  messages: number;
  offloads: number;
  fullest_tokens: number;
  echoes: number;
  echoes_resolved: number;
  loops: number;
  digests: number;
  vectors: number;
  /** Scopes in which something waits for its vector. */
  to_embed: number;
  pending: number;
  running: number;
  done: number;
  dead: number;
  recovered: number;
  oldest_pending_at: Date | null;
}

/** Counts what a tenant, or one of its sessions, has in memory, and the work on it. */
export async function readStats(
  trx: Trx,
  scope: TenantScope,
  sessionId: string | undefined,
): Promise<Counted | undefined> {
  const { tenantId } = scope;
  const of = (column: string) =>
    sessionId === undefined ? sql`true` : sql`${sql.ref(column)} = ${sessionId}`;
  const { rows } = await sql<Counted>`select s.*, w.*, d.*, v.*, j.* from
    (select count(*)::int as sessions, coalesce(sum(message_count), 0)::int as messages
      from mem_sessions where tenant_id = ${tenantId} and ${of("id")}) s,
    (select coalesce(sum(relief_count), 0)::int as offloads, coalesce(max(window_tokens), 0) as fullest_tokens,
        coalesce(sum(echoes), 0)::int as echoes, coalesce(sum(echoes_resolved), 0)::int as echoes_resolved,
        coalesce(sum(loops), 0)::int as loops
      from mem_windows where tenant_id = ${tenantId} and ${of("session_id")}) w,
    (select count(*)::int as digests from mem_digests where tenant_id = ${tenantId} and ${of("session_id")}) d,
    (select coalesce(sum(c.count), 0)::int as vectors, count(*) filter (where embedded_version < version)::int as to_embed
      from mem_scopes p cross join lateral (select count(*) from mem_vectors v join mem_messages m
        on m.tenant_id = v.tenant_id and m.id = v.message_id and ${of("m.session_id")}
        where v.tenant_id = p.tenant_id and v.scope_id = p.id and v.model = p.vectors_model and v.dimensions = p.vectors_dimensions
          and v.code is not null) c
      where p.tenant_id = ${tenantId}
        and (${sessionId === undefined} or p.id = (select scope_id from mem_sessions where tenant_id = ${tenantId} and id = ${sessionId ?? null}))) v,
    (select count(*) filter (where status = 'pending')::int as pending, count(*) filter (where status = 'running')::int as running,
        count(*) filter (where status = 'done')::int as done, count(*) filter (where status = 'dead')::int as dead,
        count(*) filter (where status = 'done' and attempts > 1)::int as recovered,
        min(created_at) filter (where status = 'pending') as oldest_pending_at
      from mem_jobs where tenant_id = ${tenantId} and ${of("session_id")}) j`.execute(trx);
  return rows[0];
}
