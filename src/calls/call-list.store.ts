import { type SelectQueryBuilder, sql } from "kysely";
import type { ReviewState } from "../lib/call.ts";
import { callId } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { providers } from "../providers/index.ts";
import {
  type Database,
  inTenant,
  inTenantToRead,
  type Page,
  type Tables,
  type Trx,
} from "../store/index.ts";
import type { CallFilters } from "./call.schema.ts";
import type { CallRow } from "./call.store.ts";
import { findFacets } from "./facets.ts";
import { isVisible, linkedCalls, review } from "./shown-calls.ts";

type CallPage = Page<{ at: string; id: string }>;
type CallQuery<Row> = SelectQueryBuilder<Tables, "calls", Row>;
/** Filters, with the facets they mean. */
type Wanted = CallFilters & { facets: readonly string[] | undefined };

/** One page of calls, the newest first; one row more than asked tells that there is a next page. */
export function listCalls(
  db: Database,
  scope: TenantScope,
  filters: CallFilters,
  page: CallPage,
  // Whatever is searched in many texts keeps from nobody who is on the line.
  pace: "online" | "heavy" | "report" = filters.q === undefined ? "online" : "heavy",
): Promise<CallRow[]> {
  const read = pace === "report" || filters.q !== undefined ? inTenantToRead : inTenant;
  return read(
    db,
    scope,
    async (trx) => {
      const facets = await findFacets(trx, scope, filters);
      if (facets?.length === 0) return [];
      const wanted = { ...filters, facets };
      const { q } = filters;
      const newest =
        q === undefined ? undefined : await searchNewest(trx, scope, { ...wanted, q }, page);
      if (newest?.length === 0) return [];
      const query = trx
        .selectFrom("calls")
        .selectAll()
        .select([linkedCalls(scope), review]);
      const met = newest
        ? query.where("tenant_id", "=", scope.tenantId).where("id", "in", newest)
        : matching(query, scope, wanted).$if(isByFacets(scope, wanted), (all) =>
            all.where("id", "in", newestOfFacets(scope, wanted, page)),
          );
      return inPage(met, page, page.limit + 1).execute();
    },
    { pace },
  );
}

/** How many calls a filter meets. */
export function countCalls(
  db: Database,
  scope: TenantScope,
  filters: CallFilters,
): Promise<number> {
  return inTenantToRead(
    db,
    scope,
    async (trx) => {
      const facets = await findFacets(trx, scope, filters);
      const query = trx.selectFrom("calls").select(sql<number>`count(*)`.as("count"));
      const met = matching(query, scope, { ...filters, facets });
      return Number((await met.executeTakeFirstOrThrow()).count);
    },
    { pace: "report" },
  );
}

function inPage<Row>(query: CallQuery<Row>, { cursor }: CallPage, limit: number): CallQuery<Row> {
  const ordered = query.orderBy("first_seen_at", "desc").orderBy("id", "desc").limit(limit);
  return cursor === undefined ? ordered : ordered.where(isAfter(cursor));
}

const isAfter = ({ at, id }: { at: string; id: string }) =>
  sql<boolean>`(first_seen_at, id) < (${at}::timestamptz, ${id})`;

/** The tenant's calls that a filter meets. */
function matching<Row>(query: CallQuery<Row>, scope: TenantScope, filters: Wanted): CallQuery<Row> {
  let met = query.where("tenant_id", "=", scope.tenantId).where(isVisible(scope));
  const { facets, q } = filters;
  if (facets !== undefined) met = met.where("facets", "=", sql<string>`any(${[...facets]})`);
  if (q !== undefined) met = met.where("id", "in", searched(scope, q));
  if (filters.agent !== undefined) met = met.where("agent_id", "=", filters.agent);
  if (filters.from !== undefined) met = met.where("from_number", "=", filters.from);
  if (filters.to !== undefined) met = met.where("to_number", "=", filters.to);
  if (filters.review !== undefined) met = met.where(hasReview(filters.review));
  if (filters.label !== undefined) {
    met = met.where(
      sql<boolean>`calls.id in (select call_id from call_reviews
        where tenant_id = ${scope.tenantId} and labels @> ${[filters.label]}::text[])`,
    );
  }
  return met.where(isWithin(filters));
}

