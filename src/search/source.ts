import type { SearchUnit } from "./unit.ts";

/** What is searched by itself: one knowledge base, for example. Words are weighed by how rare they are in the scope and nowhere else. */
export interface SearchScope {
  readonly tenantId: string;
  /** Unique within the tenant, and never given again. */
  readonly id: string;
}

/** What changed in a scope after a version. A unit that was changed is among `put` as it is now. */
export interface ScopeChanges {
  readonly version: number;
  readonly put: readonly SearchUnit[];
  readonly removed: readonly string[];
}

/**
 * Where the units of scopes come from. The room that owns them gives it.
 *
 * Versions count up in commit order: the transaction that writes takes the scope's next version under its row lock before anything else. So whoever read version 7 has everything of versions up to 7.
 */
export interface UnitSource {
  /**
   * All units, in batches of some thousands. `version` is read before the first of them: units may be newer, never older, since changes after the version are read again.
   */
  load(scope: SearchScope): Promise<{ version: number; batches: AsyncIterable<SearchUnit[]> }>;
  /** Everything changed after a version; null when the changes so far back are no longer kept, or are too many to be worth it: then the scope is loaded anew. */
  changes(scope: SearchScope, after: number): Promise<ScopeChanges | null>;
}
