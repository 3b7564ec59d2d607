import type { DietFacts } from "./diet.ts";
import { type Hours, isOpenAt, type WeeklySpan } from "./hours.ts";
import { type LocalDate, toLocal } from "./local-time.ts";

/** A size or kind of an item, with a price of its own. */
export interface Variant {
  name: string;
  /** In the smallest unit of the location's currency; null: not stated. */
  price_minor: number | null;
  is_available: boolean;
}

/** One thing of a group of modifiers. */
export interface ModifierOption extends DietFacts {
  name: string;
  /** What it adds to the price. */
  price_minor: number;
  is_available: boolean;
}

/** What can or must be chosen with an item: "choose one or two toppings". */
export interface ModifierGroup {
  id: string;
  name: string;
  min: number;
  /** Null: as many as there are. */
  max: number | null;
  options: ModifierOption[];
}

/** When something can be had; what is null does not limit it. */
export interface Availability {
  is_available: boolean;
  weekly: WeeklySpan[] | null;
  first_date: LocalDate | null;
  last_date: LocalDate | null;
}

/** Something that can be had. */
export interface CatalogueItem extends DietFacts {
  id: string;
  name: string;
  description: string;
  /** Null for one without a category. */
  category: string | null;
  /** Of an item without variants; null: not stated. */
  price_minor: number | null;
  variants: Variant[];
  availability: Availability;
  modifier_groups: ModifierGroup[];
}

/** Whether something can be had at an instant, by the clocks of the location. */
export function isAvailableAt(
  availability: Availability,
  { at, timeZone }: { at: number; timeZone: string },
): boolean {
  const { is_available, weekly, first_date, last_date } = availability;
  if (!is_available) return false;
  const { date } = toLocal(at, timeZone);
  if (first_date !== null && date < first_date) return false;
  if (last_date !== null && date > last_date) return false;
  if (weekly === null) return true;
  const hours: Hours = { weekly: { general: weekly }, exceptions: [], closing: null };
  return isOpenAt({ hours, service: "general", timeZone }, at);
}