function isWithin({ started_after: after, started_before: before }: CallFilters) {
  const conditions = [
    after === undefined ? sql`true` : sql`first_seen_at >= ${new Date(after)}`,
    before === undefined ? sql`true` : sql`first_seen_at < ${new Date(before)}`,
  ];
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** A call that nobody touched has no row; it is in the state "none". */
function hasReview(states: readonly ReviewState[]) {
  const found = sql`(select r.state from call_reviews r where r.tenant_id = calls.tenant_id and r.call_id = calls.id)`;
  return states.includes("none")
    ? sql<boolean>`coalesce(${found}, 'none') = any(${[...states]})`
    : sql<boolean>`calls.id in (select call_id from call_reviews r
        where r.tenant_id = calls.tenant_id and r.state = any(${[...states]}))`;
}

/** Whether nothing but facets and times says which calls are meant. */
function isByFacets({ agentIds }: TenantScope, filters: Wanted): boolean {
  const { facets, q, agent, from, to, review: states, label } = filters;
  const others = [agentIds, q, agent, from, to, states, label];
  return facets !== undefined && others.every((filter) => filter === undefined);
}

/** The ids of a page, from the newest of each of the facets: what many calls are is not read past, however few are what is meant. */
function newestOfFacets(scope: TenantScope, filters: Wanted, { limit, cursor }: CallPage) {
  return sql<string>`(select newest.id from unnest(${[...(filters.facets ?? [])]}::text[]) asked (facets)
    cross join lateral (select c.id, c.first_seen_at from calls c
      where c.tenant_id = ${scope.tenantId} and c.facets = asked.facets and ${isWithin(filters)}
        and ${cursor === undefined ? sql`true` : isAfter(cursor)}
      order by c.first_seen_at desc, c.id desc limit ${limit + 1}) newest
    order by newest.first_seen_at desc, newest.id desc limit ${limit + 1})`;
}

/** Ids of calls that a search finds. */
function searched(scope: TenantScope, q: string) {
  const calls = sql`select id from calls where tenant_id = ${scope.tenantId}`;
  return sql<string>`(select search_calls(${q}) union all select unnest(${idsOf(scope, q)}::text[])
    union all ${calls} and from_number = ${q} union all ${calls} and to_number = ${q})`;
}

/** So many calls are looked into for what is in many of them. */
const lookedInto = 2_000;

/**
 * The ids of a page of found calls, where the newest calls hold enough of them: of a word that is in every other call the index tells all there are, and takes long. Undefined
 * where they do not.
 */
async function searchNewest(
  trx: Trx,
  scope: TenantScope,
  { q, ...others }: Wanted & { q: string },
  page: CallPage,
): Promise<string[] | undefined> {
  const query = trx.selectFrom("calls").select(["id", "first_seen_at", "from_number", "to_number"]);
  // All in one statement: thousands of ids that only pass through here would hold up everybody else.
  const { rows } = await sql<{ looked: number; ids: string[] }>`
    with newest as materialized (${inPage(matching(query, scope, others), page, lookedInto)}),
      named as (select search_calls_among(${q}, array(select id from newest)) as id
        union all select unnest(${idsOf(scope, q)}::text[]))
    select (select count(*)::int from newest) as looked,
      array(select id from newest
        where id in (select id from named) or from_number = ${q} or to_number = ${q}
        order by first_seen_at desc, id desc limit ${page.limit + 1}) as ids`.execute(trx);
  const { looked, ids } = rows[0] ?? { looked: 0, ids: [] };
  return ids.length <= page.limit && looked === lookedInto ? undefined : ids;
}

/** The ids that calls of this provider call id have, whichever provider it is. */
function idsOf(scope: TenantScope, providerCallId: string): string[] {
  return providers.map((provider) => callId(scope.tenantId, provider.id, providerCallId));
}
