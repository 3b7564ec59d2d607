import type { TenantScope } from "../lib/tenant-scope.ts";
import { fuse, type SearchScopes, type VectorHit } from "../search/index.ts";
import type { SearchedScope } from "./memory.store.ts";
import type { SearchMeaning } from "./vectors/search-meaning.ts";

/** What finds a turn. */
export type Channel = "lexical" | "semantic";

export interface FoundTurn {
  id: string;
  score: number;
  channels: Channel[];
}

export interface FoundTurns {
  /** Best first. */
  turns: FoundTurn[];
  /** Meaning came too late: these were found by words alone. */
  isLate: boolean;
}

export interface TurnSearchers {
  scopes: SearchScopes;
  /** Left out, words alone are searched. */
  byMeaning?: SearchMeaning | undefined;
}

export interface TurnQuery {
  place: SearchedScope;
  query: string;
  /** What the same person said before, oldest first. */
  history: readonly string[];
  /** Only these sessions; left out, all of the scope. */
  sessionIds?: readonly string[] | undefined;
  limit: number;
  patience: () => AbortSignal;
}

/** Each way is asked for more than is wanted, so that they can agree. */
const candidatesMin = 50;
/** What words count against meaning. Measured with a small model: what was said around a turn makes its words hard to beat, and any weight from 1.5 to 4 gains. */
const wordWeight = 2;

/** Finds turns by their words and, where there are vectors, by meaning. Words never wait for meaning longer than it may take. */
export async function searchTurns(
  { scopes, byMeaning }: TurnSearchers,
  scope: TenantScope,
  of: TurnQuery,
): Promise<FoundTurns> {
  const { place, query, history, sessionIds, limit, patience } = of;
  const { id: scopeId, version, language, space } = place;
  const isByMeaning = byMeaning !== undefined && space !== null;
  const wanted = isByMeaning ? Math.max(limit, candidatesMin) : limit;
  const meaning = isByMeaning
    ? byMeaning(scope, { scopeId, space, text: query, sessionIds, limit: wanted })
    : Promise.resolve([]);
  const filter = sessionIds === undefined ? {} : { categories: [...sessionIds] };
  const { units } = await scopes.search(
    { tenantId: scope.tenantId, id: scopeId },
    version,
    { query, history, language, limit: wanted, filter, areTurns: true },
    patience,
  );
  const near = await meaning;
  if (near === null || near.length === 0) {
    const turns = units.map(({ id, score }) => ({ id, score, channels: ["lexical" as const] }));
    return { turns: turns.slice(0, limit), isLate: near === null };
  }
  return { turns: together(units, near).slice(0, limit), isLate: false };
}

function together(units: ReadonlyArray<{ id: string }>, near: readonly VectorHit[]): FoundTurn[] {
  const byWords = units.map(({ id }) => id);
  const byMeaning = near.map(({ id }) => id);
  const words = new Set(byWords);
  const meant = new Set(byMeaning);
  return fuse([
    { ids: byWords, weight: wordWeight },
    { ids: byMeaning, weight: 1 },
  ]).map(({ id, score }) => ({
    ...{ id, score },
    channels: [
      ...(words.has(id) ? ["lexical" as const] : []),
      ...(meant.has(id) ? ["semantic" as const] : []),
    ],
  }));
}
