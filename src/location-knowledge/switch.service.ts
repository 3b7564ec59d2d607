import { recordAudit } from "../audit/index.ts";
import { lockLocation, readLocation } from "../business/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { insertGeneratedBase, removeGeneratedBase } from "../knowledge/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { findLink, lockLink } from "./link.store.ts";
import type { LocationKnowledge } from "./switch.schema.ts";

export type LocationKnowledgeSwitch = ReturnType<typeof createSwitch>;

interface Needs {
  db: Database;
  now: () => number;
  /** Something is to be kept from now on. */
  wake: () => void;
}

type Location = Awaited<ReturnType<typeof readLocation>>;

/** Whether what is written down about a location is searched as knowledge. */
export function createSwitch({ db, now, wake }: Needs) {
  const turnOn = async (trx: Trx, { scope, actor }: RequestAccess, location: Location) => {
    const { id: locationId, name, language } = location;
    const at = new Date(now());
    const baseId = await insertGeneratedBase(trx, scope, { locationId, name, language, at });
    await trx
      .insertInto("location_knowledge")
      .values({
        ...{ tenant_id: scope.tenantId, base_id: baseId, location_id: locationId },
        ...{ kept_version: null, kept_at: null, claimed_until: null },
      })
      .execute();
    const entry = { actor, action: "location.knowledge_turned_on", subject: locationId };
    await recordAudit(trx, scope, { ...entry, payload: { knowledge_base: baseId } });
  };
  const turnOff = async (trx: Trx, { scope, actor }: RequestAccess, of: Place) => {
    await lockLink(trx, scope, of.baseId);
    await removeGeneratedBase(trx, scope, of.baseId);
    const entry = { actor, action: "location.knowledge_turned_off", subject: of.locationId };
    await recordAudit(trx, scope, { ...entry, payload: { knowledge_base: of.baseId } });
  };

  return {
    /** @throws ProblemError `location-not-found`. */
    get: (scope: TenantScope, locationId: string): Promise<LocationKnowledge> =>
      inTenant(db, scope, async (trx) =>
        view(trx, scope, await readLocation(trx, scope, locationId)),
      ),

    /** Turned off, the base goes with everything in it at once. @throws ProblemError `location-not-found`. */
    async set(
      access: RequestAccess,
      locationId: string,
      isSearched: boolean,
    ): Promise<LocationKnowledge> {
      const { scope } = access;
      const set = await inTenant(
        db,
        scope,
        async (trx) => {
          const location = await lockLocation(trx, scope, locationId);
          const baseId = (await findLink(trx, scope, locationId))?.base_id;
          if (isSearched && baseId === undefined) await turnOn(trx, access, location);
          if (!isSearched && baseId !== undefined) {
            await turnOff(trx, access, { baseId, locationId });
          }
          return view(trx, scope, location);
        },
        { pace: "report" },
      );
      wake();
      return set;
    },
  };
}

interface Place {
  baseId: string;
  locationId: string;
}

async function view(trx: Trx, scope: TenantScope, location: Location): Promise<LocationKnowledge> {
  const link = await findLink(trx, scope, location.id);
  return {
    is_searched: link !== undefined,
    knowledge_base_id: link?.base_id ?? null,
    is_current: link?.kept_version === location.catalogue_version,
    kept_at: link?.kept_at?.toISOString() ?? null,
  };
}
