/** What one way of searching found, best first, and how much it counts. */
export interface Ranking {
  ids: readonly string[];
  weight: number;
}

/** Small: the first places count for much more than the later ones. */
const k = 10;

/**
 * Fuses rankings by the places in them (reciprocal rank fusion): scores of different ways cannot be compared, places can. What is found by one way alone is kept.
 */
export function fuse(rankings: readonly Ranking[]): Array<{ id: string; score: number }> {
  const scores = new Map<string, number>();
  for (const { ids, weight } of rankings) {
    for (const [place, id] of ids.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + weight / (k + place + 1));
    }
  }
  return [...scores]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
