import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type S3Server, startS3Server } from "../../test/s3-server.ts";
import { readConfig } from "../config/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { createBackupOutgoing, openPlace, openPlaceOf } from "./index.ts";
import { readList } from "./s3-xml.ts";
import { listShelf } from "./shelf.ts";

const outgoing = createBackupOutgoing();
let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
});
afterAll(async () => {
  await outgoing.close();
  await server?.[Symbol.asyncDispose]();
});

const settings = (more: Record<string, string> = {}) => readConfig({ ...server.env, ...more });

async function* inPieces(content: Buffer, breakAt = Infinity) {
  for (let at = 0; at < content.length; at += 700_001) {
    if (at > breakAt) throw new Error("the source is gone");
    yield content.subarray(at, at + 700_001);
  }
}

async function readAll(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

test("what is put into a bucket comes back byte for byte, in however many parts it went and however often reading it broke off; what breaks off while it is put leaves nothing", async () => {
  const place = openPlace("s3://backups/nightly/deep/", settings(), outgoing);
  const large = randomBytes(35 * 1024 * 1024);
  await place.put("large.vlbackup", inPieces(large));
  await place.put("small.vlbackup", inPieces(Buffer.from("one part")));
  await expect(place.put("broken.vlbackup", inPieces(large, 20_000_000))).rejects.toThrow(
    "the source is gone",
  );
  const names = (await place.list()).map(({ name, bytes }) => [name, bytes]);
  expect(names.sort()).toEqual([
    ["large.vlbackup", large.length],
    ["small.vlbackup", 8],
  ]);
  expect((await readAll(place.read("large.vlbackup"))).equals(large)).toBe(true);
  let breaks = 0;
  const breaking: typeof outgoing = {
    ...outgoing,
    async streamFromOperator(url, options) {
      const answer = await outgoing.streamFromOperator(url, options);
      async function* some() {
        let bytes = 0;
        for await (const part of answer.body) {
          yield part;
          bytes += part.length;
          if (breaks < 2 && bytes > 5_000_000) {
            breaks++;
            throw new ProblemError("outbound-failed", "It broke off.");
          }
        }
      }
      return { ...answer, body: some() };
    },
  };
  const again = openPlace("s3://backups/nightly/deep/", settings(), breaking);
  expect((await readAll(again.read("large.vlbackup"))).equals(large)).toBe(true);
  expect(breaks).toBe(2);
  // One of another prefix is not in this place; the address of an archive leads to it.
  await openPlace("s3://backups", settings(), outgoing).put(
    "top.vlbackup",
    inPieces(Buffer.alloc(9)),
  );
  expect(await listShelf(place)).toHaveLength(2);
  const named = openPlaceOf("s3://backups/nightly/deep/small.vlbackup", settings(), outgoing);
  expect((await readAll(named.place.read(named.name))).toString()).toBe("one part");
  await place.remove("large.vlbackup");
  expect((await place.list()).map(({ name }) => name)).toEqual(["small.vlbackup"]);
});

test("a page of a list tells where the next one begins, and names come as they are", () => {
  const page = readList(`<?xml version="1.0"?><ListBucketResult><IsTruncated>true</IsTruncated>
    <Contents><Key>a &amp; b.vlbackup</Key><LastModified>2026-11-26T08:00:00.000Z</LastModified><Size>12</Size></Contents>
    <NextContinuationToken>more/1==</NextContinuationToken></ListBucketResult>`);
  const storedAt = new Date("2026-11-26T08:00:00.000Z");
  expect(page).toEqual({
    contents: [{ key: "a & b.vlbackup", bytes: 12, storedAt }],
    next: "more/1==",
  });
  expect(readList("<ListBucketResult></ListBucketResult>")).toEqual({ contents: [], next: null });
});

test("a refusal of the service is told in a sentence, and what is not set is asked for", async () => {
  const wrong = settings({ S3_ACCESS_KEY_ID: "unknown" });
  const refused = openPlace("s3://backups", wrong, outgoing);
  await expect(refused.list()).rejects.toThrow(/refused \(403, InvalidAccessKeyId\)/);
  await expect(readAll(refused.read("x"))).rejects.toThrow(/refused \(403/);
  const missing = openPlace("s3://nowhere", settings(), outgoing);
  await expect(missing.list()).rejects.toThrow("There is no such bucket or archive");
  await expect(
    readAll(openPlace("s3://backups", settings(), outgoing).read("none")),
  ).rejects.toThrow("There is no such bucket or archive");
  expect(() => openPlace("s3://backups", readConfig({}), outgoing)).toThrow(/S3_ACCESS_KEY_ID/);
  expect(() => openPlace("s3://", settings(), outgoing)).toThrow(/names no bucket/);
});
