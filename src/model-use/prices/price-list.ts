import { builtInPrices, type ModelPrice } from "../../llm/index.ts";

/** Whose price it is: the nearer one counts, whichever is newer. */
export type PriceSource = "own" | "installation" | "built_in";

/** A price that somebody set. */
export interface SetPrice extends ModelPrice {
  readonly id: string;
  readonly model: string;
  readonly source: "own" | "installation";
}

/** A model's price, set by somebody or built in. */
export interface ListedPrice extends ModelPrice {
  readonly id: string | null;
  readonly model: string;
  readonly source: PriceSource;
}

const sources: readonly PriceSource[] = ["own", "installation", "built_in"];

/** Everything that is known of prices: what was set, and what is built in. */
export function listPrices(set: readonly SetPrice[]): ListedPrice[] {
  const builtIn = [...builtInPrices].map(([model, price]) => ({
    ...{ ...price, id: null, model, source: "built_in" as const },
  }));
  return [...set, ...builtIn];
}

/** What a model costs on a day: the tenant's own newest price by then, else the installation's, else the one built in. */
export function priceOn(
  listed: readonly ListedPrice[],
  model: string,
  day: string,
): ListedPrice | undefined {
  // What is built in is the best that is known, also of days before it was looked up.
  const known = listed.filter(
    (price) => price.model === model && (price.source === "built_in" || price.validFrom <= day),
  );
  return known.toSorted(
    (one, other) =>
      sources.indexOf(one.source) - sources.indexOf(other.source) ||
      other.validFrom.localeCompare(one.validFrom),
  )[0];
}
