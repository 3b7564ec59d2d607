import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenantAtOnce } from "../store/index.ts";
import { answerDelivery, type DeliveryAsked, lateDelivery } from "./answer-delivery.ts";
import { answerHours, type HoursAsked, lateHours } from "./answer-hours.ts";
import { createCatalogueCache, type ItemsAsked, lateItems, toItemsAnswer } from "./answer-items.ts";
import type { ItemsAnswer } from "./catalogue.schema.ts";
import type { Geocoder } from "./geocoder.ts";
import type { HoursAnswer } from "./hours.schema.ts";
import { defaultDeadlineMs, inTime } from "./in-time.ts";
import type { DeliveryAnswer } from "./zone.schema.ts";

interface Deadline {
  /** After this the answer is that it is not known. */
  deadlineMs?: number;
}

/**
 * Facts of a business, looked up while somebody waits. Each answer is structured, and a text to be spoken. What is not known, not found in time, or not surely known is
 * said to be so. All throw ProblemError `location-not-found`, and what the database fails with: whoever answers callers has words of their own for that.
 */
export interface BusinessLookups {
  /** Whether a location, or a service of it, is open. */
  answerHours(
    scope: TenantScope,
    locationId: string,
    asked?: HoursAsked & Deadline,
  ): Promise<HoursAnswer>;
  /** Whether it delivers to a place or an address, and on what terms. */
  checkDelivery(
    scope: TenantScope,
    locationId: string,
    asked: DeliveryAsked & Deadline,
  ): Promise<DeliveryAnswer>;
  /** What it sells: by name, size, category and diet. */
  findItems(
    scope: TenantScope,
    locationId: string,
    asked: ItemsAsked & Deadline,
  ): Promise<ItemsAnswer>;
}

interface Needs {
  db: Database;
  geocoder: Geocoder;
  now: () => number;
}

export function createBusinessLookups({ db, geocoder, now }: Needs): BusinessLookups {
  const catalogues = createCatalogueCache();
  return {
    answerHours: (scope, locationId, { deadlineMs = defaultDeadlineMs, ...asked } = {}) =>
      inTime(
        deadlineMs,
        () =>
          inTenantAtOnce(db, scope, (trx) =>
            answerHours(trx, scope, { locationId, now: now(), ...asked }),
          ),
        lateHours(asked),
      ),
    checkDelivery: (scope, locationId, { deadlineMs = defaultDeadlineMs, ...asked }) =>
      inTime(
        deadlineMs,
        (signal) => answerDelivery({ db, geocoder, now: now(), signal }, scope, locationId, asked),
        lateDelivery(asked),
      ),
    findItems: (scope, locationId, { deadlineMs = defaultDeadlineMs, ...asked }) =>
      inTime(
        deadlineMs,
        async () => {
          const catalogue = await catalogues.read(db, scope, locationId);
          return toItemsAnswer(catalogue, asked, now());
        },
        lateItems(asked),
      ),
  };
}
