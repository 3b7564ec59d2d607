import { LRUCache } from "lru-cache";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type PackedVector, unpackVector } from "../search/index.ts";
import { type Database, inTenantAtOnce } from "../store/index.ts";
import type { SearchedSet } from "./search-vectors.ts";

/** The cosines between two chunks of a base taken at random. */
export interface UsualNearness {
  mean: number;
  deviation: number;
}

/** Two thousand pairs: the mean hardly moves with more, and each costs the event loop a microsecond. */
const sampleMax = 64;
/** Of fewer nothing can be told. */
const sampleMin = 4;
/** A base seldom changes what it is about. */
const ttlMs = 10 * 60_000;
const basesMax = 1_000;

/**
 * Tells how near chunks of a base usually are to each other. Cosines mean something else with every model and, with a model that knows one language better than another, in every
 * base: so that a nearness is only ever judged against this. Null for a base of very few chunks.
 */
export function openUsualNearness(
  db: Database,
): (scope: TenantScope, set: SearchedSet) => Promise<UsualNearness | null> {
  const known = new LRUCache<string, UsualNearness>({ max: basesMax, ttl: ttlMs });
  return async (scope, set) => {
    const key = JSON.stringify([scope.tenantId, set.baseId, set.model, set.dimensions]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const sample = await readSample(db, scope, set);
    if (sample.length < sampleMin) return null;
    const usual = usualOf(sample.map(unpackVector));
    known.set(key, usual);
    return usual;
  };
}

/** The ids of chunks are hashes: the first are as good as any. */
function readSample(
  db: Database,
  scope: TenantScope,
  { baseId, model, dimensions }: SearchedSet,
): Promise<PackedVector[]> {
  return inTenantAtOnce(db, scope, async (trx) => {
    const rows = await trx
      .selectFrom("knowledge_vectors")
      .select(["code", "scale"])
      .where("tenant_id", "=", scope.tenantId)
      .where("base_id", "=", baseId)
      .where("model", "=", model)
      .where("dimensions", "=", dimensions)
      .where("code", "is not", null)
      .orderBy("chunk_id")
      .limit(sampleMax)
      .execute();
    return rows.flatMap(({ code, scale }) =>
      code === null || scale === null ? [] : [{ code: new Int8Array(code), scale }],
    );
  });
}

function usualOf(vectors: readonly Float32Array[]): UsualNearness {
  const cosines = vectors.flatMap((one, at) =>
    vectors.slice(0, at).map((other) => dot(one, other)),
  );
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  const squares = cosines.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / cosines.length) };
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
