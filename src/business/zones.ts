import { type DaySpan, type Hours, isOpenAt, nextChange, type WeeklySpan } from "./hours.ts";
import { type Box, contains, isInBox, type Polygon, type Position } from "./shape.ts";

/** What choosing a zone needs to know of it. */
export interface ZoneFacts {
  id: string;
  name: string;
  isActive: boolean;
  /** The highest is asked first. */
  priority: number;
  /** Null: not stated. */
  feeMinor: number | null;
  minOrderMinor: number | null;
  freeFromMinor: number | null;
  /** When it is delivered to; null: whenever there is delivery. */
  weekly: WeeklySpan[] | null;
  /** Null as long as nobody drew it. */
  area: { polygons: Polygon[]; box: Box; squareKilometres: number } | null;
}

/** What became of asking for a place. Failing to find out is never `outside`. */
export type ZoneAnswer<Zone extends ZoneFacts = ZoneFacts> =
  | { kind: "inside"; zone: Zone }
  /** It is delivered to, at another time. */
  | { kind: "not_now"; zone: Zone; opensAt: number | null }
  | { kind: "outside" }
  | { kind: "unknown"; reason: "no_zones" | "zone_without_boundary" };

/** Which zone a place is in. Where several overlap: that of the highest priority, then of the lowest fee, then the smallest. */
export function findZone<Zone extends ZoneFacts>(
  zones: readonly Zone[],
  place: Position,
  when: { at: number; timeZone: string },
): ZoneAnswer<Zone> {
  const active = zones.filter(({ isActive }) => isActive);
  if (active.length === 0) return { kind: "unknown", reason: "no_zones" };
  const around = active
    .filter(({ area }) => area !== null && isInBox(area.box, place))
    .filter(({ area }) => area !== null && contains(area.polygons, place))
    .sort(compareZones);
  const open = around.find(({ weekly }) => isDelivered(weekly, when));
  if (open !== undefined) return { kind: "inside", zone: open };
  const [first] = around;
  if (first !== undefined) {
    const opensAt = first.weekly === null ? null : nextChange(placeOf(first.weekly, when), when.at);
    return { kind: "not_now", zone: first, opensAt };
  }
  const isUndrawn = active.some(({ area }) => area === null);
  return isUndrawn ? { kind: "unknown", reason: "zone_without_boundary" } : { kind: "outside" };
}

/** A fee that is not stated is not the lowest. */
function compareZones(a: ZoneFacts, b: ZoneFacts): number {
  return (
    b.priority - a.priority ||
    (a.feeMinor ?? Infinity) - (b.feeMinor ?? Infinity) ||
    (a.area?.squareKilometres ?? 0) - (b.area?.squareKilometres ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}

function isDelivered(
  weekly: ReadonlyArray<WeeklySpan & DaySpan> | null,
  when: { at: number; timeZone: string },
): boolean {
  return weekly === null || isOpenAt(placeOf(weekly, when), when.at);
}

function placeOf(weekly: readonly WeeklySpan[], { timeZone }: { timeZone: string }) {
  const hours: Hours = { weekly: { delivery: [...weekly] }, exceptions: [], closing: null };
  return { hours, service: "delivery", timeZone } as const;
}
