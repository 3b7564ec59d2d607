import { sql } from "kysely";
import type { CallPatch } from "../lib/call.ts";
import { uuidOf } from "../lib/ids.ts";
import { asWorker, type Database } from "../store/index.ts";
import { applyPatches, type EventPatches, type FoldOptions } from "./apply-patches.ts";
import type { CountedCall } from "./projection.store.ts";

const batchMax = 200;

/** The end reason of a call whose end nobody told. */
const noEndEvent = "voicelens.no_end_event";

/**
 * Ends calls whose end event never came, once the longest possible duration and a grace period are over: disposition `unknown`.
 *
 * The end is a patch like any other, but gives way to the first real one, however late. Returns the calls counted as over.
 */
export async function closeOverdueCalls(
  db: Database,
  now: number,
  options: FoldOptions,
): Promise<CountedCall[]> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{
      tenant_id: string;
      id: string;
      provider: string;
      provider_call_id: string;
    }>`select tenant_id, id, provider, provider_call_id from calls
      where closes_at <= ${new Date(now)} order by closes_at limit ${batchMax}`.execute(trx);
    const counted: CountedCall[] = [];
    for (const tenantId of new Set(rows.map((row) => row.tenant_id))) {
      await sql`select set_config('role', 'voicelens_app', true), set_config('app.tenant_id', ${tenantId}, true)`.execute(
        trx,
      );
      const events = rows
        .filter((row) => row.tenant_id === tenantId)
        .map((row) => deadlineOf(row, now));
      counted.push(...(await applyPatches(trx, { tenantId }, events, options)));
    }
    return counted;
  });
}

function deadlineOf(
  call: { id: string; provider: string; provider_call_id: string },
  now: number,
): EventPatches {
  const patch: CallPatch = {
    provider: call.provider,
    providerCallId: call.provider_call_id,
    lifecycle: "ended",
    occurredAt: null,
    facts: { endReason: noEndEvent, disposition: "unknown", endedBy: "unknown" },
  };
  return {
    eventId: uuidOf(`deadline/${call.id}`),
    kind: "deadline",
    eventKey: "deadline",
    eventType: noEndEvent,
    isVerified: true,
    receivedAt: now,
    formerCallIds: [],
    patches: [patch],
  };
}
