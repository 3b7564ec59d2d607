import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { SearchFilter } from "../../search/index.ts";
import type { Trx } from "../../store/index.ts";

/** So many are picked out by their rare words and ranked in full. */
export const candidatesMax = 1_000;
/** Some of those that are picked out are of another category, or not valid at the time. When fewer than that are left, it is looked at more. */
const candidatesMin = 200;
const pickedMax = [2_000, 20_000, 200_000] as const;

interface Picked {
  place: number;
  given: number;
}
type Picking = ReadonlyArray<{ word: string; gives: number }>;

/** Picks out the chunks that have most of some words, by what each word gives; the first have most. */
export async function pickChunks(
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
