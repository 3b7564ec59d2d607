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

interface Question {
  query: string;
  history: readonly string[];
  language: string;
  limit: number;
  filter: SearchFilter;
}

/** So many are picked out by their rare words and ranked in full. */
const candidatesMax = 1_000;
/** Some of those that are picked out are of another category, or not valid at the time. When fewer than that are left, it is looked at more. */
const candidatesMin = 200;
const pickedMax = [2_000, 20_000, 200_000] as const;
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
    const picked = await pick(trx, scope, baseId, { picking, filter });
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
      and b.version >= (select changes_after from knowledge_bases where tenant_id = ${tenantId} and id = ${baseId})`.execute(trx);
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

interface Picked {
  place: number;
  given: number;
}
type Picking = ReadonlyArray<{ word: string; gives: number }>;

/** The chunks that have most of some words, by what each word gives. */
async function pick(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
  { picking, filter }: { picking: Picking; filter: SearchFilter },
): Promise<string[]> {
  let ids: string[] = [];
  if (picking.length === 0) return ids;
  for (const limit of pickedMax) {
    const picked = await readPlaces(trx, scope, baseId, { picking, limit });
    ids = await readAccepted(trx, scope, baseId, { picked, filter });
    if (picked.length < limit || ids.length >= candidatesMin) break;
  }
  return ids;
}

async function readPlaces(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  { picking, limit }: { picking: Picking; limit: number },
): Promise<Picked[]> {
  const words = picking.map(({ word }) => word);
  const gives = picking.map((one) => one.gives);
  const { rows } = await sql<Picked>`select place, sum(gives) as given from knowledge_large_words w
      join unnest(${words}::text[], ${gives}::float8[]) as q (word, gives) on q.word = w.word, unnest(w.places) as place
    where w.tenant_id = ${tenantId} and w.base_id = ${baseId} and w.word = any(${words})
    group by place order by given desc, place limit ${limit}`.execute(trx);
  return rows;
}

/** The chunks at those places that a filter lets through, in the same order. Asked for by place and not joined: of tables that were just filled the planner knows nothing, and compares everything with everything. */
async function readAccepted(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  of: { picked: readonly Picked[]; filter: SearchFilter },
): Promise<string[]> {
  const { category, at = 0 } = of.filter;
  const valid = new Date(at);
  const places = of.picked.map(({ place }) => place);
  const { rows } = await sql<{ place: number; chunk_id: string }>`select place, chunk_id
    from knowledge_large_units where tenant_id = ${tenantId} and base_id = ${baseId} and place = any(${places})
      and ${category === undefined ? sql`true` : sql`category = ${category}`}
      and (valid_from is null or valid_from <= ${valid}) and (valid_until is null or valid_until > ${valid})`.execute(
    trx,
  );
  const accepted = new Map(rows.map(({ place, chunk_id }) => [place, chunk_id]));
  return places.flatMap((place) => accepted.get(place) ?? []).slice(0, candidatesMax);
}
