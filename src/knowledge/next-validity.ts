import { LRUCache } from "lru-cache";
import { shareReads } from "../lib/share-reads.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";
import { readNextValidity, type SearchedBase } from "./search.store.ts";

interface Known {
  version: number;
  /** Infinity when nothing becomes valid or ends to be. */
  next: number;
}

interface Asked {
  id: string;
  at: number;
}

/** Of so many bases it is remembered. */
const basesMax = 10_000;

/** Tells until when answers from bases hold if nobody changes them: when the next document becomes valid or ends to be, in milliseconds; Infinity for never. */
export type ReadNextValidity = (
  scope: TenantScope,
  bases: readonly SearchedBase[],
  at: number,
) => Promise<number>;

/** Reads it once for each version of a base: whatever changes when a document is valid raises that. */
export function openNextValidity(db: Database): ReadNextValidity {
  const known = new LRUCache<string, Known>({ max: basesMax });
  const keyOf = (tenantId: string, id: string) => `${tenantId}/${id}`;
  const find = (tenantId: string, { id, version }: SearchedBase, at: number) => {
    const one = known.get(keyOf(tenantId, id));
    return one?.version === version && one.next > at ? one.next : undefined;
  };
  const read = shareReads(async (tenantId: string, asked: Asked[]) => {
    const scope = { tenantId };
    const ids = new Set(asked.map(({ id }) => id));
    const after = Math.min(...asked.map(({ at }) => at));
    const rows = await inTenant(db, scope, (trx) => readNextValidity(trx, scope, [...ids], after));
    return new Map(rows.map(({ id, next }) => [id, next?.getTime() ?? Infinity]));
  });
  return async ({ tenantId }, bases, at) => {
    const missing = bases.filter((base) => find(tenantId, base, at) === undefined);
    if (missing.length > 0) {
      const rows = await read(
        tenantId,
        missing.map(({ id }) => ({ id, at })),
      );
      for (const { id, version } of missing) {
        known.set(keyOf(tenantId, id), { version, next: rows.get(id) ?? at });
      }
    }
    // What passed meanwhile, or belongs to a base that is gone, holds no longer.
    return Math.min(...bases.map((base) => find(tenantId, base, at) ?? at));
  };
}
