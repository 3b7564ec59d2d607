import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";

/** A message that was found or stands beside one, with what became of it in its session. */
export interface RecalledRow {
  id: string;
  session_id: string;
  seq: number;
  role: string;
  content: string;
  created_at: Date;
  /** Its number among the session's entries; null where it came another way. */
  entry: number | null;
  /** What was heard of it, when it was not all. */
  spoken: string | null;
}

/** The number of a message among its session's entries; null where it came another way. */
const entryOf = sql`case when m.external_id ~ '^window:[0-9]{1,9}:' then split_part(m.external_id, ':', 2)::int end`;

/**
 * The first `limit` of found messages that are not shown, and the neighbours of these, looked up one by one: a plan for many reads whole sessions. Without those that another branch
 * took the place of.
 */
export async function readRecalled(
  trx: Trx,
  scope: TenantScope,
  of: { ids: readonly string[]; sessionId: string; shown: ReadonlySet<number>; limit: number },
): Promise<RecalledRow[]> {
  const { tenantId } = scope;
  const { ids, sessionId, shown, limit } = of;
  const entry = sql`left join lateral (select seq, spoken_text, is_superseded from mem_entries
    where tenant_id = ${tenantId} and session_id = m.session_id and seq = ${entryOf} limit 1) e on true`;
  const { rows } = await sql<RecalledRow>`with found as (
      select m.session_id, m.seq from unnest(${[...ids]}::text[]) with ordinality f (id, place)
      join mem_messages m on m.tenant_id = ${tenantId} and m.id = f.id ${entry}
      where e.is_superseded is not true and (m.session_id <> ${sessionId} or e.seq is null or e.seq <> all(${[...shown]}::int[]))
      order by f.place limit ${limit}),
    near as (select distinct session_id, seq + step as seq from found cross join (values (-1), (0), (1)) s (step))
    select m.id, m.session_id, m.seq, m.role, m.content, m.created_at, e.seq as entry,
      case when m.external_id like '%:0' then e.spoken_text when e.spoken_text is not null then '' end as spoken
    from near n
    cross join lateral (select * from mem_messages where tenant_id = ${tenantId} and session_id = n.session_id and seq = n.seq limit 1) m
    ${entry}
    where e.is_superseded is not true`.execute(trx);
  return rows;
}
