import { findCrossing } from "./self-crossing.ts";
import {
  type Box,
  boxOf,
  isInRing,
  labelPlace,
  type Polygon,
  type Position,
  type Ring,
  signedArea,
  squareKilometres,
} from "./shape.ts";

/** Limits that keep a check fast: drawn by hand, a zone has some dozens of corners. */
const limits = { rings: 50, positions: 5_000 } as const;

/** What can be wrong with a boundary. */
export type BoundaryFault =
  | "not-geojson"
  | "too-large"
  | "too-few-positions"
  | "not-a-position"
  | "out-of-range"
  | "swapped"
  | "crosses-antimeridian"
  | "crosses-itself"
  | "no-area"
  | "hole-outside";

/** Why a boundary is refused. */
export class BoundaryError extends Error {
  override readonly name = "BoundaryError";
  readonly reason: BoundaryFault;

  constructor(reason: BoundaryFault, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A boundary that has been checked, with what is asked of it again and again. */
export interface Boundary {
  polygons: Polygon[];
  box: Box;
  squareKilometres: number;
  label: Position;
}

/** A boundary as GeoJSON (RFC 7946): rings closed, outlines counter-clockwise, holes clockwise. */
export interface MultiPolygon {
  type: "MultiPolygon";
  coordinates: Position[][][];
}

/**
 * Reads a GeoJSON Polygon or MultiPolygon, or a Feature of one. Rings that are not closed are closed.
 * @param near a place that the zone must be near, which tells latitude and longitude apart where their ranges do not.
 * @throws BoundaryError naming what is wrong, and with which ring.
 */
export function readBoundary(value: unknown, near?: Position): Boundary {
  const lists = coordinatesOf(value);
  const polygons = lists.map((rings, at) => readPolygon(rings, `polygon ${at + 1}`));
  const box = boxOf(polygons.flatMap(({ outer }) => outer));
  if (near !== undefined) refuseSwapped(box, near);
  for (const [at, polygon] of polygons.entries()) checkPolygon(polygon, `Polygon ${at + 1}`);
  return {
    polygons,
    box,
    squareKilometres: squareKilometres(polygons),
    label: labelPlace(polygons),
  };
}

/** Writes a boundary as it is stored and shown. */
export function writeBoundary(polygons: readonly Polygon[]): MultiPolygon {
  const closed = (ring: Ring) => [...ring, ...ring.slice(0, 1)];
  return {
    type: "MultiPolygon",
    coordinates: polygons.map(({ outer, holes }) => [outer, ...holes].map(closed)),
  };
}

/** Reads what {@link writeBoundary} wrote. */
export function storedPolygons({ coordinates }: MultiPolygon): Polygon[] {
  return coordinates.map((rings) => {
    const [outer = [], ...holes] = rings.map((ring) => ring.slice(0, -1));
    return { outer, holes };
  });
}

function coordinatesOf(value: unknown): unknown[][] {
  const given = asObject(value);
  const geometry = given.type === "Feature" ? asObject(given.geometry) : given;
  const { type, coordinates } = geometry;
  const isKnown = type === "Polygon" || type === "MultiPolygon";
  if (!isKnown || !Array.isArray(coordinates)) {
    throw new BoundaryError(
      "not-geojson",
      "A boundary is a GeoJSON Polygon or MultiPolygon, or a Feature of one.",
    );
  }
  const lists: unknown[] = type === "Polygon" ? [coordinates] : coordinates;
  if (lists.length === 0 || !lists.every((list) => Array.isArray(list) && list.length > 0)) {
    throw new BoundaryError("not-geojson", "The boundary has no ring.");
  }
  const counted = (lists as unknown[][]).flat();
  if (counted.length > limits.rings) throw tooLarge(`${limits.rings} rings`);
  const positions = counted.reduce<number>(
    (sum, ring) => sum + (Array.isArray(ring) ? ring.length : 0),
    0,
  );
  if (positions > limits.positions) throw tooLarge(`${limits.positions} positions`);
  return lists as unknown[][];
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function tooLarge(limit: string): BoundaryError {
  return new BoundaryError("too-large", `A boundary has at most ${limit}. Simplify it.`);
}

function readPolygon(rings: readonly unknown[], name: string): Polygon {
  const read = rings.map((ring, at) => readRing(ring, `Ring ${at + 1} of ${name}`));
  const [outer = [], ...holes] = read.map((ring, at) => {
    const isCounterClockwise = signedArea(ring) > 0;
    return isCounterClockwise === (at === 0) ? ring : [...ring].reverse();
  });
  return { outer, holes };
}

function readRing(value: unknown, name: string): Ring {
  if (!Array.isArray(value)) throw new BoundaryError("not-geojson", `${name} is no list.`);
  const positions = value.map((position) => readPosition(position, name));
  // The same place twice in a row draws nothing; the end of a closed ring is its beginning.
  const ring = positions.filter(
    (position, at) => !isSame(position, positions[(at + 1) % positions.length]),
  );
  if (ring.length < 3) {
    throw new BoundaryError(
      "too-few-positions",
      `${name} needs at least four positions, of which the last is the first again.`,
    );
  }
  for (const [at, [lng]] of ring.entries()) {
    const [before = lng] = ring.at(at - 1) ?? [];
    if (Math.abs(lng - before) > 180) {
      throw new BoundaryError(
        "crosses-antimeridian",
        `${name} crosses the 180th meridian. Draw a MultiPolygon with a part on either side of it.`,
      );
    }
  }
  return ring;
}

function isSame(one: Position, two: Position | undefined): boolean {
  return two !== undefined && one[0] === two[0] && one[1] === two[1];
}

function readPosition(value: unknown, name: string): Position {
  const [lng, lat] = Array.isArray(value) ? value : [];
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) {
    throw new BoundaryError("not-a-position", `${name} has a position that is not two numbers.`);
  }
  const position: Position = [lng, lat];
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lng) <= 90) throw swapped(name);
  if (Math.abs(lat) > 90 || Math.abs(lng) > 180) {
    throw new BoundaryError(
      "out-of-range",
      `${name} has a position outside of the world: ${lng}, ${lat}.`,
    );
  }
  return position;
}

