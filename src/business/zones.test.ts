import fc from "fast-check";
import { expect, test } from "vitest";
import { BoundaryError, readBoundary, storedPolygons, writeBoundary } from "./boundary.ts";
import { findCrossing } from "./self-crossing.ts";
import { contains, type Position, type Ring } from "./shape.ts";
import { findZone, type ZoneFacts } from "./zones.ts";

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const polygon = (...coordinates: unknown[]) => ({ type: "Polygon", coordinates });
const read = (value: unknown, near?: Position) => readBoundary(value, near);
const isIn = (value: unknown, place: Position) => contains(read(value).polygons, place);
const reasonOf = (value: unknown, near?: Position) => {
  try {
    read(value, near);
    return "accepted";
  } catch (error) {
    return error instanceof BoundaryError ? error.reason : error;
  }
};

const hollow = polygon(square(-74.02, 40.7, 0.04), square(-74.01, 40.71, 0.01));
const twoParts = {
  type: "MultiPolygon",
  coordinates: [[square(0, 0, 1)], [square(5, 5, 1)]],
};
const notched = polygon([
  [0, 0],
  [4, 0],
  [4, 4],
  [2, 1],
  [0, 4],
]);
const tiny = polygon(square(13.4, 52.5, 1e-6));

test.each<[string, unknown, Position, boolean]>([
  ["inside", hollow, [-74.015, 40.705], true],
  ["outside", hollow, [-74.03, 40.705], false],
  ["a corner", hollow, [-74.02, 40.7], true],
  ["an edge", hollow, [-74.0, 40.7], true],
  ["an edge, within the tolerance", hollow, [-74.0, 40.7 - 5e-10], true],
  ["beside an edge, beyond the tolerance", hollow, [-74.0, 40.7 - 5e-9], false],
  ["a hole", hollow, [-74.005, 40.715], false],
  ["the edge of a hole", hollow, [-74.01, 40.715], true],
  ["the second part of two", twoParts, [5.5, 5.5], true],
  ["between two parts", twoParts, [3, 3], false],
  ["a notch", notched, [2, 3], false],
  ["beside a notch", notched, [0.5, 2.5], true],
  ["the bottom of a notch", notched, [2, 1], true],
  ["a tiny zone", tiny, [13.4000005, 52.5000005], true],
  ["beside a tiny zone", tiny, [13.400002, 52.5000005], false],
  ["latitude and longitude exchanged", hollow, [40.705, -74.015], false],
])("%s", (_name, value, place, expected) => {
  expect(isIn(value, place)).toBe(expected);
  expect(isIn({ type: "Feature", properties: {}, geometry: value }, place)).toBe(expected);
});

test.each<[string, unknown, string]>([
  [
    "a bow tie",
    polygon([
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ]),
    "crosses-itself",
  ],
  [
    "a spike",
    polygon([
      [0, 0],
      [4, 0],
      [2, 0],
      [2, 3],
      [0, 0],
    ]),
    "crosses-itself",
  ],
  [
    "a ring that touches itself",
    polygon([
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 0],
      [0, 4],
    ]),
    "crosses-itself",
  ],
  ["a hole across the outline", polygon(square(0, 0, 2), square(1, 1, 2)), "crosses-itself"],
  ["a hole outside", polygon(square(0, 0, 1), square(5, 5, 1)), "hole-outside"],
  [
    "too few positions",
    polygon([
      [0, 0],
      [1, 1],
      [0, 0],
    ]),
    "too-few-positions",
  ],
  [
    "the same position again and again",
    polygon([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]),
    "too-few-positions",
  ],
  [
    "a flat ring",
    polygon([
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 0],
    ]),
    "crosses-itself",
  ],
  [
    "no number",
    polygon([
      [0, 0],
      ["1", 1],
      [2, 2],
      [0, 0],
    ]),
    "not-a-position",
  ],
  [
    "an infinite number",
    polygon([
      [0, 0],
      [Infinity, 1],
      [2, 2],
      [0, 0],
    ]),
    "not-a-position",
  ],
  [
    "outside of the world",
    polygon([
      [0, 0],
      [181, 1],
      [2, 2],
      [0, 0],
    ]),
    "out-of-range",
  ],
  [
    "latitude first",
    polygon([
      [40.7, -120],
      [40.8, -120],
      [40.8, -121],
    ]),
    "swapped",
  ],
  [
    "across the antimeridian",
    polygon([
      [179, 0],
      [-179, 0],
      [-179, 1],
      [179, 1],
    ]),
    "crosses-antimeridian",
  ],
  ["a point", { type: "Point", coordinates: [0, 0] }, "not-geojson"],
  ["a collection", { type: "FeatureCollection", features: [] }, "not-geojson"],
  ["no ring", polygon(), "not-geojson"],
  ["null", null, "not-geojson"],
  ["too many rings", polygon(...Array.from({ length: 51 }, () => square(0, 0, 1))), "too-large"],
  [
    "too many positions",
    polygon(Array.from({ length: 5_001 }, (_, at) => [at / 100, 0])),
    "too-large",
  ],
])("%s is refused, and why is said", (_name, value, reason) => {
  expect(reasonOf(value)).toBe(reason);
});

