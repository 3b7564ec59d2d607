import type { TenantScope } from "../../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../../observe/index.ts";
import { type Database, inTenant } from "../../store/index.ts";
import { type EmbeddingUse, recordEmbedding } from "./record-embedding.ts";

/** Counts what is too small and too urgent to be written down each time. */
export interface UseGathering {
  add(scope: TenantScope, use: EmbeddingUse): void;
  /** Writes down what came together since the last time. A tenant's that cannot be written stays for the next time. */
  write(): Promise<void>;
}

/** Gathers what vectors of questions took: somebody waits for an answer, and nothing else is written for it. A process that is killed loses what it had gathered. */
export function gatherUse({
  db,
  now,
  log,
}: {
  db: Database;
  now: () => number;
  log: Logger;
}): UseGathering {
  const gathered = new Map<string, { scope: TenantScope; use: EmbeddingUse }>();
  const add = (scope: TenantScope, use: EmbeddingUse) => {
    const key = JSON.stringify([scope.tenantId, use.model]);
    const before = gathered.get(key)?.use;
    gathered.set(key, { scope, use: before === undefined ? use : sumOf(before, use) });
  };
  return {
    add,
    async write() {
      const taken = [...gathered.values()];
      gathered.clear();
      const at = new Date(now());
      for (const { scope, use } of taken) {
        try {
          await inTenant(db, scope, (trx) => recordEmbedding(trx, scope, { ...use, at }));
        } catch (error) {
          log.warn(errorFields(error), "what questions used is counted later");
          add(scope, use);
        }
      }
    },
  };
}

function sumOf(one: EmbeddingUse, other: EmbeddingUse): EmbeddingUse {
  return {
    ...{ model: one.model, requests: one.requests + other.requests },
    ...{ tokens: one.tokens + other.tokens, estimated: one.estimated + other.estimated },
  };
}
