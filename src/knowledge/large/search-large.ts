import { sql } from "kysely";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import {
  askWidely,
  type Found,
  missedWords,
  mostAlike,
  pickingWords,
  type SearchFilter,
  type SearchUnit,
  searchSome,
  wordsIn,
} from "../../search/index.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { changesMax, readUnits } from "../unit-source.ts";
import { candidatesMax, pickChunks } from "./pick-chunks.ts";

interface Question {
  query: string;
  history: readonly string[];
  language: string;
  limit: number;
  filter: SearchFilter;
}

const repairsMax = 3;
/** So many words that share the most groups of letters are compared in full. */
const comparedMax = 48;

/**
 * Searches a base by what {@link keepLargeBases} keeps beside it: picks out the chunks with the rarest words of the question, and ranks them as they would be among all of the base.
 * Chunks that changed since are among them whatever they hold, so that a change is heard at once. Null when nothing is kept of the base, which may
 * have become small since it was looked at, or when what is kept is older than the changes that are.
 *
 * @throws ProblemError `knowledge-not-ready` while very much has just changed.
 */
export function searchLarge(
  db: Database,
  scope: TenantScope,
  baseId: string,
  { limit, filter, ...turns }: Question,
): Promise<Found | null> {
  const question = askWidely(turns);
  return inTenant(db, scope, async (trx) => {
    const weights = new Map(question.weights);
    const base = await readStatistics(trx, scope, baseId, [...weights.keys()]);
    if (base === null) return null;
    const changed = await readChanged(trx, scope, baseId, base.version);
    for (const [word, count] of countNewWords(changed, weights, base.holding)) {
      base.holding.set(word, count);
    }
    for (const missed of missedWords(question, base.holding)) {
      const alike = await readAlike(trx, scope, baseId, missed.grams);
      const words = mostAlike(missed.word, alike, repairsMax);
      const known = await readStatistics(trx, scope, baseId, words);
      for (const [word, count] of known?.holding ?? []) {
        base.holding.set(word, count);
        weights.set(word, Math.max(weights.get(word) ?? 0, missed.weight));
      }
    }
    const statistics = {
      size: base.size,
      meanLength: base.size === 0 ? 0 : base.length / base.size,
      holding: base.holding,
    };
    const picking = pickingWords(weights, statistics, candidatesMax);
    const known = new Set(changed.map(({ id }) => id));
    const picked = await pickChunks(trx, scope, baseId, { picking, filter });
    const ids = picked.filter((id) => !known.has(id));
    const which = sql`c.base_id = ${baseId} and c.id = any(${ids})`;
    const units = changed.concat(await readUnits(trx, scope, which, ids.length));
    return searchSome(units, question, { limit, filter, statistics });
  });
}

async function readStatistics(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  words: readonly string[],
) {
  const { rows } = await sql<{
    version: number;
    size: number;
    length: number;
    word: string | null;
    holding: number;
  }>`select b.version, b.units as size, b.length, w.word, coalesce(w.holding, 0) as holding
    from knowledge_large_bases b left join (
      select word, sum(holding)::int as holding from knowledge_large_words
      where tenant_id = ${tenantId} and base_id = ${baseId} and word = any(${[...words]}) group by word) w on w.holding > 0
    where b.tenant_id = ${tenantId} and b.base_id = ${baseId} and b.filled_to is null
      and b.version >= (select changes_after from knowledge_bases where tenant_id = ${tenantId} and id = ${baseId})`.execute(
    trx,
  );
  const [base] = rows;
  if (base === undefined) return null;
  const holding = new Map<string, number>();
  for (const row of rows) if (row.word !== null) holding.set(row.word, row.holding);
  const { version, size, length } = base;
  return { version, size, length, holding };
}

/** Words of the base that are spelt somewhat like one. */
async function readAlike(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  grams: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`select word from knowledge_large_grams
    where tenant_id = ${tenantId} and base_id = ${baseId} and gram = any(${[...grams]})
    group by word order by count(*) desc, length(word), word limit ${comparedMax}`.execute(trx);
  return rows.map(({ word }) => word);
}

/** What changed after a version and is still there, as it is now. */
async function readChanged(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
  after: number,
): Promise<SearchUnit[]> {
  const { rows } = await sql<{ chunk_id: string }>`select distinct chunk_id from knowledge_changes
    where tenant_id = ${scope.tenantId} and base_id = ${baseId} and version > ${after} limit ${changesMax + 1}`.execute(
    trx,
  );
  if (rows.length > changesMax) {
    throw new ProblemError(
      "knowledge-not-ready",
      "Very much of the knowledge base has just changed and is still being taken up. Ask again in some seconds.",
    );
  }
  if (rows.length === 0) return [];
  const which = sql`c.base_id = ${baseId} and c.id = any(${rows.map(({ chunk_id }) => chunk_id)})`;
  return readUnits(trx, scope, which, rows.length);
}

/** How many of the changed units hold words that the base did not have before. */
function countNewWords(
  changed: readonly SearchUnit[],
  weights: ReadonlyMap<string, number>,
  holding: ReadonlyMap<string, number>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const unit of changed) {
    for (const word of wordsIn(unit).words) {
      if (weights.has(word) && !holding.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
