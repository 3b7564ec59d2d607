import { edgesOf, type Position, type Ring } from "./shape.ts";

interface Edge {
  from: Position;
  to: Position;
  ring: number;
  /** Its place in the ring, and how many edges the ring has. */
  at: number;
  count: number;
  south: number;
  north: number;
  west: number;
  east: number;
}

/**
 * A place in which the rings of one polygon cross, run along each other, or touch themselves; null for none. Different rings may touch in a corner.
 *
 * Edges are looked at from west to east, each against those that have not ended yet, so what lies apart is never compared.
 */
export function findCrossing(rings: readonly Ring[]): Position | null {
  const edges = rings.flatMap(edgesIn).sort((a, b) => a.west - b.west);
  // Nearly all pairs are told apart by these numbers; in arrays of their own that takes nanoseconds.
  const [east, south, north] = [
    Float64Array.from(edges, (edge) => edge.east),
    Float64Array.from(edges, (edge) => edge.south),
    Float64Array.from(edges, (edge) => edge.north),
  ];
  const open = new Int32Array(edges.length);
  let openCount = 0;
  for (const [at, edge] of edges.entries()) {
    let stillOpen = 0;
    for (let place = 0; place < openCount; place++) {
      const other = open[place] ?? 0;
      if ((east[other] ?? 0) < edge.west) continue;
      open[stillOpen++] = other;
      if ((north[other] ?? 0) < edge.south || (south[other] ?? 0) > edge.north) continue;
      const candidate = edges[other];
      if (candidate !== undefined && isBadPair(edge, candidate)) return edge.from;
    }
    open[stillOpen++] = at;
    openCount = stillOpen;
  }
  return null;
}

function edgesIn(ring: Ring, ringAt: number): Edge[] {
  return [...edgesOf(ring)].map(([from, to], at) => ({
    ...{ from, to, ring: ringAt, at, count: ring.length },
    south: Math.min(from[1], to[1]),
    north: Math.max(from[1], to[1]),
    west: Math.min(from[0], to[0]),
    east: Math.max(from[0], to[0]),
  }));
}

function isBadPair(one: Edge, two: Edge): boolean {
  const isSameRing = one.ring === two.ring;
  const apart = Math.abs(one.at - two.at);
  if (isSameRing && (apart === 1 || apart === one.count - 1)) return doublesBack(one, two);
  const meeting = meet(one, two);
  return meeting === "cross" || (meeting === "touch" && isSameRing);
}

/** Neighbours share a corner; they must not lead back along each other. */
function doublesBack(one: Edge, two: Edge): boolean {
  const [first, second] = isSame(one.to, two.from) ? [one, two] : [two, one];
  if (turn(first.from, first.to, second.to) !== 0) return false;
  const [dx, dy] = [first.to[0] - first.from[0], first.to[1] - first.from[1]];
  return dx * (second.to[0] - second.from[0]) + dy * (second.to[1] - second.from[1]) < 0;
}

/** How two edges that are no neighbours meet: `touch` is in one place that is a corner of one of them. */
function meet(one: Edge, two: Edge): "cross" | "touch" | "apart" {
  const a = turn(one.from, one.to, two.from);
  const b = turn(one.from, one.to, two.to);
  const c = turn(two.from, two.to, one.from);
  const d = turn(two.from, two.to, one.to);
  if (a === 0 && b === 0) return alongEachOther(one, two);
  if (a * b < 0 && c * d < 0) return "cross";
  const isTouching =
    (a === 0 && isBetween(one, two.from)) ||
    (b === 0 && isBetween(one, two.to)) ||
    (c === 0 && isBetween(two, one.from)) ||
    (d === 0 && isBetween(two, one.to));
  return isTouching ? "touch" : "apart";
}

function alongEachOther(one: Edge, two: Edge): "cross" | "touch" | "apart" {
  const shared = [two.from, two.to].filter((place) => isBetween(one, place));
  shared.push(...[one.from, one.to].filter((place) => isBetween(two, place)));
  const [first] = shared;
  if (first === undefined) return "apart";
  return shared.every((place) => isSame(place, first)) ? "touch" : "cross";
}

function isBetween({ west, east, south, north }: Edge, [lng, lat]: Position): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/** 1 where the way to c turns left, -1 where it turns right, 0 where it leads on. */
function turn([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}

function isSame([ax, ay]: Position, [bx, by]: Position): boolean {
  return ax === bx && ay === by;
}
