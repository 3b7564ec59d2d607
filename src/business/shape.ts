/** A place, as GeoJSON writes it: longitude first. */
export type Position = readonly [lng: number, lat: number];

/** A closed line, without its first position again at the end. */
export type Ring = readonly Position[];

/** An outline, and what is cut out of it. */
export interface Polygon {
  outer: Ring;
  holes: Ring[];
}

/** The smallest upright rectangle around something. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Places closer than this to a border are on it. About a tenth of a millimetre. */
const epsilonDegrees = 1e-9;

export function boxOf(positions: readonly Position[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lng, lat] of positions) {
    box.west = Math.min(box.west, lng);
    box.east = Math.max(box.east, lng);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** Whether a place is in a rectangle or on its border. */
export function isInBox({ west, south, east, north }: Box, [lng, lat]: Position): boolean {
  return (
    lng >= west - epsilonDegrees &&
    lng <= east + epsilonDegrees &&
    lat >= south - epsilonDegrees &&
    lat <= north + epsilonDegrees
  );
}

/** Whether a place is in one of the polygons. Borders are inside, those of holes too. */
export function contains(polygons: readonly Polygon[], place: Position): boolean {
  return polygons.some(({ outer, holes }) => {
    if (isOnBorder(outer, place)) return true;
    if (!isInRing(outer, place)) return false;
    return holes.every((hole) => isOnBorder(hole, place) || !isInRing(hole, place));
  });
}

/** Even-odd: how often a line from the place to the east crosses the ring. What is on the border is decided before. */
export function isInRing(ring: Ring, [lng, lat]: Position): boolean {
  let isIn = false;
  for (const [[x1, y1], [x2, y2]] of edgesOf(ring)) {
    if (y1 > lat === y2 > lat) continue;
    if (lng < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) isIn = !isIn;
  }
  return isIn;
}

function isOnBorder(ring: Ring, [lng, lat]: Position): boolean {
  for (const [[x1, y1], [x2, y2]] of edgesOf(ring)) {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : ((lng - x1) * dx + (lat - y1) * dy) / length;
    const part = Math.min(1, Math.max(0, along));
    if (Math.hypot(lng - x1 - part * dx, lat - y1 - part * dy) <= epsilonDegrees) return true;
  }
  return false;
}

/** The edges of a ring, the last leading back to the first position. */
export function* edgesOf(ring: Ring): Generator<readonly [Position, Position]> {
  let before = ring.at(-1);
  for (const position of ring) {
    if (before !== undefined) yield [before, position];
    before = position;
  }
}

/** The signed area of a ring in square degrees: positive where it runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  // Far from the origin products of coordinates lose the digits that tell small rings apart.
  const [x0, y0] = ring[0] ?? [0, 0];
  let sum = 0;
  for (const [[x1, y1], [x2, y2]] of edgesOf(ring)) {
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return sum / 2;
}

/** Roughly the square kilometres of polygons; good for telling which is smaller. */
export function squareKilometres(polygons: readonly Polygon[]): number {
  const kilometresPerDegree = 111.32;
  let total = 0;
  for (const { outer, holes } of polygons) {
    const { south, north } = boxOf(outer);
    const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const degrees = [outer, ...holes].map((ring) => Math.abs(signedArea(ring)));
    const [whole = 0, ...cut] = degrees;
    total += Math.max(0, whole - cut.reduce((sum, one) => sum + one, 0)) * shrink;
  }
  return total * kilometresPerDegree ** 2;
}

/** A place that is surely inside, for a label: a centre may lie outside, or in a hole. */
export function labelPlace(polygons: readonly Polygon[]): Position {
  const [largest] = [...polygons].sort((a, b) => squareKilometres([b]) - squareKilometres([a]));
  if (largest === undefined) throw new RangeError("nothing has no inside");
  const lat = quietLatitude(largest);
  const crossings = [largest.outer, ...largest.holes]
    .flatMap((ring) =>
      [...edgesOf(ring)].flatMap(([[x1, y1], [x2, y2]]) =>
        y1 > lat === y2 > lat ? [] : [x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)],
      ),
    )
    .sort((a, b) => a - b);
  let [best, width] = [crossings[0] ?? 0, -1];
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const [from = 0, to = 0] = crossings.slice(at, at + 2);
    if (to - from > width) [best, width] = [(from + to) / 2, to - from];
  }
  return [best, lat];
}

/** A latitude near the middle on which no corner lies. */
function quietLatitude({ outer, holes }: Polygon): number {
  const { south, north } = boxOf(outer);
  const middle = (south + north) / 2;
  const corners = [...new Set([outer, ...holes].flat().map(([, lat]) => lat))]
    .filter((lat) => lat >= south && lat <= north)
    .sort((a, b) => a - b);
  let [best, gap] = [middle, 0];
  for (let at = 0; at + 1 < corners.length; at++) {
    const [low = 0, high = 0] = corners.slice(at, at + 2);
    // Broad gaps are safer than near ones; the one around the middle is taken unless it is very narrow.
    const isAround = low <= middle && middle <= high;
    const weight = isAround ? (high - low) * 4 : high - low;
    if (weight > gap) [best, gap] = [(low + high) / 2, weight];
  }
  return best;
}
