import type { SearchScope } from "../source.ts";

/** Vectors of one scope made by one model: only these can be compared with each other. */
export interface VectorScope extends SearchScope {
  readonly model: string;
  readonly dimensions: number;
}

/** How far a scope has come: its units, and their vectors, which are made later. Each counts up in commit order. */
export interface VectorVersion {
  readonly units: number;
  readonly vectors: number;
}

/** A unit's vector, and what searches may ask of it. */
export interface VectorPoint {
  /** Unique in its scope. */
  readonly id: string;
  /** Of length one. */
  readonly vector: Float32Array;
  readonly category: string | null;
  /** From and until (not including) when it may be found, in milliseconds; null: always. */
  readonly validFrom: number | null;
  readonly validUntil: number | null;
}

export interface VectorQuery {
  /** Of length one. */
  readonly vector: Float32Array;
  readonly topK: number;
  /** Only units of this category. */
  readonly category?: string | undefined;
  /** Only units that may be found at this time. */
  readonly at: number;
  /** A version of the scope that was just read: an index that reads it with each search need not once more. */
  readonly version?: VectorVersion | undefined;
}

export interface VectorHit {
  readonly id: string;
  /** The cosine of the angle between unit and question. */
  readonly score: number;
}

export interface VectorPage {
  readonly ids: readonly string[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/**
 * Finds what is nearest to a vector. Everything in it can be made anew from the database: it may be lost, and it may be asked to do the same twice.
 *
 * Scope and filters are part of the search itself, so what they leave out takes nobody's place among the best. Every method throws ServiceError, and the signal's reason
 * when aborted; those of servers try again what may pass.
 */
export interface VectorIndex {
  readonly kind: "in_process" | "pgvector" | "qdrant" | "weaviate";
  /** Puts points in, in place of those with the same ids. */
  upsert(scope: VectorScope, points: readonly VectorPoint[], signal?: AbortSignal): Promise<void>;
  /** The nearest, best first. A scope of which nothing is known has none. */
  search(scope: VectorScope, query: VectorQuery, signal?: AbortSignal): Promise<VectorHit[]>;
  deleteIds(scope: VectorScope, ids: readonly string[], signal?: AbortSignal): Promise<void>;
  deleteScope(scope: VectorScope, signal?: AbortSignal): Promise<void>;
  /** Removes the tenant's points of every scope and model. */
  deleteTenant(tenantId: string, signal?: AbortSignal): Promise<void>;
  count(scope: VectorScope, signal?: AbortSignal): Promise<number>;
  /** All ids of a scope, page by page, in an order of the index's own. */
  pageIds(
    scope: VectorScope,
    options: { limit: number; cursor: string | null; signal?: AbortSignal },
  ): Promise<VectorPage>;
  /** Whether it can be used now. @throws ServiceError saying why not. */
  check(signal?: AbortSignal): Promise<void>;
}
