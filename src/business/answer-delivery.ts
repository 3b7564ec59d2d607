import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { Geocoder, Place } from "./geocoder.ts";
import { readLocation } from "./location.service.ts";
import type { LocationRow } from "./location.store.ts";
import { phrasesOf, spokenLocale } from "./phrases.ts";
import { speakNotNow, speakZone } from "./speak-answers.ts";
import type { DeliveryAnswer } from "./zone.schema.ts";
import { readZonesAround } from "./zone.store.ts";
import { toZone } from "./zone-views.ts";
import { findZone } from "./zones.ts";

export interface DeliveryAsked {
  /** Goes before the address. */
  place?: Place | undefined;
  address?: string | undefined;
  /** Left out, now. */
  at?: number | undefined;
  /** Left out, the location's. */
  language?: string | undefined;
}

interface Needs {
  db: Database;
  geocoder: Geocoder;
  now: number;
  signal: AbortSignal;
}

const nothing = { reason: null, place: null, zone: null, opens_at: null } as const;

/** Whether a location delivers somewhere. The geocoder is asked outside of any transaction: it may take its time. */
export async function answerDelivery(
  needs: Needs,
  scope: TenantScope,
  locationId: string,
  asked: DeliveryAsked,
): Promise<DeliveryAnswer> {
  const { db, geocoder, signal } = needs;
  const location = await inTenant(db, scope, (trx) => readLocation(trx, scope, locationId));
  const locale = spokenLocale(asked.language ?? location.language);
  const located =
    asked.place !== undefined
      ? { kind: "found" as const, place: checkedPlace(asked.place) }
      : await geocoder.locate(asked.address ?? "", { near: nearOf(location), signal });
  if (located.kind === "cannot_locate") {
    const text = phrasesOf(locale).cannotLocate;
    return { ...nothing, kind: "cannot_locate", reason: located.reason, text };
  }
  return checkPlace(needs, scope, { location, place: located.place, asked, locale });
}

async function checkPlace(
  { db, now }: Needs,
  scope: TenantScope,
  of: { location: LocationRow; place: Place; asked: DeliveryAsked; locale: string },
): Promise<DeliveryAnswer> {
  const { location, place, locale } = of;
  const { lat, lng } = place;
  const zones = await inTenant(db, scope, (trx) =>
    readZonesAround(trx, scope, { locationId: location.id, place }),
  );
  const at = of.asked.at ?? now;
  const timeZone = location.time_zone;
  const answer = findZone(zones, [lng, lat], { at, timeZone });
  const phrases = phrasesOf(locale);
  switch (answer.kind) {
    case "outside":
      return { ...nothing, kind: "outside", place, text: phrases.noDelivery };
    case "unknown":
      return { ...nothing, ...answer, place, text: phrases.unknownZones };
    case "inside": {
      const zone = toZone(answer.zone.row, location);
      return { ...nothing, kind: "inside", place, zone, text: speakZone(zone, locale) };
    }
    case "not_now": {
      const { opensAt } = answer;
      return {
        ...nothing,
        ...{ kind: "not_now", place, zone: toZone(answer.zone.row, location) },
        opens_at: opensAt === null ? null : new Date(opensAt).toISOString(),
        text: speakNotNow(opensAt, { now: at, timeZone, locale }),
      };
    }
  }
}

/** What is said when it took too long. */
export function lateDelivery({ language = "en-US", place }: DeliveryAsked): DeliveryAnswer {
  const phrases = phrasesOf(spokenLocale(language));
  return place === undefined
    ? { ...nothing, kind: "cannot_locate", reason: "too_slow", text: phrases.cannotLocate }
    : { ...nothing, kind: "unknown", reason: "too_slow", text: phrases.unknownZones };
}

function nearOf({ lat, lng }: LocationRow): Place | null {
  return lat === null || lng === null ? null : { lat, lng };
}

/** @throws ProblemError `invalid-request` for a place outside of the world. */
function checkedPlace({ lat, lng }: Place): Place {
  if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) return { lat, lng };
  const isSwapped = Math.abs(lng) <= 90 && Math.abs(lat) <= 180;
  throw new ProblemError(
    "invalid-request",
    isSwapped
      ? "lat and lng seem to be exchanged: no latitude is beyond 90."
      : "lat is between -90 and 90, lng between -180 and 180.",
  );
}
