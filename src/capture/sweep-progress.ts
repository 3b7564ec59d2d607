import type { Logger } from "../observe/index.ts";
import { asWorker, type Database } from "../store/index.ts";
import type { Connection } from "../tenants/index.ts";

/** How long a sweep is this process's without another word of it. */
export const leaseMs = 10 * 60_000;
const tellEveryMs = 10_000;

/** How far a sweep is: counted call by call, written down page by page, told in the log now and then. */
export interface SweepProgress {
  readonly startedAt: number;
  /** `isMissing`: not here, or not to its end. `isKept`: it is now. */
  count(call: { isMissing: boolean; isKept: boolean }): void;
  /** Writes the counts down, and renews the lease with them. */
  write(): Promise<void>;
  tellEnd(): void;
}

/** Begins to count one reading of a connection's list. */
export function createProgress(
  { db, now, log }: { db: Database; now: () => number; log: Logger },
  { tenantId, id, provider }: Connection,
  startedAt: number,
): SweepProgress {
  const counts = { listed: 0, held: 0, missing: 0, kept: 0 };
  const names = { provider, connection_id: id };
  let toldAt = startedAt;
  return {
    startedAt,
    count({ isMissing, isKept }) {
      counts.listed++;
      if (isMissing) counts.missing++;
      else counts.held++;
      if (isKept) counts.kept++;
    },
    async write() {
      const at = now();
      await asWorker(db, (trx) =>
        trx
          .updateTable("sweeps")
          .set({
            ...counts,
            started_at: new Date(startedAt),
            claimed_until: new Date(at + leaseMs),
          })
          .where("tenant_id", "=", tenantId)
          .where("connection_id", "=", id)
          .execute(),
      );
      if (at - toldAt < tellEveryMs) return;
      toldAt = at;
      log.info({ ...names, ...counts, took_ms: at - startedAt }, "reading a provider's calls");
    },
    tellEnd() {
      log.info({ ...names, ...counts, took_ms: now() - startedAt }, "a provider's calls were read");
    },
  };
}
