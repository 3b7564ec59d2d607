import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { SearchScope, SearchUnit, UnitSource } from "../search/index.ts";
import { type Database, inTenant, inTenantAtOnce, type Trx } from "../store/index.ts";

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
    changes: async (scope, after) => {
      const rows = await inTenantAtOnce(db, scope, (trx) => readChanges(trx, scope, after));
      const [place] = rows;
      if (place === undefined) return { version: goneVersion, put: [], removed: [] };
      const { version, changes_after: changesAfter } = place;
      if (after < changesAfter || rows.length > changesMax) return null;
      const put = rows.flatMap((row) => (row.id === null ? [] : [toUnit(row)]));
      return { version, put, removed: [] };
    },
  };
}

/** Of a scope that is gone: it has nothing and never changes again. */
const goneVersion = Number.MAX_SAFE_INTEGER;

async function readPlace(trx: Trx, scope: TenantScope, id: string) {
  const row = await trx
    .selectFrom("mem_scopes")
    .select("version")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? { version: goneVersion };
}

type ChangeRow = { version: number; changes_after: number } & (TurnRow | { id: null });

/** What was written after a version, beside where the scope stands; one row with no turn where that is nothing. */
async function readChanges(
  trx: Trx,
  { tenantId, id }: SearchScope,
  after: number,
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`select c.version, c.changes_after, m.* from mem_scopes c
    left join lateral (select ${turnColumns} from mem_messages where tenant_id = ${tenantId} and scope_id = ${id}
      and version > ${after} order by session_id, seq limit ${changesMax + 1}) m on true
    where c.tenant_id = ${tenantId} and c.id = ${id} order by m.session_id, m.seq`.execute(trx);
  return rows;
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

const turnColumns = sql.raw("id, session_id, seq, sitting, name_tokens, text_tokens");

/** In the order in which they were said: the search reads neighbours from it. */
async function readTurns(
  trx: Trx,
  { tenantId }: TenantScope,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<TurnRow[]> {
  const { rows } = await sql<TurnRow>`select ${turnColumns} from mem_messages
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
