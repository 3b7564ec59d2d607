import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ProblemError } from "../../lib/problems.ts";
import { chunkBlocks } from "./chunk.ts";
import { parseHere } from "./parse.ts";
import { usualBounds } from "./parsed.ts";

const bounds = { ...usualBounds, inflatedBytesMax: 4 * 1024 * 1024, charactersMax: 1_000_000 };
const names = ["handbook.html", "handbook.docx", "handbook.pdf", "password.pdf"];
const files = names.map((name) => ({
  name,
  bytes: readFileSync(new URL(`./fixtures/${name}`, import.meta.url)),
}));

/** Bytes changed, cut out, repeated or cut off, at random places. */
const mutation = fc.record({
  kind: fc.constantFrom("set", "remove", "repeat", "end"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  byte: fc.nat(255),
  length: fc.integer({ min: 1, max: 400 }),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(bytes: Buffer, { kind, at, byte, length }: Mutation): Buffer {
  const place = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === "end") return Buffer.from(before);
  if (kind === "remove") return Buffer.concat([before, after.subarray(length)]);
  if (kind === "repeat") return Buffer.concat([before, after.subarray(0, length), after]);
  return Buffer.concat([before, Buffer.from([byte]), after.subarray(1)]);
}

test("whatever happens to a file, it ends with blocks or a problem", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(undefined, "a.md", "a.txt", "a.csv", "a.html"),
      async ({ name, bytes }, mutations, other) => {
        const source = { bytes: mutations.reduce(mutate, bytes), name: other ?? name };
        try {
          const { blocks } = await parseHere(source, bounds);
          for (const chunk of chunkBlocks(blocks)) expect(chunk.text.trim()).not.toBe("");
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      },
    ),
    { numRuns: 500 },
  );
}, 120_000);
