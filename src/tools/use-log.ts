import { errorFields, type Logger } from "../observe/index.ts";
import { type Database, inTenantAtOnce } from "../store/index.ts";
import { type FinishedUse, insertUses } from "./use.store.ts";

/** Writes down uses of tools without delaying their answers. */
export interface UseLog {
  add(use: FinishedUse): void;
  /** Resolves when everything added so far is written down, or given up. */
  drain(): Promise<void>;
}

const gatherMs = 20;
const batchMax = 200;
/** The requests themselves are kept as events; only what came of them would be missing. */
const waitingMax = 20_000;

/** Gathers what many callers' tools did for a moment, and writes it in one statement for each tenant. */
export function createUseLog({ db, log }: { db: Database; log: Logger }): UseLog {
  let waiting: FinishedUse[] = [];
  let writing: Promise<void> | undefined;

  const writeBatch = async () => {
    const batch = waiting.splice(0, batchMax);
    for (const tenantId of new Set(batch.map(({ tenant_id }) => tenant_id))) {
      const scope = { tenantId };
      const uses = batch.filter(({ tenant_id }) => tenant_id === tenantId);
      await inTenantAtOnce(db, scope, (trx) => insertUses(trx, scope, uses)).catch(
        (error: unknown) => {
          log.error(
            { tenant_id: tenantId, count: uses.length, ...errorFields(error) },
            "uses of tools could not be written down",
          );
        },
      );
    }
  };
  const writeAll = async () => {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    while (waiting.length > 0) await writeBatch();
    writing = undefined;
  };

  return {
    add(use) {
      if (waiting.length >= waitingMax) waiting = waiting.slice(-waitingMax / 2);
      waiting.push(use);
      writing ??= writeAll();
    },
    async drain() {
      while (writing !== undefined) await writing;
    },
  };
}
