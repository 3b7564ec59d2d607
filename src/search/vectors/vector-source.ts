import type { PackedPoint } from "./packed-scope.ts";
import type { VectorScope, VectorVersion } from "./vector-index.ts";

/** What changed in a scope after a version. A point that was changed is among `put` as it is now. */
export interface VectorChanges {
  readonly version: VectorVersion;
  readonly put: readonly PackedPoint[];
  readonly removed: readonly string[];
}

/** Where vectors of scopes come from, as `UnitSource` for words. The room that owns them gives it. */
export interface VectorSource {
  /** The newest version that is committed; null when there is no such scope. */
  version(scope: VectorScope): Promise<VectorVersion | null>;
  /** All points, in batches. `version` is read before the first of them. */
  load(
    scope: VectorScope,
  ): Promise<{ version: VectorVersion; batches: AsyncIterable<PackedPoint[]> }>;
  /** Everything changed after a version; null when it is better to load the scope anew. */
  changes(scope: VectorScope, after: VectorVersion): Promise<VectorChanges | null>;
}
