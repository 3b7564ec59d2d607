import { sql } from "kysely";
import type { CaptureSource } from "../lib/call.ts";
import { callId } from "../lib/ids.ts";
import { quarantineTenantId } from "../lib/tenant-scope.ts";
import type { FetchedCall } from "../providers/index.ts";
import { asWorker, type Database } from "../store/index.ts";
import type { Target } from "./targets.ts";

/** What we hold of a call that a provider lists. */
export interface HeldCall {
  /** Whether nothing more is to be expected of it: analysed, or over and fetched when the provider had had time to finish it. */
  isWhole: boolean;
  capturedBy: CaptureSource;
}

/** How long after a call's end its provider may still work on it. */
const finishingMs = 10 * 60_000;

/** Which of the calls we hold, by the provider's id. A call that waits in quarantine is held too. */
export async function heldCalls(
  db: Database,
  target: Target,
  providerCallIds: readonly string[],
): Promise<Map<string, HeldCall>> {
  if (providerCallIds.length === 0) return new Map();
  const ids = [...new Set(providerCallIds)];
  const { connection, connections } = target;
  return asWorker(db, async (trx) => {
    const places = connections.flatMap(({ tenantId, isShared }) =>
      isShared ? [] : ids.map((id) => ({ tenantId, id })),
    );
    const shared = connections.filter(({ isShared }) => isShared).map(({ id }) => id);
    if (connection.isShared) shared.push(connection.id);
    const waiting = new Set<string>();
    if (shared.length > 0) {
      const routes = await sql<{
        tenant_id: string;
        id: string;
      }>`select tenant_id, provider_call_id as id
        from call_routes where connection_id = any(${shared}) and provider_call_id = any(${ids})`.execute(
        trx,
      );
      places.push(...routes.rows.map((row) => ({ tenantId: row.tenant_id, id: row.id })));
      const quarantined = await sql<{
        id: string;
      }>`select distinct provider_call_id as id from webhook_events
        where tenant_id = ${quarantineTenantId} and connection_id = any(${shared}) and provider_call_id = any(${ids})`.execute(
        trx,
      );
      for (const { id } of quarantined.rows) waiting.add(id);
    }
    const { rows } = await sql<{
      provider_call_id: string;
      is_whole: boolean;
      captured_by: CaptureSource;
    }>`
      select c.provider_call_id, c.captured_by, c.lifecycle = 'analyzed' or (c.closes_at is null and exists (
        select from call_patches f where f.tenant_id = c.tenant_id and f.call_id = c.id and f.event_key ~ '^(poll|sweep|import):'
          and f.received_at >= coalesce(c.ended_at, c.first_seen_at) + ${finishingMs} * interval '1 ms')) as is_whole
      from unnest(${places.map(({ tenantId }) => tenantId)}::text[],
        ${places.map(({ tenantId, id }) => callId(tenantId, connection.provider, id))}::text[]) as p (tenant_id, id)
      join calls c on c.tenant_id = p.tenant_id and c.id = p.id`.execute(trx);
    const held = new Map<string, HeldCall>();
    for (const id of waiting) held.set(id, { isWhole: true, capturedBy: "webhook" });
    for (const row of rows) {
      held.set(row.provider_call_id, { isWhole: row.is_whole, capturedBy: row.captured_by });
    }
    return held;
  });
}

/** Whether a listed call may tell more than we hold: we never heard of it, or not everything of its end. */
export function isNews(call: FetchedCall, held: HeldCall | undefined): boolean {
  return held === undefined || (call.isTerminal && !held.isWhole);
}
