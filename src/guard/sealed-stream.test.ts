import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRange, SecretBoxError, sealedLength, sealStream } from "./index.ts";

const content = { key: randomBytes(32), context: "recording/ten_a/call_1" };
const chunk = 64 * 1024;
const sealedChunk = chunk + 16;

async function* inParts(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function open(sealed: Buffer, bytes: number, range = { start: 0, end: bytes }, of = content) {
  const read = (start: number, end: number) => inParts(sealed.subarray(start, end), 50_000);
  return collect(openRange(of, { bytes, read }, range));
}

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 300_000 }),
  fc.constantFrom(0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk),
);

test("every range of a content opens to exactly its bytes, whatever parts it came in", async () => {
  const whole = randomBytes(300_000);
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.integer({ min: 64, max: 200_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (length, partSize, a, b) => {
        const plain = whole.subarray(0, length);
        const sealed = await collect(sealStream(content, inParts(plain, partSize)));
        expect(sealed.length).toBe(sealedLength(length));
        const [start, end] = [Math.floor(a * length), Math.floor(b * length)].sort((x, y) => x - y);
        const range = { start: start ?? 0, end: end ?? 0 };
        const opened = await open(sealed, length, range);
        expect(opened.equals(plain.subarray(range.start, range.end))).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("a changed byte, another order, a missing or a cut chunk, another key and another context do not open", async () => {
  const plain = randomBytes(3 * chunk + 10);
  const sealed = await collect(sealStream(content, inParts(plain, 10_000)));
  const pieces = [0, 1, 2, 3].map((n) => sealed.subarray(n * sealedChunk, (n + 1) * sealedChunk));
  const [one = plain, two = plain, three = plain, four = plain] = pieces;
  const swapped = Buffer.concat([two, one, three, four]);
  const doubled = Buffer.concat([one, one, three, four]);
  for (const other of [swapped, doubled]) {
    await expect(open(other, plain.length)).rejects.toThrow(SecretBoxError);
  }
  // Cut at a chunk's end: by the length that was noted, and by the mark of the last chunk.
  const cut = Buffer.concat([one, two, three]);
  await expect(open(cut, plain.length)).rejects.toThrow(SecretBoxError);
  await expect(open(cut, 3 * chunk)).rejects.toThrow(SecretBoxError);
  await expect(open(sealed.subarray(0, -1), plain.length)).rejects.toThrow(SecretBoxError);
  for (const of of [
    { ...content, key: randomBytes(32) },
    { ...content, context: "recording/ten_b/call_1" },
  ]) {
    await expect(open(sealed, plain.length, undefined, of)).rejects.toThrow(SecretBoxError);
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat(sealed.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;
        await expect(open(changed, plain.length)).rejects.toThrow(SecretBoxError);
      },
    ),
    { numRuns: 30 },
  );
});
