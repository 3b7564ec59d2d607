import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { repairGrams, type SearchUnit, wordsIn } from "../../search/index.ts";
import type { Trx } from "../../store/index.ts";

/** Places of one row of `knowledge_large_words`: so few that a word that is in most of them is still a small row. */
const segmentSize = 4_096;

/** How far a large base is. The row stays locked until the transaction ends. */
export async function lockLarge(trx: Trx, scope: TenantScope, baseId: string) {
  const row = await trx
    .selectFrom("knowledge_large_bases")
    .select(["version", "filled_to", "units", "next_place"])
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", baseId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Takes units in, in the place of those of the same ids. Whoever calls holds the base by {@link lockLarge}. */
export async function putLarge(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
  { units, ids }: { units: readonly SearchUnit[]; ids: readonly string[] },
): Promise<void> {
  const gone = await removeUnits(trx, scope, baseId, ids);
  const length = await insertUnits(trx, scope, baseId, units);
  await sql`update knowledge_large_bases set units = units - ${gone.units} + ${units.length},
    length = length - ${gone.length} + ${length}, next_place = next_place + ${units.length}
    where tenant_id = ${scope.tenantId} and base_id = ${baseId}`.execute(trx);
}

/** Whatever held nothing but these goes with them: places are never given again, so it would only pile up. */
async function removeUnits(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
  ids: readonly string[],
): Promise<{ units: number; length: number }> {
  const { tenantId } = scope;
  // Every row is there already. As a conflict it is found by its key whatever the planner knows of the table, which in a join it is not.
  const { rows } = await sql<{
    units: number;
    length: number;
    emptied: string[];
  }>`with gone as (
      delete from knowledge_large_units where tenant_id = ${tenantId} and base_id = ${baseId} and chunk_id = any(${[...ids]})
      returning place, words, length),
    cut as (
      insert into knowledge_large_words as w (tenant_id, base_id, word, segment, places)
      select ${tenantId}, ${baseId}, word, place / ${segmentSize}::int, array_agg(place)
      from gone, unnest(string_to_array(words, ' ')) as word where word <> '' group by 3, 4
      on conflict (tenant_id, base_id, word, segment)
        do update set places = array(select place from unnest(w.places) as place where place <> all (excluded.places))
      returning word, holding)
    select count(*)::int as units, coalesce(sum(length), 0)::int as length,
      array(select distinct word from cut where holding = 0) as emptied from gone`.execute(trx);
  const { units = 0, length = 0, emptied = [] } = rows[0] ?? {};
  if (emptied.length > 0) await removeEmptied(trx, scope, baseId, emptied);
  return { units, length };
}

async function removeEmptied(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  words: readonly string[],
): Promise<void> {
  await sql`delete from knowledge_large_words
    where tenant_id = ${tenantId} and base_id = ${baseId} and word = any(${[...words]}) and holding = 0`.execute(
    trx,
  );
  const { gram, word } = gramPairs(await readUnheld(trx, { tenantId }, baseId, words));
  if (gram.length === 0) return;
  // One look into the index for each, again whatever the planner knows.
  await sql`delete from knowledge_large_grams where ctid = any(array(
    select (select g.ctid from knowledge_large_grams g
      where g.tenant_id = ${tenantId} and g.base_id = ${baseId} and g.gram = p.gram and g.word = p.word)
    from unnest(${gram}::text[], ${word}::text[]) as p (gram, word)))`.execute(trx);
}

/** Those of some words that no unit has. */
async function readUnheld(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  words: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{
    word: string;
  }>`select word from unnest(${[...words]}::text[]) as q (word) where (
    select true from knowledge_large_words w where w.tenant_id = ${tenantId} and w.base_id = ${baseId} and w.word = q.word limit 1) is null`.execute(
    trx,
  );
  return rows.map(({ word }) => word);
}

function gramPairs(words: readonly string[]): { gram: string[]; word: string[] } {
  const pairs = words.flatMap((word) => repairGrams(word).map((gram) => ({ gram, word })));
  return { gram: pairs.map(({ gram }) => gram), word: pairs.map(({ word }) => word) };
}

/** Returns their length. */
async function insertUnits(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  units: readonly SearchUnit[],
): Promise<number> {
  if (units.length === 0) return 0;
  const weighed = units.map(wordsIn);
  const dates = (times: ReadonlyArray<number | null>) =>
    times.map((time) => (time === null ? null : new Date(time)));
  await insertGrams(trx, { tenantId }, baseId, [...new Set(weighed.flatMap(({ words }) => words))]);
  await sql`with added as (
      insert into knowledge_large_units (tenant_id, base_id, place, chunk_id, length, category, valid_from, valid_until, words)
      select ${tenantId}, ${baseId}, b.next_place + u.at - 1, u.id, u.length, u.category, u.valid_from, u.valid_until, u.words
      from knowledge_large_bases b, unnest(${units.map(({ id }) => id)}::text[], ${weighed.map(({ length }) => length)}::int[],
        ${units.map(({ category }) => category)}::text[], ${dates(units.map(({ validFrom }) => validFrom))}::timestamptz[],
        ${dates(units.map(({ validUntil }) => validUntil))}::timestamptz[], ${weighed.map(({ words }) => words.join(" "))}::text[])
        with ordinality as u (id, length, category, valid_from, valid_until, words, at)
      where b.tenant_id = ${tenantId} and b.base_id = ${baseId} returning place, words)
    insert into knowledge_large_words (tenant_id, base_id, word, segment, places)
    select ${tenantId}, ${baseId}, word, place / ${segmentSize}::int, array_agg(place order by place)
    from added, unnest(string_to_array(words, ' ')) as word where word <> '' group by 3, 4
    on conflict (tenant_id, base_id, word, segment) do update set places = knowledge_large_words.places || excluded.places`.execute(
    trx,
  );
  return weighed.reduce((sum, { length }) => sum + length, 0);
}

async function insertGrams(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  words: readonly string[],
): Promise<void> {
  const { gram, word } = gramPairs(await readUnheld(trx, { tenantId }, baseId, words));
  if (gram.length === 0) return;
  await sql`insert into knowledge_large_grams (tenant_id, base_id, gram, word)
    select ${tenantId}, ${baseId}, gram, word from unnest(${gram}::text[], ${word}::text[]) as p (gram, word)
    on conflict do nothing`.execute(trx);
}