function swapped(name: string): BoundaryError {
  return new BoundaryError(
    "swapped",
    `${name} seems to have latitude first. In GeoJSON longitude comes first.`,
  );
}

/** In degrees: nobody delivers that far. */
const farDegrees = 8;
const nearDegrees = 2;

/** Where the zone is far from its location, and near to it with the two exchanged, they were exchanged. */
function refuseSwapped({ west, south, east, north }: Box, near: Position): void {
  const centre: Position = [(west + east) / 2, (south + north) / 2];
  const far = distance(centre, near);
  const exchanged = distance([centre[1], centre[0]], near);
  if (far > farDegrees && exchanged < nearDegrees) throw swapped("The boundary");
}

function distance([ax, ay]: Position, [bx, by]: Position): number {
  return Math.hypot(ax - bx, ay - by);
}

function checkPolygon({ outer, holes }: Polygon, name: string): void {
  const crossing = findCrossing([outer, ...holes]);
  if (crossing !== null) {
    throw new BoundaryError(
      "crosses-itself",
      `${name} crosses or touches itself near longitude ${crossing[0]}, latitude ${crossing[1]}.`,
    );
  }
  if ([outer, ...holes].some((ring) => signedArea(ring) === 0)) {
    throw new BoundaryError("no-area", `${name} has a ring without an inside.`);
  }
  // Rings do not cross, so one corner that is no shared one decides for all.
  for (const hole of holes) {
    const corners = new Set(outer.map(String));
    const own = hole.find((corner) => !corners.has(String(corner)));
    if (own !== undefined && !isInRing(outer, own)) {
      throw new BoundaryError("hole-outside", `${name} has a hole outside of its outline.`);
    }
  }
}
