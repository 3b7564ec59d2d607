import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, inTenantAtOnce } from "../store/index.ts";
import type { ItemsAnswer } from "./catalogue.schema.ts";
import { readCatalogue } from "./catalogue.store.ts";
import type { CatalogueItem } from "./catalogue.ts";
import type { DietWish } from "./diet.ts";
import { findItems, type ItemAnswer, type ItemMatch } from "./find-items.ts";
import { readLocation } from "./location.service.ts";
import type { LocationRow } from "./location.store.ts";
import { phrasesOf, spokenLocale } from "./phrases.ts";
import { speakItems } from "./speak-answers.ts";

export interface ItemsAsked {
  query: string;
  diet?: DietWish | null;
  /** Left out, now. */
  at?: number | undefined;
  /** Left out, the location's. */
  language?: string | undefined;
}

interface Catalogue {
  location: LocationRow;
  items: readonly CatalogueItem[];
}

const cataloguesMax = 200;
const shownMax = 50;

/** Keeps catalogues in memory for as long as nobody changes them: the location's row tells, and it is read each time. */
export function createCatalogueCache() {
  const kept = new Map<string, { version: number; items: readonly CatalogueItem[] }>();
  return {
    async read(db: Database, scope: TenantScope, locationId: string): Promise<Catalogue> {
      const location = await inTenantAtOnce(db, scope, (trx) =>
        readLocation(trx, scope, locationId),
      );
      const key = `${scope.tenantId}/${locationId}`;
      const version = location.catalogue_version;
      const before = kept.get(key);
      // Read after its version: whatever changed in between is read once more with the next question.
      const items =
        before?.version === version
          ? before.items
          : await inTenant(db, scope, (trx) => readCatalogue(trx, scope, locationId));
      kept.delete(key);
      kept.set(key, { version, items });
      const [oldest] = kept.keys();
      if (kept.size > cataloguesMax && oldest !== undefined) kept.delete(oldest);
      return { location, items };
    },
  };
}

/** What a catalogue knows of what was asked. */
export function toItemsAnswer(catalogue: Catalogue, asked: ItemsAsked, now: number): ItemsAnswer {
  const { location, items } = catalogue;
  const { currency, time_zone: timeZone } = location;
  const wish = asked.diet ?? null;
  const diet = wish !== null && wish.free_of.length + wish.diets.length > 0 ? wish : null;
  const answer = findItems(items, { query: asked.query, diet, at: asked.at ?? now, timeZone });
  const matches = matchesOf(answer);
  const locale = spokenLocale(asked.language ?? location.language);
  return {
    kind: answer.kind,
    reason: answer.kind === "unknown" ? answer.reason : null,
    category: answer.kind === "list" ? answer.category : null,
    items: matches.slice(0, shownMax).map((match) => toFound(match, currency)),
    more: Math.max(0, matches.length - shownMax),
    not_stated: answer.kind === "list" ? answer.notStated : 0,
    text: speakItems(answer, { currency, locale, diet }),
  };
}

function matchesOf(answer: ItemAnswer): ItemMatch[] {
  if (answer.kind === "found") return [answer.match];
  return answer.kind === "ambiguous" || answer.kind === "list" ? answer.matches : [];
}

function toFound(
  { item, variants, isAvailable, suitability }: ItemMatch,
  currency: string,
): ItemsAnswer["items"][number] {
  const { id, name, description, category, contains, may_contain, free_of, diets } = item;
  const single = { name: null, price_minor: item.price_minor, is_available: isAvailable };
  return {
    ...{ id, name, description, category, currency, contains, may_contain, free_of, diets },
    prices: variants.length === 0 ? [single] : variants,
    is_available: isAvailable,
    suitability,
    modifiers: item.modifier_groups.map((group) => ({
      name: group.name,
      min: group.min,
      max: group.max,
      options: group.options,
    })),
  };
}

/** What is said when it took too long. */
export function lateItems({ language = "en-US" }: ItemsAsked): ItemsAnswer {
  return {
    ...{ kind: "unknown", reason: "too_slow", category: null, items: [], more: 0, not_stated: 0 },
    text: phrasesOf(spokenLocale(language)).notFound,
  };
}
