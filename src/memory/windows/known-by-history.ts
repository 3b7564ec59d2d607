import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { lockSession } from "../session-lock.ts";
import { findWindow } from "./window.store.ts";

/** Of requests with the same history that come at once, only one goes on with a session; so many are tried. */
const candidatesMax = 8;

/**
 * Finds the session whose whole transcript the history begins with, and holds it. One that went on differently, or is just being answered, is not it: the history then has a
 * session of its own.
 */
export async function findByHistory(
  trx: Trx,
  scope: TenantScope,
  of: { chains: readonly string[]; requestKey: string; at: Date },
): Promise<string | undefined> {
  const { tenantId } = scope;
  const { chains, requestKey, at } = of;
  const { rows } = await sql<{ id: string }>`select session_id as id from mem_windows
    where tenant_id = ${tenantId} and (chain = any(${[...chains]}) or (chain is not null and answered_key = ${requestKey}))
      and (lease is null or lease_until <= ${at})
    order by answered_key = ${requestKey} desc nulls last, array_position(${[...chains]}::text[], chain) desc, session_id
    limit ${candidatesMax}`.execute(trx);
  for (const { id } of rows) {
    await lockSession(trx, scope, id);
    const window = await findWindow(trx, scope, id);
    if (window === undefined) continue;
    if (window.answered_key === requestKey) return id;
    // Somebody may have gone on with it while we waited.
    const isFree = window.lease_until === null || window.lease_until <= at;
    if (isFree && window.chain !== null && chains.includes(window.chain)) return id;
  }
  return undefined;
}
