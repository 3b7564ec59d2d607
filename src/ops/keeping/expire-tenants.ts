import { sql } from "kysely";
import type { RetentionKind } from "../../lib/retention.ts";
import { errorFields, type Logger } from "../../observe/index.ts";
import { asWorker, type Database, type TenantData } from "../../store/index.ts";
import { type OwnRetention, readOwnRetention } from "./retention.store.ts";

/** Which rooms' data is of which kind, in the order in which it must go. What is in none has a time of its own, or is the tenant's own work and does not grow old. */
const roomsOf: Readonly<Record<RetentionKind, readonly string[]>> = {
  calls: ["sideband", "tools", "calls"],
  events: ["ingest"],
  memory: ["memory"],
  contacts: ["contacts"],
  audit: ["audit"],
};

const dayMs = 24 * 3_600_000;

interface Needs {
  db: Database;
  rooms: readonly TenantData[];
  /** What the installation keeps how long; see `RETENTION_DAYS`. */
  defaults: ReadonlyMap<RetentionKind, number>;
  now: () => number;
  log: Logger;
}

/** Removes of every tenant what is older than it may be. Nothing that is held goes: each room sees to that. Returns how many rows went. */
export async function expireTenants({ db, rooms, defaults, now, log }: Needs): Promise<number> {
  const { rows: tenants } = await asWorker(db, (trx) =>
    sql<{ id: string }>`select tenant_id as id from tenants order by tenant_id`.execute(trx),
  );
  let count = 0;
  for (const { id: tenantId } of tenants) {
    const scope = { tenantId };
    try {
      const days = effectiveDays(await readOwnRetention(db, scope), defaults);
      for (const [kind, names] of Object.entries(roomsOf)) {
        const kept = days(kind as RetentionKind);
        if (kept === null) continue;
        const before = new Date(now() - kept * dayMs);
        for (const room of rooms) {
          if (names.includes(room.room)) count += await room.expire(db, scope, before);
        }
      }
    } catch (error) {
      // One tenant's trouble keeps nobody else's data longer than it may be kept.
      log.warn({ tenant_id: tenantId, ...errorFields(error) }, "a tenant's old data stayed");
    }
  }
  return count;
}

/** How long a tenant keeps what. Events go with their calls at the latest: whatever is left of them would make the calls again when it is replayed. */
export function effectiveDays(own: OwnRetention, defaults: Needs["defaults"]) {
  const chosen = (kind: RetentionKind) => {
    const days = own.get(kind);
    return days === undefined ? (defaults.get(kind) ?? null) : days;
  };
  return (kind: RetentionKind): number | null => {
    const [days, calls] = [chosen(kind), chosen("calls")];
    if (kind !== "events" || calls === null) return days;
    return days === null ? calls : Math.min(days, calls);
  };
}
