import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { SearchScope, SearchUnit, UnitSource } from "../search/index.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

const batchMax = 2_000;
/** Of more changes than that it is faster to read the whole base in the background. */
export const changesMax = 5_000;

interface UnitRow {
  id: string;
  words: string;
  category: string | null;
  valid_from: number | null;
  valid_until: number | null;
}

/** Gives the search what knowledge bases hold: chunks, with the words that were made of them when they were written. */
export function createUnitSource(db: Database): UnitSource {
  return {
    async load(scope) {
      const { version } = await inTenant(db, scope, (trx) => readPlace(trx, scope, scope.id));
      return { version, batches: readAll(db, scope) };
    },

    changes: (scope, after) =>
      inTenant(
        db,
        scope,
        async (trx) => {
          // The version first: what is committed after it is read again next time.
          const { version, changesAfter } = await readPlace(trx, scope, scope.id);
          if (after < changesAfter) return null;
          const { rows } = await sql<{ chunk_id: string }>`select distinct chunk_id
            from knowledge_changes where tenant_id = ${scope.tenantId} and base_id = ${scope.id} and version > ${after}
            limit ${changesMax + 1}`.execute(trx);
          if (rows.length > changesMax) return null;
          const ids = rows.map(({ chunk_id }) => chunk_id);
          const put = await readUnits(trx, scope, sql`c.id = any(${ids})`, changesMax);
          const present = new Set(put.map(({ id }) => id));
          return { version, put, removed: ids.filter((id) => !present.has(id)) };
        },
        { pace: "report" },
      ),
  };
}

/** A base that is gone has nothing and never changes again. */
async function readPlace(trx: Trx, scope: TenantScope, baseId: string) {
  const row = await trx
    .selectFrom("knowledge_bases")
    .select(["version", "changes_after as changesAfter"])
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", baseId)
    .executeTakeFirst();
  return row ?? { version: Number.MAX_SAFE_INTEGER, changesAfter: 0 };
}

async function* readAll(db: Database, scope: SearchScope): AsyncGenerator<SearchUnit[]> {
  for (let last = ""; ; ) {
    const units = await inTenant(
      db,
      scope,
      (trx) => readUnits(trx, scope, sql`c.base_id = ${scope.id} and c.id > ${last}`, batchMax),
      { pace: "report" },
    );
    if (units.length > 0) yield units;
    if (units.length < batchMax) return;
    last = units.at(-1)?.id ?? "";
  }
}

/**
 * Reads chunks as they are searched, by ascending id. `which` is a condition on the chunk `c`.
 *
 * The document of each by its key: of tables that were just filled the planner knows nothing, and begins with every document.
 */
export async function readUnits(
  trx: Trx,
  { tenantId }: TenantScope,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<SearchUnit[]> {
  const { rows } = await sql<UnitRow>`select c.id, d.category,
      concat_ws(E'\n', d.title_tokens, c.heading_tokens, c.question_tokens, d.tag_tokens, c.text_tokens) as words,
      (extract(epoch from d.valid_from) * 1000)::float8 as valid_from,
      (extract(epoch from d.valid_until) * 1000)::float8 as valid_until
    from (select * from knowledge_chunks c where c.tenant_id = ${tenantId} and ${which} order by c.id limit ${limit}) c
      cross join lateral (select * from knowledge_documents where tenant_id = ${tenantId} and id = c.document_id limit 1) d
    order by c.id`.execute(trx);
  return rows.map(({ id, words, category, valid_from, valid_until }) => ({
    ...{ id, words, category, validFrom: valid_from, validUntil: valid_until },
  }));
}
