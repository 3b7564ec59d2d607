import { sql } from "kysely";
import type { ScopeChanges, SearchScope, SearchUnit, UnitSource } from "../search/index.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

interface UnitRow {
  id: string;
  words: string;
  category: string | null;
  valid_from: Date | null;
  valid_until: Date | null;
}

const batchMax = 4_000;
/** With more changes than this, reading everything anew is quicker. */
const changesMax = 20_000;

/** A unit's words are its title's, headings', question's, tags' and text's, a line each (see `wordsOf` of `search/`). */
const unitColumns = sql`c.id, d.title_tokens || E'\\n' || c.heading_tokens || E'\\n' || c.question_tokens || E'\\n' || d.tag_tokens
  || E'\\n' || c.text_tokens as words, d.category, d.valid_from, d.valid_until`;
const unitTables = sql`knowledge_chunks c join knowledge_documents d on d.tenant_id = c.tenant_id and d.id = c.document_id`;

/** The chunks of knowledge bases as they are searched: a base is a scope, under its id. */
export function createUnitSource({ db }: { db: Database }): UnitSource {
  const read = <T>(scope: SearchScope, work: (trx: Trx) => Promise<T>) =>
    inTenant(db, { tenantId: scope.tenantId }, work, { pace: "report" });
  const versionOf = async (scope: SearchScope): Promise<number | null> =>
    (await read(scope, (trx) => findVersions(trx, scope)))?.version ?? null;

  return {
    version: versionOf,

    async load(scope) {
      const version = (await versionOf(scope)) ?? 0;
      async function* batches() {
        for (let after = ""; ; ) {
          const rows = await read(scope, (trx) => unitsAfter(trx, scope, after));
          if (rows.length > 0) yield rows.map(toUnit);
          const last = rows.at(-1);
          if (rows.length < batchMax || last === undefined) return;
          after = last.id;
        }
      }
      return { version, batches: batches() };
    },

    changes: (scope, after) => read(scope, (trx) => findChanges(trx, scope, after)),
  };
}

async function findVersions(trx: Trx, { tenantId, id }: SearchScope) {
  return trx
    .selectFrom("knowledge_bases")
    .select(["version", "changes_after"])
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
}

async function unitsAfter(trx: Trx, { tenantId, id }: SearchScope, after: string) {
  const { rows } = await sql<UnitRow>`select ${unitColumns} from ${unitTables}
    where c.tenant_id = ${tenantId} and c.base_id = ${id} and c.id > ${after} order by c.id limit ${batchMax}`.execute(
    trx,
  );
  return rows;
}

/** The version is read first: what is committed in between is seen twice, never missed. */
async function findChanges(
  trx: Trx,
  scope: SearchScope,
  after: number,
): Promise<ScopeChanges | null> {
  const { tenantId, id } = scope;
  const versions = await findVersions(trx, scope);
  if (versions === undefined || after < versions.changes_after) return null;
  const { version } = versions;
  if (version === after) return { version, put: [], removed: [] };
  const { rows } = await sql<{ chunk_id: string }>`select distinct chunk_id from knowledge_changes
    where tenant_id = ${tenantId} and base_id = ${id} and version > ${after} limit ${changesMax + 1}`.execute(
    trx,
  );
  if (rows.length > changesMax) return null;
  const ids = rows.map((row) => row.chunk_id);
  const present = await sql<UnitRow>`select ${unitColumns} from ${unitTables}
    where c.tenant_id = ${tenantId} and c.base_id = ${id} and c.id = any(${ids})`.execute(trx);
  // Old changes may have been forgotten while we read.
  const still = await findVersions(trx, scope);
  if (still === undefined || after < still.changes_after) return null;
  const there = new Set(present.rows.map((row) => row.id));
  return {
    version,
    put: present.rows.map(toUnit),
    removed: ids.filter((chunkId) => !there.has(chunkId)),
  };
}

function toUnit(row: UnitRow): SearchUnit {
  return {
    id: row.id,
    words: row.words,
    category: row.category,
    validFrom: row.valid_from?.getTime() ?? null,
    validUntil: row.valid_until?.getTime() ?? null,
  };
}
