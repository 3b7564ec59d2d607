/** VCP §6.4: one table for all providers. */
const scores: ReadonlyMap<string, number> = new Map([
  ["very_positive", 1],
  ["positive", 0.8],
  ["slightly_positive", 0.6],
  ["neutral", 0.5],
  ["slightly_negative", 0.4],
  ["negative", 0.2],
  ["very_negative", 0],
]);

/**
 * The satisfaction, 0 to 1, that a provider's word for the caller's mood stands for.
 *
 * Case does not matter, and blanks and hyphens count as underscores. Null for words outside the table, "mixed" and "unknown"
 * among them: a middle value would pass for a measurement.
 */
export function sentimentScore(word: string | null): number | null {
  if (word === null || word.length > 40) return null;
  const key = word.trim().toLowerCase().replace(/[\s-]/g, "_");
  return scores.get(key) ?? null;
}
