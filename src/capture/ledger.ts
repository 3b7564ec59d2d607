import { sql } from "kysely";
import type { CaptureSource } from "../lib/call.ts";
import { uuidV7Floor } from "../lib/ids.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { Connection } from "../tenants/index.ts";

export const reasons = [
  "webhook_off",
  "signature_failed",
  "not_delivered",
  "not_fetched",
  "unknown",
] as const;
/** Why not every call of a day came by webhook. */
export type Reason = (typeof reasons)[number];

const missingMax = 100;
const dayMs = 24 * 3_600_000;

/** The day (UTC) of an instant, as `2026-11-25`. */
export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

interface Day {
  provider_count: number;
  by: Record<CaptureSource, number>;
  missing: string[];
  missing_count: number;
}

/** Counts, while a provider's list is read page by page, what it says of each day and what we hold of that. */
export function createLedger() {
  const days = new Map<string, Day>();
  const seen = new Set<string>();
  return {
    /** @param source how we came to hold the call; null when we do not. */
    count(listedAt: number, providerCallId: string, source: CaptureSource | null): void {
      // A list that grows while it is read tells a call twice.
      if (seen.has(providerCallId)) return;
      seen.add(providerCallId);
      const day = dayOf(listedAt);
      const counts = days.get(day) ?? {
        provider_count: 0,
        by: { webhook: 0, poll: 0, sweep: 0, import: 0 },
        missing: [],
        missing_count: 0,
      };
      days.set(day, counts);
      counts.provider_count++;
      if (source !== null) counts.by[source]++;
      else if (counts.missing_count++ < missingMax) counts.missing.push(providerCallId);
    },
    days,
  };
}

/** Writes the counts of whole days, each with the reason why not everything came by webhook. */
export async function writeLedger(
  db: Database,
  connection: Connection,
  days: ReadonlyMap<string, Day>,
  wholeDays: readonly string[],
  at: Date,
): Promise<void> {
  const scope = { tenantId: connection.tenantId };
  await inTenant(db, scope, async (trx) => {
    for (const day of wholeDays) {
      const counts = days.get(day);
      const by = counts?.by ?? { webhook: 0, poll: 0, sweep: 0, import: 0 };
      const count = counts?.provider_count ?? 0;
      const missing = counts?.missing ?? [];
      const missingCount = counts?.missing_count ?? 0;
      const reason =
        by.webhook >= count ? null : await explain(trx, connection, day, missingCount > 0);
      await sql`insert into completeness_days (tenant_id, connection_id, day, provider_count, by_webhook, by_poll, by_sweep,
          by_import, missing, missing_count, reason, checked_at)
        values (${scope.tenantId}, ${connection.id}, ${day}::date, ${count}, ${by.webhook}, ${by.poll}, ${by.sweep},
          ${by.import}, ${missing}::text[], ${missingCount}, ${reason}, ${at})
        on conflict (tenant_id, connection_id, day) do update set provider_count = excluded.provider_count,
          by_webhook = excluded.by_webhook, by_poll = excluded.by_poll, by_sweep = excluded.by_sweep,
          by_import = excluded.by_import, missing = excluded.missing, missing_count = excluded.missing_count,
          reason = excluded.reason, checked_at = excluded.checked_at`.execute(trx);
    }
  });
}

/** What our own log says of a day on which webhooks are missing. */
async function explain(
  trx: Parameters<Parameters<typeof inTenant>[2]>[0],
  { tenantId, id }: Connection,
  day: string,
  isMissing: boolean,
): Promise<Reason> {
  const from = Date.parse(day);
  const [first, last] = [uuidV7Floor(from), uuidV7Floor(from + dayMs)];
  const { rows } = await sql<{ refused: boolean; came: boolean }>`select
      exists (select from rejected_deliveries where tenant_id = ${tenantId} and connection_id = ${id}
        and id >= ${first} and id < ${last}) as refused,
      exists (select from webhook_events where tenant_id = ${tenantId} and connection_id = ${id}
        and id >= ${first} and id < ${last} and event_key !~ '^(poll|sweep|import):') as came`.execute(
    trx,
  );
  const { refused, came } = rows[0] ?? { refused: false, came: false };
  if (refused) return "signature_failed";
  if (!came) return "webhook_off";
  return isMissing ? "not_fetched" : "not_delivered";
}
