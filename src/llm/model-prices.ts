/** What a model costs from a day on: micro-dollars for a million tokens. */
export interface ModelPrice {
  readonly inputMicros: number;
  /** Of input that the model's service still had from before; null: as any other. */
  readonly cachedInputMicros: number | null;
  readonly outputMicros: number;
  /** As YYYY-MM-DD. */
  readonly validFrom: string;
}

/** Tokens of one request, or of many. What was cached is part of the input. */
export interface TokenCounts {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

const micros = (usd: number) => Math.round(usd * 1_000_000);
const chat =
  (validFrom: string) => (model: string, input: number, cached: number | null, output: number) =>
    [
      model,
      {
        ...{ inputMicros: micros(input), outputMicros: micros(output), validFrom },
        cachedInputMicros: cached === null ? null : micros(cached),
      },
    ] as const;
const in2025 = chat("2025-11-01");
const in2026 = chat("2026-04-01");

/**
 * Dollars for a million tokens as public price lists had them on the day beside each: of plain requests, without what long prompts, batches or priority cost otherwise. Prices change; owners
 * set what they really pay. A model that is not here costs an unknown amount, never nothing.
 */
export const builtInPrices: ReadonlyMap<string, ModelPrice> = new Map([
  in2025("gpt-4o", 2.5, 1.25, 10),
  in2025("gpt-4o-mini", 0.15, 0.075, 0.6),
  in2025("gpt-4.1", 2, 0.5, 8),
  in2025("gpt-4.1-mini", 0.4, 0.1, 1.6),
  in2025("gpt-4.1-nano", 0.1, 0.025, 0.4),
  in2025("gpt-5", 1.25, 0.125, 10),
  in2025("gpt-5-mini", 0.25, 0.025, 2),
  in2025("gpt-5-nano", 0.05, 0.005, 0.4),
  in2025("o3", 2, 0.5, 8),
  in2025("o4-mini", 1.1, 0.275, 4.4),
  in2025("claude-sonnet-4-5", 3, 0.3, 15),
  in2025("claude-haiku-4-5", 1, 0.1, 5),
  in2025("text-embedding-3-small", 0.02, null, 0),
  in2025("text-embedding-3-large", 0.13, null, 0),
  in2025("text-embedding-ada-002", 0.1, null, 0),
  in2026("gpt-5.1", 1.25, 0.125, 10),
  in2026("gpt-5.2", 1.75, 0.175, 14),
  in2026("gpt-5.4", 2.5, 0.25, 15),
  in2026("gpt-5.4-mini", 0.75, 0.075, 4.5),
  in2026("gpt-5.4-nano", 0.2, 0.02, 1.25),
  // Our own, which only says back.
  in2025("echo", 0, null, 0),
]);

/** What tokens cost in micro-dollars, rounded once; null when the price is not known. */
export function costMicros(
  price: ModelPrice | undefined,
  { input, cachedInput, output }: TokenCounts,
): number | null {
  if (price === undefined) return null;
  const { inputMicros, cachedInputMicros, outputMicros } = price;
  // A large prompt at a high price is more than a number holds exactly.
  const of = (tokens: number, each: number) => BigInt(tokens) * BigInt(each);
  const millionfold =
    of(input - cachedInput, inputMicros) +
    of(cachedInput, cachedInputMicros ?? inputMicros) +
    of(output, outputMicros);
  return Number((millionfold + 500_000n) / 1_000_000n);
}
