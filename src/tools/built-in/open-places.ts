import { listLocationNames } from "../../business/index.ts";
import type { Database } from "../../store/index.ts";
import type { Settings } from "../fresh.ts";
import type { Rulebook } from "../inbound/rulebook.ts";
import type { Places } from "./find-place.ts";

/** The locations of every tenant, kept in memory, and which inbound rules name for their calls. */
export function openPlaces({
  db,
  rulebook,
  settings,
}: {
  db: Database;
  rulebook: Rulebook;
  settings: Settings;
}): Places {
  const read = settings.keep((tenantId) => listLocationNames(db, { tenantId }));
  return {
    list: ({ tenantId }) => read(tenantId),
    ofCall: async (scope, of) => (await rulebook.ruleFor(scope, of))?.location_id ?? null,
  };
}
