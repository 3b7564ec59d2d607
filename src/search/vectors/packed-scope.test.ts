import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import wabt from "wabt";
import { packVector } from "./pack.ts";
import { createPackedScope } from "./packed-scope.ts";
import { scanBytes } from "./scan.ts";

const always = { category: null, validFrom: null, validUntil: null };

function unit(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers) || 1;
  return Float32Array.from(numbers, (number) => number / length);
}

function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, number, place) => sum + number * (other[place] ?? 0), 0);
}

test("the bytes of the loop are what its text compiles to", async () => {
  const text = readFileSync(join(import.meta.dirname, "scan.wat"), "utf8");
  const { buffer } = (await wabt()).parseWat("scan.wat", text, { simd: true }).toBinary({});
  expect(scanBytes).toBe(Buffer.from(buffer).toString("base64"));
});

const sizes = fc.constantFrom(1, 3, 8, 31, 64, 100);
const vectors = sizes.chain((size) =>
  fc.array(
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size })
      .filter((numbers) => Math.hypot(...numbers) > 0.01)
      .map(unit),
    { minLength: 1, maxLength: 40 },
  ),
);

test("scores are the cosine, and the order is theirs, for any vectors put, put again and removed", () => {
  fc.assert(
    fc.property(vectors, fc.integer({ min: 1, max: 50 }), (given, topK) => {
      const [question = unit([1]), ...others] = given;
      const scope = createPackedScope(question.length);
      const kept = new Map<string, Float32Array>();
      for (const [place, vector] of others.entries()) {
        // Ids come again: the newer vector counts.
        const id = `unit_${place % 17}`;
        scope.put([{ ...always, id, ...packVector(vector) }]);
        kept.set(id, vector);
        if (place % 5 !== 4) continue;
        const gone = `unit_${(place * 3) % 17}`;
        scope.remove([gone, "unknown"]);
        kept.delete(gone);
      }
      expect(scope.ids().sort()).toEqual([...kept.keys()].sort());
      const hits = scope.search({ vector: question, topK, at: 0 });
      expect(hits).toHaveLength(Math.min(topK, kept.size));
      for (const { id, score } of hits) {
        expect(score).toBeCloseTo(cosine(question, kept.get(id) ?? question), 1);
      }
      expect(hits).toEqual([...hits].sort((a, b) => b.score - a.score));
    }),
  );
});

test("the ten nearest of thousands are those that floating point finds", () => {
  const dimensions = 256;
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return seed / 0x7fff_ffff - 0.5;
  };
  const make = () => unit(Array.from({ length: dimensions }, random));
  const all = Array.from({ length: 3_000 }, make);
  const scope = createPackedScope(dimensions);
  scope.put(all.map((vector, place) => ({ ...always, id: String(place), ...packVector(vector) })));
  let same = 0;
  for (let round = 0; round < 20; round++) {
    const vector = make();
    const exact = all
      .map((other, place) => ({ id: String(place), score: cosine(vector, other) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 10);
    const found = new Set(scope.search({ vector, topK: 10, at: 0 }).map(({ id }) => id));
    same += exact.filter(({ id }) => found.has(id)).length;
  }
  // Of vectors without any meaning, which are all about equally far; 200 would be all.
  expect(same).toBeGreaterThanOrEqual(195);
});
