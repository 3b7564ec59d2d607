import { listLocationNames } from "../../business/index.ts";
import type { Database } from "../../store/index.ts";
import { keepFresh } from "../fresh.ts";
import type { Places } from "./find-place.ts";

/** The locations of every tenant, kept in memory for a second. */
export function openPlaces(needs: {
  db: Database;
  now: () => number;
  ofCall: Places["ofCall"];
}): Places {
  const read = keepFresh(needs.now, (tenantId) => listLocationNames(needs.db, { tenantId }));
  return { list: ({ tenantId }) => read(tenantId), ofCall: needs.ofCall };
}
