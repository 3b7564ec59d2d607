import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { SearchScope, SearchUnit, UnitSource } from "../search/index.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

const batchMax = 2_000;
const changesMax = 5_000;

/** Gives the search what was said, and the units of every other scope from their own source: so all share one memory. */
export function withTurns(db: Database, others: UnitSource): UnitSource {
  const turns = createTurnSource(db);
  const sourceOf = ({ id }: SearchScope) => (id.startsWith("msc_") ? turns : others);
  return {
    load: (scope) => sourceOf(scope).load(scope),
    changes: (scope, after) => sourceOf(scope).changes(scope, after),
  };
}

function createTurnSource(db: Database): UnitSource {
  return {
    async load(scope) {
      const { version } = await inTenant(db, scope, (trx) => readPlace(trx, scope, scope.id));
      return { version, batches: readAll(db, scope) };
    },
    /** Messages never change and go only by {@link forget}, after which an index is built anew: so what is newer is all there is. */
    changes: (scope, after) =>
      inTenant(db, scope, async (trx) => {
        const { version, changesAfter } = await readPlace(trx, scope, scope.id);
        if (after < changesAfter) return null;
        const put = await readTurns(
          trx,
          scope,
          sql`scope_id = ${scope.id} and version > ${after}`,
          changesMax + 1,
        );
        return put.length > changesMax ? null : { version, put: put.map(toUnit), removed: [] };
      }),
  };
}

/** A scope that is gone has nothing and never changes again. */
async function readPlace(trx: Trx, scope: TenantScope, id: string) {
  const row = await trx
    .selectFrom("mem_scopes")
    .select(["version", "changes_after as changesAfter"])
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? { version: Number.MAX_SAFE_INTEGER, changesAfter: 0 };
}

async function* readAll(db: Database, scope: SearchScope): AsyncGenerator<SearchUnit[]> {
  let last = { session_id: "", seq: -1 };
  for (;;) {
    const { session_id, seq } = last;
    const rows = await inTenant(
      db,
      scope,
      (trx) =>
        readTurns(
          trx,
          scope,
          sql`scope_id = ${scope.id} and (session_id, seq) > (${session_id}, ${seq})`,
          batchMax,
        ),
      { pace: "report" },
    );
    if (rows.length > 0) yield rows.map(toUnit);
    const end = rows.at(-1);
    if (end === undefined || rows.length < batchMax) return;
    last = end;
  }
}

interface TurnRow {
  id: string;
  session_id: string;
  seq: number;
  sitting: number;
  name_tokens: string;
  text_tokens: string;
}

/** In the order in which they were said: the search reads neighbours from it. */
async function readTurns(
  trx: Trx,
  { tenantId }: TenantScope,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<TurnRow[]> {
  const { rows } =
    await sql<TurnRow>`select id, session_id, seq, sitting, name_tokens, text_tokens from mem_messages
    where tenant_id = ${tenantId} and ${which} order by session_id, seq limit ${limit}`.execute(
      trx,
    );
  return rows;
}

function toUnit(row: TurnRow): SearchUnit {
  return {
    id: row.id,
    words: [row.name_tokens, "", "", "", row.text_tokens].join("\n"),
    category: row.session_id,
    validFrom: null,
    validUntil: null,
    sitting: `${row.sitting} ${row.session_id}`,
  };
}
