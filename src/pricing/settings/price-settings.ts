/** What a month's statement is made by. */
export interface PriceSettings {
  /** Null: nobody set any. */
  readonly fromMonth: string | null;
  readonly basis: "estimate" | "reported";
  /** Hundredths of a percent. */
  readonly markup: number;
  readonly budget: { readonly micros: number; readonly currency: string } | null;
}

const asTheyCome: PriceSettings = { fromMonth: null, basis: "estimate", markup: 0, budget: null };

/**
 * The settings that hold for a month.
 * @param all the latest month first.
 */
export function settingsOf(all: readonly PriceSettings[], month: string): PriceSettings {
  return all.find(({ fromMonth }) => fromMonth !== null && fromMonth <= month) ?? asTheyCome;
}
