/** Micro-dollars for a million tokens, as OpenAI's price list said on 2025-11-01. A model that is not here costs an unknown amount, never nothing. */
const microsPerMillion: Readonly<Record<string, number>> = {
  "text-embedding-3-small": 20_000,
  "text-embedding-3-large": 130_000,
  "text-embedding-ada-002": 100_000,
};

/** What so many tokens of a model cost in micro-dollars; null when its price is not known. */
export function embeddingCostMicros(model: string, tokens: number): number | null {
  const price = microsPerMillion[model];
  return price === undefined ? null : Math.round((tokens * price) / 1_000_000);
}
