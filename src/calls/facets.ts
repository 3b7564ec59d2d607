import { sql } from "kysely";
import type { CallStatus, Direction, Disposition, Lifecycle } from "../lib/call.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** Filters by what has few values. */
export interface FacetFilters {
  provider?: string | undefined;
  lifecycle?: readonly Lifecycle[] | undefined;
  disposition?: readonly Disposition[] | undefined;
  status?: readonly CallStatus[] | undefined;
  direction?: Direction | undefined;
}

/**
 * The facets of the tenant's calls that filters meet; undefined without such a filter, and none where no call can be met.
 *
 * A column of `calls` holds what it is in all of them as one text, in the order below. There are some hundred texts at most, and each is found by one look into the index: so a
 * filter that few calls or none meet, or several that exclude each other, cost as little as one that all meet.
 */
export async function findFacets(
  trx: Trx,
  scope: TenantScope,
  { provider, lifecycle, disposition, status, direction }: FacetFilters,
): Promise<string[] | undefined> {
  const wanted = [one(provider), lifecycle, disposition, status, one(direction)];
  if (wanted.every((values) => values === undefined)) return undefined;
  const { rows } = await sql<{ facets: string }>`with recursive found as (
      (select facets from calls where tenant_id = ${scope.tenantId} order by facets limit 1)
      union all
      select (select c.facets from calls c where c.tenant_id = ${scope.tenantId} and c.facets > found.facets order by c.facets limit 1)
      from found where found.facets is not null)
    select facets from found where facets is not null`.execute(trx);
  const isMet = (facets: string) => {
    const values = facets.split(" ");
    return wanted.every((any, place) => any === undefined || any.includes(values[place] ?? ""));
  };
  return rows.map(({ facets }) => facets).filter(isMet);
}

const one = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];
