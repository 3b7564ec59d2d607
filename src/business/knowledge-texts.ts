import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { readCatalogue } from "./catalogue.store.ts";
import type { CatalogueItem } from "./catalogue.ts";
import { fromMinor } from "./currency.ts";
import { readLocation } from "./location.service.ts";

/** A text of a location to be searched. */
export interface KnowledgeText {
  /** The same for the same thing, whatever its words are at present. */
  id: string;
  kind: "item" | "policy" | "faq";
  title: string;
  content: string;
}

/** What of a location can be searched, as it is at present. */
export interface LocationKnowledge {
  name: string;
  language: string;
  /** `catalogue_version` of the location; when it is another, any of it may be. */
  version: number;
  texts: KnowledgeText[];
}

/**
 * What of a location can be searched: items with category, prices, modifiers, availability and what is stated about allergens; questions with their answers;
 * policies. Whoever keeps them in an index removes those whose id is not among them any more.
 * @throws ProblemError `location-not-found`.
 */
export async function readLocationKnowledge(
  trx: Trx,
  scope: TenantScope,
  locationId: string,
): Promise<LocationKnowledge> {
  // The version first: what changes meanwhile makes it an old one.
  const location = await readLocation(trx, scope, locationId);
  const { name, language, currency, catalogue_version: version } = location;
  const items = await readCatalogue(trx, scope, locationId);
  const texts = await trx
    .selectFrom("location_texts")
    .select(["id", "kind", "title", "content"])
    .where("tenant_id", "=", scope.tenantId)
    .where("location_id", "=", locationId)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return {
    ...{ name, language, version },
    texts: [...items.map((item) => toText(item, currency)), ...texts],
  };
}

function toText(item: CatalogueItem, currency: string): KnowledgeText {
  const price = (minor: number | null) =>
    minor === null ? "not stated" : `${fromMinor(minor, currency)} ${currency}`;
  const prices =
    item.variants.length === 0
      ? [`Price: ${price(item.price_minor)}`]
      : item.variants.map(
          ({ name, price_minor, is_available }) =>
            `Price, ${name}: ${price(price_minor)}${is_available ? "" : " (not available)"}`,
        );
  const stated = (name: string, tags: readonly string[]) =>
    tags.length === 0 ? [] : [`${name}: ${tags.join(", ")}`];
  const lines = [
    ...(item.category === null ? [] : [`Category: ${item.category}`]),
    ...(item.description === "" ? [] : [item.description]),
    ...prices,
    ...item.modifier_groups.map(
      ({ name, min, options }) =>
        `${name}${min > 0 ? " (required)" : ""}: ${options
          .map((option) => `${option.name} +${price(option.price_minor)}`)
          .join(", ")}`,
    ),
    ...availabilityOf(item),
    ...stated("Contains", item.contains),
    ...stated("May contain", item.may_contain),
    ...stated("Free of", item.free_of),
    ...stated("Suitable for", item.diets),
  ];
  return { id: item.id, kind: "item", title: item.name, content: lines.join("\n") };
}

function availabilityOf({ availability }: CatalogueItem): string[] {
  const { is_available, weekly, first_date, last_date } = availability;
  if (!is_available) return ["Not available."];
  return [
    ...(weekly === null ? [] : ["Available at certain hours only."]),
    ...(first_date === null ? [] : [`Available from ${first_date}.`]),
    ...(last_date === null ? [] : [`Available until ${last_date}.`]),
  ];
}
