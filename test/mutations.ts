import fc from "fast-check";

export const json = "application/json";

/** Values that have broken somebody's parser, database or clock. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    ...[null, true, false, "", "\0", "\ud83d", "\udc00x", [], {}, 0, -1, 0.5, 1e15, 1e21, 1e300],
    ...[-1e300, 5e-324, Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 63, "1e999", "NaN", "Infinity"],
    ...["-0", "9".repeat(400), "0000-01-01T00:00:00Z", "+275760-09-13T00:00:00Z", "2026-13-45"],
    ...[
      [[]],
      [null],
      [{}],
      [[{}]],
      { a: { b: { c: null } } },
      "true",
      "<script>",
      "%00",
      "' or 1=1",
    ],
  ),
  // A character of two code units at every place where something might be cut.
  fc
    .constantFrom(99, 100, 199, 200, 254, 255, 300, 499, 500, 999, 1000, 1999, 2000, 4095, 9999)
    .map((length) => `${"x".repeat(length - 1)}😀😀${"y".repeat(50)}`),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.double(),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(Number),
  fc.jsonValue({ maxDepth: 3 }),
);

const memberName = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "",
    "\0",
    "\ud800",
    "event",
    "call",
    "id",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constant(`${"n".repeat(199)}😀`),
);

interface Mutation {
  /** Which member is changed, as shares of what there is on each level. */
  way: number[];
  kind: "replace" | "remove" | "add" | "repeat";
  name: string;
  value: unknown;
}

/** One change somewhere inside a body. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  way: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom("replace", "replace", "replace", "remove", "add", "repeat"),
  name: memberName,
  value: nasty,
});

/** Changes one member somewhere inside. */
export function mutate(root: unknown, { way, kind, name, value }: Mutation): unknown {
  let place: unknown = root;
  for (const [level, share] of way.entries()) {
    if (typeof place !== "object" || place === null) return root;
    const members = place as Record<string, unknown>;
    const names = Object.keys(members);
    const chosen = names[Math.floor(share * names.length)];
    if (chosen === undefined) break;
    const inner = members[chosen];
    const isLast = level === way.length - 1 || typeof inner !== "object" || inner === null;
    if (!isLast) {
      place = inner;
      continue;
    }
    if (kind === "remove") delete members[chosen];
    else if (kind === "repeat") members[chosen] = Array.from({ length: 40 }, () => inner);
    else define(members, kind === "add" ? name : chosen, value);
    return root;
  }
  return root;
}

/** As JSON.parse does: `__proto__` becomes a member like any other. */
function define(members: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(members, name, {
    value: structuredClone(value),
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
