import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Entry, extract } from "tar-stream";
import { ConfigError } from "../config/index.ts";
import { openStream } from "../guard/index.ts";
import { stepsOf, type TableShape } from "../store/index.ts";
import { ArchiveError, DamagedArchiveError, explainReading } from "./archive-error.ts";
import { type ArchiveHeader, Manifest, readHeader, Shapes } from "./archive-format.ts";
import { findArchiveKey, sealedBy } from "./archive-key.ts";
import { createRowSum } from "./row-sum.ts";

/** What is done with what an archive holds, in the order in which it comes. Each must read its content to the end. */
export interface ArchiveVisitor {
  begin(header: ArchiveHeader, shapes: readonly TableShape[]): Promise<void>;
  table(shape: TableShape, rows: AsyncIterable<Uint8Array>): Promise<void>;
  file(ref: string, content: AsyncIterable<Uint8Array>): Promise<void>;
}

/** What an archive turned out to hold. */
export interface Contents {
  header: ArchiveHeader;
  manifest: Manifest;
  bytes: number;
  sha256: string;
}

/** Looks at an archive and does nothing with it. */
export const onlyLook: ArchiveVisitor = {
  begin: async () => undefined,
  table: (_, rows) => readAll(rows),
  file: (_, content) => readAll(content),
};

/**
 * Reads an archive from its first byte to its last, and compares all of it with its manifest.
 * @throws ArchiveError when it is damaged, cut short, sealed with another key, or of a newer version.
 */
export async function readArchive(
  archive: AsyncIterable<Uint8Array>,
  { backupKey, visitor }: { backupKey: string | undefined; visitor: ArchiveVisitor },
): Promise<Contents> {
  const digest = createHash("sha256");
  let bytes = 0;
  async function* metered() {
    for await (const part of archive) {
      digest.update(part);
      bytes += part.length;
      yield part;
    }
  }
  try {
    const { header, line, rest } = await readHeader(metered());
    refuseUnknownSteps(header);
    const key = await findArchiveKey(header, backupKey);
    const packed = key === undefined ? rest : openStream(sealedBy(key, line), rest);
    const tar = extract();
    const walking = walk(tar, header, visitor).catch((error: Error) => {
      tar.destroy(error);
      throw error;
    });
    const all = [walking, pipeline(packed, createGunzip(), tar)] as const;
    const [manifest] = await Promise.all(all).catch(async (error: unknown) => {
      tar.destroy();
      await Promise.allSettled(all);
      throw error;
    });
    const lineSha256 = createHash("sha256").update(line).digest("hex");
    refuseDifference("the first line", lineSha256, manifest.header_sha256);
    return { header, manifest, bytes, sha256: digest.digest("hex") };
  } catch (error) {
    throw explainReading(error);
  }
}

function refuseUnknownSteps({ steps, version }: ArchiveHeader): void {
  try {
    stepsOf(steps);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ArchiveError(
      `The archive was made by another version of VoiceLens (${version}), whose tables this one does not know. Restore it with that version, or a newer one; nothing was changed.`,
      { cause: error },
    );
  }
}

async function walk(
  tar: AsyncIterable<Entry>,
  header: ArchiveHeader,
  visitor: ArchiveVisitor,
): Promise<Manifest> {
  const entries = tar[Symbol.asyncIterator]();
  const next = async (): Promise<Entry> => {
    const { value, done } = await entries.next();
    if (done === true) throw new SyntaxError("no manifest");
    return value;
  };
  const shapes = Shapes.parse(await readJson(await next(), "shapes.json"));
  const seen: Manifest["tables"] = [];
  const files = { count: 0, bytes: 0 };
  await visitor.begin(header, shapes);
  let entry = await next();
  for (const shape of shapes) {
    const [digest, sum] = [createHash("sha256"), createRowSum()];
    let [bytes, part] = [0, 0];
    const isNextPart = () =>
      entry.header.name === `tables/${shape.name}/${String(part + 1).padStart(9, "0")}`;
    async function* rows() {
      for (; isNextPart(); part++, entry = await next()) {
        for await (const piece of entry) {
          digest.update(piece);
          sum.update(piece);
          bytes += piece.length;
          yield piece;
        }
      }
    }
    await visitor.table(shape, rows());
    const { rows: count, sum: row_sum } = sum.result();
    seen.push({ table: shape.name, rows: count, bytes, sha256: digest.digest("hex"), row_sum });
  }
  for (; entry.header.name.startsWith("files/"); entry = await next()) {
    const ref = entry.header.name.slice("files/".length);
    await visitor.file(ref, sameAs(ref, entry));
    files.count++;
    files.bytes += entry.header.size ?? 0;
  }
  const manifest = Manifest.parse(await readJson(entry, "manifest.json"));
  for (const [place, table] of seen.entries()) {
    refuseDifference(table.table, JSON.stringify(table), JSON.stringify(manifest.tables[place]));
  }
  const { gone: _, ...listed } = manifest.files;
  refuseDifference("the files", JSON.stringify(files), JSON.stringify(listed));
  // Behind it there is nothing but the end.
  if ((await entries.next()).done !== true) throw new SyntaxError("more behind the manifest");
  return manifest;
}

/** A file's name is its hash. */
async function* sameAs(ref: string, content: AsyncIterable<Uint8Array>) {
  const digest = createHash("sha256");
  for await (const part of content) {
    digest.update(part);
    yield part;
  }
  refuseDifference("a file", digest.digest("hex"), ref);
}

async function readJson(entry: Entry, name: string): Promise<unknown> {
  if (entry.header.name !== name) throw new SyntaxError(`${entry.header.name} in place of ${name}`);
  const parts: Uint8Array[] = [];
  for await (const part of entry) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

async function readAll(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

function refuseDifference(what: string, found: string, listed: string | undefined): void {
  if (found === listed) return;
  throw new DamagedArchiveError(
    `The archive is damaged: ${what} is not what its manifest says. Nothing was changed.`,
  );
}
