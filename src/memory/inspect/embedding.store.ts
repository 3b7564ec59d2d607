import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../../llm/index.ts";
import type { Trx } from "../../store/index.ts";

/** Each message is a window with its neighbours. */
export interface EmbeddedWindows {
  total: number;
  /** Without a vector of what they say now. */
  waiting: number;
  /** Whose text the service refuses. */
  refused: number;
}

/** Counts how far vectors of one model are, of all that a tenant said or of one session. Where nothing is to be done, nothing is compared. */
export async function countEmbedded(
  trx: Trx,
  scope: TenantScope,
  { space, sessionId }: { space: EmbeddingSpace; sessionId: string | undefined },
): Promise<EmbeddedWindows> {
  const { tenantId } = scope;
  const ofSession = (column: string) =>
    sessionId === undefined ? sql`true` : sql`${sql.ref(column)} = ${sessionId}`;
  const isOfSpace = sql`v.tenant_id = ${tenantId} and v.model = ${space.model} and v.dimensions = ${space.dimensions}`;
  const { rows } = await sql<EmbeddedWindows>`with waiting as (
      select count(*)::int as count, count(*) filter (where v.message_id is not null and v.code is null)::int as refused
      from mem_scopes s join mem_messages m on m.tenant_id = ${tenantId} and m.scope_id = s.id and ${ofSession("m.session_id")}
      left join mem_messages a on a.tenant_id = ${tenantId} and a.session_id = m.session_id and a.seq = m.seq + 1 and a.sitting = m.sitting
      left join mem_vectors v on ${isOfSpace} and v.message_id = m.id
      where s.tenant_id = ${tenantId} and s.embedded_version < s.version and v.last_seq is distinct from coalesce(a.seq, m.seq))
    select (select coalesce(sum(message_count), 0)::int from mem_sessions where tenant_id = ${tenantId} and ${ofSession("id")}) as total,
      w.count as waiting, (select count(*)::int from mem_vectors v join mem_messages m on m.tenant_id = v.tenant_id and m.id = v.message_id
        where ${isOfSpace} and v.code is null and ${ofSession("m.session_id")}) - w.refused as refused
    from waiting w`.execute(trx);
  const [counted] = rows;
  if (counted === undefined) throw new Error("a count without a row");
  return counted;
}
