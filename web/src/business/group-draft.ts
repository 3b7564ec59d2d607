import type { ModifierGroup } from "../api.ts";
import type { Faults } from "../lib/faults.ts";
import { minorToText, noAmount, textToMinor } from "../lib/minor.ts";
import type { GroupFields } from "./catalogue-client.ts";
import { type DietDraft, fromDietDraft, toDietDraft } from "./item-draft.ts";

/** One thing that can be chosen. */
export interface DraftOption extends DietDraft {
  key: string;
  name: string;
  /** What it adds; nothing written adds nothing. */
  price: string;
  isAvailable: boolean;
}

export interface GroupDraft {
  name: string;
  description: string;
  min: string;
  /** Nothing written: as many as there are. */
  max: string;
  options: readonly DraftOption[];
}

export const newOption = (): DraftOption => ({
  ...{ key: crypto.randomUUID(), name: "", price: "", isAvailable: true },
  ...toDietDraft(undefined),
});

export function toGroupDraft(group: ModifierGroup | undefined, currency: string): GroupDraft {
  return {
    name: group?.name ?? "",
    description: group?.description ?? "",
    min: String(group?.min ?? 0),
    max: group?.max == null ? "" : String(group.max),
    options: group?.options.map((option) => ({
      ...toDietDraft(option),
      key: crypto.randomUUID(),
      name: option.name,
      price: minorToText(option.price_minor, currency),
      isAvailable: option.is_available,
    })) ?? [newOption()],
  };
}

/** What the API takes, or why it would not. */
export function readGroupDraft(
  draft: GroupDraft,
  currency: string,
): { fields: GroupFields } | { faults: Faults } {
  const faults: Record<string, string> = {};
  const options = draft.options.map((option, at) => {
    const price = textToMinor(option.price, currency);
    if (price === undefined) faults[`options.${at}.price_minor`] = noAmount(currency);
    return {
      ...fromDietDraft(option),
      name: option.name.trim(),
      price_minor: price ?? 0,
      is_available: option.isAvailable,
    };
  });
  if (Object.keys(faults).length > 0) return { faults };
  return {
    fields: {
      name: draft.name.trim(),
      description: draft.description.trim(),
      min: Number(draft.min),
      max: draft.max === "" ? null : Number(draft.max),
      options,
    },
  };
}
