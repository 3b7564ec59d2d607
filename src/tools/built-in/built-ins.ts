import type { BusinessLookups } from "../../business/index.ts";
import type { Message } from "../../contacts/index.ts";
import type { KnowledgeSearch } from "../../knowledge/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { BuiltInTool } from "../tool.ts";
import { deliveryCheck, itemsAndPrices, openingHours } from "./business-tools.ts";
import type { CalendarNeeds } from "./calendar-service.ts";
import { calendarBook, calendarTimes } from "./calendar-tools.ts";
import type { Places } from "./find-place.ts";
import { knowledgeSearch } from "./knowledge-search.ts";
import { takeMessage } from "./take-message.ts";
import { transfer } from "./transfer.ts";

export interface BuiltInNeeds extends CalendarNeeds {
  lookups: BusinessLookups;
  places: Places;
  search: KnowledgeSearch;
  takeMessage: (scope: TenantScope, message: Message) => Promise<unknown>;
}

/** What every tenant can have its agents do, by id. */
export function createBuiltIns(needs: BuiltInNeeds): ReadonlyMap<string, BuiltInTool> {
  const tools = [
    openingHours(needs),
    deliveryCheck(needs),
    itemsAndPrices(needs),
    knowledgeSearch(needs),
    takeMessage(needs),
    transfer(needs),
    calendarTimes(needs),
    calendarBook(needs),
  ];
  return new Map(tools.map((tool) => [tool.id, tool]));
}
