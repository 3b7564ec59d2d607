import { sql } from "kysely";
import type { EmbeddingSpace } from "../../llm/index.ts";
import { asWorker, type Database } from "../../store/index.ts";

const scopesMax = 1_000;
/** A service may be away for longer than a job tries. */
const deadForMs = 10 * 60_000;

/**
 * Looks for scopes in which something was said that has no vector, and asks for a job for each. Appending itself does nothing for it: it is the same with embeddings on or off.
 * @returns a function that looks, and says how many jobs it asked for.
 */
export function noticeScopes(needs: {
  db: Database;
  space: EmbeddingSpace;
  now: () => number;
}): () => Promise<number> {
  const { db, space, now } = needs;
  let isOfModel = false;
  return async () => {
    if (!isOfModel) await markOtherModels(db, space);
    isOfModel = true;
    const at = new Date(now());
    return asWorker(db, async (trx) => {
      const { rows } =
        await sql`insert into mem_jobs (tenant_id, id, kind, payload, dedupe_key, priority, due_at, created_at, updated_at)
        select s.tenant_id, 'mjb_' || replace(gen_random_uuid()::text, '-', ''), 'embed', jsonb_build_object('scope_id', s.id), 'embed ' || s.id, 1, ${at}, ${at}, ${at}
        from mem_scopes s where s.embedded_version < s.version and not exists (select from mem_jobs j
          where j.tenant_id = s.tenant_id and j.dedupe_key = 'embed ' || s.id
            and (j.status in ('pending', 'running') or j.status = 'dead' and j.finished_at > ${new Date(at.getTime() - deadForMs)}))
        limit ${scopesMax}
        on conflict (tenant_id, dedupe_key) do update set status = 'pending', stage = '', attempts = 0, due_at = excluded.due_at,
          lease = null, last_error = null, updated_at = excluded.updated_at, finished_at = null
          where mem_jobs.status in ('done', 'dead')
        returning id`.execute(trx);
      return rows.length;
    });
  };
}

/** After a start with another model everything is due again. */
async function markOtherModels(db: Database, { model, dimensions }: EmbeddingSpace): Promise<void> {
  await asWorker(db, (trx) =>
    sql`update mem_scopes set embedded_version = -1 where embedded_version >= 0
      and (vectors_model, vectors_dimensions) is distinct from (${model}, ${dimensions}::int)`.execute(
      trx,
    ),
  );
}
