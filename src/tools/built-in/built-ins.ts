import type { BusinessLookups } from "../../business/index.ts";
import type { KnowledgeSearch } from "../../knowledge/index.ts";
import type { BuiltInTool } from "../tool.ts";
import { deliveryCheck, itemsAndPrices, openingHours } from "./business-tools.ts";
import type { Places } from "./find-place.ts";
import { knowledgeSearch } from "./knowledge-search.ts";

/** What every tenant can have its agents do, by id. */
export function createBuiltIns(needs: {
  lookups: BusinessLookups;
  places: Places;
  search: KnowledgeSearch;
}): ReadonlyMap<string, BuiltInTool> {
  const tools = [
    openingHours(needs),
    deliveryCheck(needs),
    itemsAndPrices(needs),
    knowledgeSearch(needs),
  ];
  return new Map(tools.map((tool) => [tool.id, tool]));
}
