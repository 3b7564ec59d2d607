import { sql } from "kysely";
import type { ReviewState } from "../lib/call.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";

/** Records of the same telephone call as another provider saw it: they share an external id. */
export const linkedCalls = (scope: TenantScope) =>
  sql<string[]>`array(
  select distinct other.call_id from call_external_ids mine
  join call_external_ids other on other.tenant_id = mine.tenant_id and other.kind = mine.kind and other.value = mine.value
  where mine.tenant_id = calls.tenant_id and mine.call_id = calls.id and other.call_id <> mine.call_id
    and ${
      scope.agentIds === undefined
        ? sql`true`
        : sql`exists (select from calls seen where seen.tenant_id = other.tenant_id and seen.id = other.call_id
            and seen.agent_id = any(${[...scope.agentIds]}))`
    }
  order by 1 limit 20)`.as("linked_calls");

/** What people made of it; null when nobody has looked at it. */
export const review = sql<{ state: ReviewState; labels: string[] } | null>`(
  select jsonb_build_object('state', r.state, 'labels', r.labels) from call_reviews r
  where r.tenant_id = calls.tenant_id and r.call_id = calls.id)`.as("review");

/** Whoever is limited to some agents sees their calls only: the others are as if they did not exist. */
export function isVisible({ agentIds }: TenantScope) {
  return agentIds === undefined
    ? sql<boolean>`true`
    : sql<boolean>`calls.agent_id = any(${[...agentIds]})`;
}
