import {
  type PackedPoint,
  unpackVector,
  type VectorIndex,
  type VectorScope,
  type VectorSource,
  type VectorVersion,
} from "../search/index.ts";

const putMax = 256;
const pageMax = 1_000;

/** What an index on another server is brought up to, and from where. */
export interface MirrorNeeds {
  source: VectorSource;
  index: VectorIndex;
}

/**
 * Brings an index on another server up to what the database says: by what changed since it last was, or, where that is not known, by putting in everything and removing
 * what is no more. Broken off, it begins where it began: everything may be done twice. Returns the version it is at.
 */
export async function updateMirror(
  { source, index }: MirrorNeeds,
  scope: VectorScope,
  options: { since: VectorVersion | null; signal: AbortSignal },
): Promise<VectorVersion> {
  const { since, signal } = options;
  const changes = since === null ? null : await source.changes(scope, since);
  if (changes === null) return fill({ source, index }, scope, signal);
  await put(index, scope, changes.put, signal);
  await index.deleteIds(scope, changes.removed, signal);
  return changes.version;
}

async function fill({ source, index }: MirrorNeeds, scope: VectorScope, signal: AbortSignal) {
  const { version, batches } = await source.load(scope);
  const there = new Set<string>();
  for await (const batch of batches) {
    await put(index, scope, batch, signal);
    for (const { id } of batch) there.add(id);
  }
  const gone: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await index.pageIds(scope, { limit: pageMax, cursor, signal });
    gone.push(...page.ids.filter((id) => !there.has(id)));
    cursor = page.next;
  } while (cursor !== null);
  for (let from = 0; from < gone.length; from += putMax) {
    await index.deleteIds(scope, gone.slice(from, from + putMax), signal);
  }
  return version;
}

async function put(
  index: VectorIndex,
  scope: VectorScope,
  points: readonly PackedPoint[],
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < points.length; from += putMax) {
    const part = points.slice(from, from + putMax);
    const unpacked = part.map((point) => ({ ...point, vector: unpackVector(point) }));
    await index.upsert(scope, unpacked, signal);
  }
}