test("what lies at the other end of the world, but here with its coordinates exchanged, is told", () => {
  const berlin: Position = [13.4, 52.5];
  expect(reasonOf(polygon(square(52.4, 13.3, 0.2)), berlin)).toBe("swapped");
  expect(reasonOf(polygon(square(13.3, 52.4, 0.2)), berlin)).toBe("accepted");
  expect(reasonOf(polygon(square(20, 20, 1)), berlin)).toBe("accepted");
});

/** A ring around a centre that every ray from it meets once. */
const star = fc
  .record({
    centre: fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })),
    radii: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 40 }),
  })
  .map(({ centre: [x, y], radii }) => {
    const ring: Position[] = radii.map((radius, at) => {
      const angle = (at / radii.length) * 2 * Math.PI;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return { centre: [x, y] as const, ring };
  });

test("every star is accepted, holds its centre, its corners and its label, and is itself again when stored", () => {
  fc.assert(
    fc.property(star, ({ centre, ring }) => {
      const { polygons, label } = read(polygon(ring));
      for (const place of [centre, label, ...ring]) expect(contains(polygons, place)).toBe(true);
      for (const [x, y] of ring) {
        const beyond: Position = [
          centre[0] + (x - centre[0]) * 1.001 + (x - centre[0]) * 1e-6,
          centre[1] + (y - centre[1]) * 1.001,
        ];
        expect(contains(polygons, beyond)).toBe(false);
      }
      expect(storedPolygons(writeBoundary(polygons))).toEqual(polygons);
      expect(read(writeBoundary(polygons)).polygons).toEqual(polygons);
    }),
  );
});

test("a label is never in a hole", () => {
  fc.assert(
    fc.property(
      star,
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      ({ centre, ring }, part) => {
        const hole = ring.map(([x, y]) => [
          centre[0] + (x - centre[0]) * part,
          centre[1] + (y - centre[1]) * part,
        ]);
        const { polygons, label } = read(polygon(ring, hole));
        expect(contains(polygons, label)).toBe(true);
        expect(contains(polygons, centre)).toBe(false);
      },
    ),
  );
});

test("a crossing is found exactly where two edges have more in common than a corner of neighbours", () => {
  const grid = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
  const ring = fc.uniqueArray(grid, { minLength: 3, maxLength: 8, selector: String });
  fc.assert(
    fc.property(ring, (positions) => {
      expect(findCrossing([positions]) !== null).toBe(isCrossing(positions));
    }),
    { numRuns: 2_000 },
  );
});

/** The same by looking at every pair, with whole numbers. */
function isCrossing(ring: Ring): boolean {
  const side = (a: Position, b: Position, c: Position) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const isOn = (a: Position, b: Position, c: Position) =>
    side(a, b, c) === 0 && (c[0] - a[0]) * (c[0] - b[0]) <= 0 && (c[1] - a[1]) * (c[1] - b[1]) <= 0;
  const edge = (at: number) =>
    [ring[at] ?? [0, 0], ring[(at + 1) % ring.length] ?? [0, 0]] as const;
  for (let i = 0; i < ring.length; i++) {
    for (let j = i + 1; j < ring.length; j++) {
      const [[a, b], [c, d]] = [edge(i), edge(j)];
      const isNext = j === i + 1;
      const isLast = i === 0 && j === ring.length - 1;
      if (isNext && (isOn(a, b, d) || isOn(c, d, a))) return true;
      if (isLast && (isOn(a, b, c) || isOn(c, d, b))) return true;
      if (isNext || isLast) continue;
      const isProper = side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
      if (isProper || isOn(a, b, c) || isOn(a, b, d) || isOn(c, d, a) || isOn(c, d, b)) return true;
    }
  }
  return false;
}

test("five thousand corners are read, and a single crossing among them is found", () => {
  const ring = Array.from({ length: 4_999 }, (_, at): [number, number] => {
    const angle = (at / 4_999) * 2 * Math.PI;
    const radius = at % 2 === 0 ? 1 : 0.5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  expect(reasonOf(polygon(ring))).toBe("accepted");
  const [one = [0, 0]] = ring.slice(1_000);
  ring[3_000] = one.map((part) => part * 0.99) as [number, number];
  expect(reasonOf(polygon(ring))).toBe("crosses-itself");
});

const zone = (id: string, given: Partial<ZoneFacts> = {}, size = 1): ZoneFacts => ({
  ...{ id, name: id, isActive: true, priority: 0, feeMinor: null, minOrderMinor: null },
  ...{ freeFromMinor: null, weekly: null, area: read(polygon(square(0, 0, size))), ...given },
});
const when = { at: Date.parse("2026-11-25T12:00:00Z"), timeZone: "UTC" };
const place: Position = [0.5, 0.5];

test("of zones that overlap the highest priority is taken, then the lowest fee, then the smallest", () => {
  const idOf = (...zones: ZoneFacts[]) => {
    const answer = findZone(zones, place, when);
    expect(findZone([...zones].reverse(), place, when)).toEqual(answer);
    return answer.kind === "inside" ? answer.zone.id : answer.kind;
  };
  expect(idOf(zone("a", { feeMinor: 1 }), zone("b", { feeMinor: 9, priority: 1 }))).toBe("b");
  expect(idOf(zone("a", { feeMinor: 300 }), zone("b", { feeMinor: 200 }, 2))).toBe("b");
  expect(idOf(zone("a", { feeMinor: null }), zone("b", { feeMinor: 200 }, 2))).toBe("b");
  expect(idOf(zone("a", {}, 2), zone("b", {}, 1))).toBe("b");
  expect(idOf(zone("a"), zone("b"))).toBe("a");
  expect(idOf(zone("a", { isActive: false }), zone("b", {}, 2))).toBe("b");
});

test("what is not known is never outside", () => {
  const far: Position = [50, 50];
  expect(findZone([], far, when)).toEqual({ kind: "unknown", reason: "no_zones" });
  const undrawn = zone("u", { area: null });
  expect(findZone([zone("a", { isActive: false })], far, when).kind).toBe("unknown");
  expect(findZone([zone("a"), undrawn], far, when)).toEqual({
    kind: "unknown",
    reason: "zone_without_boundary",
  });
  expect(findZone([zone("a"), undrawn], place, when).kind).toBe("inside");
  expect(findZone([zone("a")], far, when)).toEqual({ kind: "outside" });
});

test("a zone that is served in the evening is another time's at noon, never outside", () => {
  const evening = zone("e", { weekly: [{ dow: 3, start_min: 1020, end_min: 1320 }] });
  expect(findZone([evening], place, when)).toMatchObject({
    kind: "not_now",
    opensAt: Date.parse("2026-11-25T17:00:00Z"),
  });
  const later = { ...when, at: Date.parse("2026-11-25T18:00:00Z") };
  expect(findZone([evening], place, later).kind).toBe("inside");
  expect(findZone([evening, zone("a", {}, 3)], place, when)).toMatchObject({
    kind: "inside",
    zone: { id: "a" },
  });
});
