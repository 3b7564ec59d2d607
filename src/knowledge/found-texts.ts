import { LRUCache } from "lru-cache";
import { shareReads } from "../lib/share-reads.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenantAtOnce } from "../store/index.ts";
import { type FoundChunk, readFoundChunks, type SearchedBase } from "./search.store.ts";

/** A chunk that was found, with its base as it was searched. */
export interface FoundIn {
  id: string;
  base: Pick<SearchedBase, "version">;
}

/** Of the texts that stay in memory. */
const bytesMax = 32 * 1024 * 1024;
/** Of a chunk's row beside its texts. */
const rowBytes = 600;
/** What the engine does not keep in one byte a character. */
const isWide = /[\u0100-\uffff]/;

interface Kept {
  version: number;
  chunk: FoundChunk;
}

/**
 * Reads what is shown of chunks that were found; those that are gone are left out. What was read before is not read again while the base is at the same version: every change
 * of what is shown raises it.
 */
export function openFoundTexts(
  db: Database,
): (scope: TenantScope, found: readonly FoundIn[]) => Promise<Map<string, FoundChunk>> {
  const kept = new LRUCache<string, Kept>({
    maxSize: bytesMax,
    sizeCalculation: ({ chunk }) =>
      rowBytes + bytesOf(chunk.text) + bytesOf(chunk.heading_path.join()),
  });
  const readChunks = shareReads(async (tenantId: string, ids: string[]) => {
    const scope = { tenantId };
    const rows = await inTenantAtOnce(db, scope, (trx) => readFoundChunks(trx, scope, ids));
    return new Map(rows.map((row) => [row.id, row]));
  });
  return async ({ tenantId }, found) => {
    const keyOf = (id: string) => `${tenantId}/${id}`;
    const chunks = new Map<string, FoundChunk>();
    for (const { id, base } of found) {
      const known = kept.get(keyOf(id));
      if (known?.version === base.version) chunks.set(id, known.chunk);
    }
    const missing = found.filter(({ id }) => !chunks.has(id));
    if (missing.length === 0) return chunks;
    const read = await readChunks(
      tenantId,
      missing.map(({ id }) => id),
    );
    for (const { id, base } of missing) {
      const chunk = read.get(id);
      if (chunk === undefined) continue;
      chunks.set(id, chunk);
      kept.set(keyOf(id), { version: base.version, chunk });
    }
    return chunks;
  };
}

function bytesOf(text: string): number {
  return text.length * (isWide.test(text) ? 2 : 1);
}
