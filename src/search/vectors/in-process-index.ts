import { refuseOtherDimensions } from "./dimensions.ts";
import { packVector } from "./pack.ts";
import { createPackedScope, type PackedQuery, type PackedScope } from "./packed-scope.ts";
import type {
  VectorHit,
  VectorIndex,
  VectorPoint,
  VectorScope,
  VectorVersion,
} from "./vector-index.ts";
import type { VectorSource } from "./vector-source.ts";

interface Loaded {
  tenantId: string;
  packed: PackedScope;
  version: VectorVersion;
}

export interface InProcessNeeds {
  source: VectorSource;
  /** Scopes that were searched longest ago go first. One that is larger by itself is kept as long as it is the last that was searched. */
  bytesMax?: number;
}

export interface InProcessIndex extends VectorIndex {
  search(scope: VectorScope, query: PackedQuery, signal?: AbortSignal): Promise<VectorHit[]>;
}

const bytesUsual = 256 * 1024 * 1024;

/**
 * The index that needs no server: every vector of a scope in memory, loaded when it is first searched. The source's version is read with every search, so that nothing
 * found is stale, whichever replica wrote; what is put in here shows until the scope is next loaded.
 */
export function createInProcessIndex(needs: InProcessNeeds): InProcessIndex {
  const { source, bytesMax = bytesUsual } = needs;
  const loaded = new Map<string, Loaded>();
  const underWay = new Map<string, Promise<Loaded | null>>();

  const evict = () => {
    let bytes = 0;
    for (const { packed } of loaded.values()) bytes += packed.bytes();
    for (const [key, { packed }] of loaded) {
      if (bytes <= bytesMax || loaded.size === 1) return;
      loaded.delete(key);
      bytes -= packed.bytes();
    }
  };
  const load = async (scope: VectorScope): Promise<Loaded> => {
    const { version, batches } = await source.load(scope);
    const packed = createPackedScope(scope.dimensions);
    for await (const batch of batches) packed.put(batch);
    return { tenantId: scope.tenantId, packed, version };
  };
  const refresh = async (key: string, scope: VectorScope): Promise<Loaded | null> => {
    const version = await source.version(scope);
    const known = loaded.get(key);
    loaded.delete(key);
    if (version === null) return null;
    const isCurrent = known !== undefined && isSame(known.version, version);
    const current = isCurrent ? known : ((await follow(known, scope)) ?? (await load(scope)));
    loaded.set(key, current);
    evict();
    return current;
  };
  const follow = async (known: Loaded | undefined, scope: VectorScope) => {
    const changes = known && (await source.changes(scope, known.version));
    if (!known || !changes) return null;
    known.packed.remove(changes.removed);
    known.packed.put(changes.put);
    return { ...known, version: changes.version };
  };
  /** The scope as it is now. Who asks while it is being read waits for a reading that began after the question. */
  const open = async (scope: VectorScope): Promise<PackedScope | null> => {
    const key = keyOf(scope);
    await underWay.get(key)?.catch(() => null);
    const begun = underWay.get(key) ?? refresh(key, scope).finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return (await begun)?.packed ?? null;
  };

  /** What is in memory and at least as new, used last from now on. */
  const ready = (scope: VectorScope, version: VectorVersion | undefined) => {
    const key = keyOf(scope);
    const known = loaded.get(key);
    if (known === undefined || version === undefined || isOlder(known.version, version)) return;
    loaded.delete(key);
    loaded.set(key, known);
    return known.packed;
  };

  return {
    kind: "in_process",
    async upsert(scope, points) {
      refuseOtherDimensions(scope, points);
      (await open(scope))?.put(points.map(toPacked));
    },
    async search(scope, query, signal) {
      refuseOtherDimensions(scope, [query]);
      const packed = ready(scope, query.version) ?? (await open(scope));
      signal?.throwIfAborted();
      return packed?.search(query) ?? [];
    },
    async deleteIds(scope, ids) {
      (await open(scope))?.remove(ids);
    },
    async deleteScope(scope) {
      loaded.delete(keyOf(scope));
    },
    async deleteTenant(tenantId) {
      for (const [key, entry] of loaded) if (entry.tenantId === tenantId) loaded.delete(key);
    },
    count: async (scope) => (await open(scope))?.count() ?? 0,
    async pageIds(scope, { limit, cursor }) {
      const ids = ((await open(scope))?.ids() ?? []).sort();
      const rest = cursor === null ? ids : ids.filter((id) => id > cursor);
      const page = rest.slice(0, limit);
      return { ids: page, next: rest.length > limit ? (page.at(-1) ?? null) : null };
    },
    check: async () => undefined,
  };
}

function keyOf({ tenantId, id, model, dimensions }: VectorScope): string {
  return JSON.stringify([tenantId, id, model, dimensions]);
}

function isSame(one: VectorVersion, other: VectorVersion): boolean {
  return one.units === other.units && one.vectors === other.vectors;
}

function isOlder(one: VectorVersion, other: VectorVersion): boolean {
  return one.units < other.units || one.vectors < other.vectors;
}

function toPacked({ vector, ...point }: VectorPoint) {
  return { ...point, ...packVector(vector) };
}
