/** A row of two texts, such as a header or words of a language. */
export interface Pair {
  key: string;
  name: string;
  value: string;
}

export const newPair = (name = "", value = ""): Pair => ({
  key: crypto.randomUUID(),
  name,
  value,
});

export const toPairs = (record: Readonly<Record<string, string>>): Pair[] =>
  Object.entries(record).map(([name, value]) => newPair(name, value));

/** The rows that say something. */
export const fromPairs = (pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(
    pairs
      .filter(({ name }) => name.trim() !== "")
      .map(({ name, value }) => [name.trim(), value.trim()]),
  );
