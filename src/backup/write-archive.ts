import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { type Pack, pack } from "tar-stream";
import type { FileStore } from "../files/index.ts";
import { createSecretBox, sealStream } from "../guard/index.ts";
import { giveWay, openSnapshot, type Snapshot } from "../store/index.ts";
import { type ArchiveHeader, format, type Manifest, writeHeader } from "./archive-format.ts";
import { makeArchiveKey, sealedBy } from "./archive-key.ts";
import { createRowSum } from "./row-sum.ts";

export interface ArchiveNeeds {
  database: pg.ClientConfig;
  /** The database is our child: its process that reads for us can be made to give way. */
  isEmbedded?: boolean;
  files: FileStore;
  /** Of the product. */
  version: string;
  secretKey: string;
  /** Left out, the archive is not encrypted. */
  backupKey: string | undefined;
  signal: AbortSignal;
  onProgress: (step: string, done: number, total: number) => void;
}

/** What was written. */
export interface Written {
  header: ArchiveHeader;
  manifest: Manifest;
  bytes: number;
  /** Of the whole archive. */
  sha256: string;
}

/** Rows are gathered to pieces of this size, which is what is held in memory. */
const partBytes = 256 * 1024;
/** Much of it is sealed and gets no smaller: the fastest is enough. */
const gzipOptions = { level: 1, chunkSize: 256 * 1024 };

/**
 * Writes everything an installation holds at one moment into one archive, in bounded memory and while it is in use.
 * @param put takes the archive as it comes; when it resolves the archive is kept.
 */
export async function writeArchive(
  needs: ArchiveNeeds,
  put: (content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<Written> {
  const snapshot = await openSnapshot(needs.database);
  const cut = () => snapshot.close();
  needs.signal.addEventListener("abort", cut, { once: true });
  try {
    needs.signal.throwIfAborted();
    if (needs.isEmbedded) await giveWay(snapshot.processId);
    return await write(needs, snapshot, put);
  } catch (error) {
    needs.signal.throwIfAborted();
    throw error;
  } finally {
    needs.signal.removeEventListener("abort", cut);
    cut();
  }
}

async function write(
  needs: ArchiveNeeds,
  snapshot: Snapshot,
  put: (content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<Written> {
  const key = needs.backupKey === undefined ? undefined : await makeArchiveKey(needs.backupKey);
  const header: ArchiveHeader = {
    format,
    version: needs.version,
    taken_at: snapshot.takenAt.toISOString(),
    steps: [...snapshot.steps],
    secret_key_id: secretKeyId(needs.secretKey),
    encryption: key?.header ?? null,
  };
  const line = writeHeader(header);
  const tar = pack();
  const gzip = createGzip(gzipOptions);
  const body = key === undefined ? gzip : sealStream(sealedBy(key.key, line), gzip);
  const digest = createHash("sha256");
  let bytes = 0;
  async function* content() {
    for await (const part of concat(line, body)) {
      digest.update(part);
      bytes += part.length;
      yield part;
    }
  }
  const filling = fill(tar, needs, snapshot, line).catch((error: Error) => {
    tar.destroy(error);
    throw error;
  });
  // Whichever fails first tells why; the others then fail of it.
  const all = [filling, pipeline(tar, gzip), put(content())] as const;
  try {
    const [manifest] = await Promise.all(all);
    return { header, manifest, bytes, sha256: digest.digest("hex") };
  } catch (error) {
    tar.destroy();
    gzip.destroy();
    await Promise.allSettled(all);
    throw error;
  }
}

async function* concat(first: Buffer, rest: AsyncIterable<Uint8Array>) {
  yield first;
  yield* rest;
}

/** Tells which SECRET_KEY an installation has, and nothing about it. */
function secretKeyId(secretKey: string): string {
  return createSecretBox(secretKey, "backup").keyIds[0] ?? "";
}

async function fill(
  tar: Pack,
  { files, onProgress }: ArchiveNeeds,
  snapshot: Snapshot,
  line: Buffer,
): Promise<Manifest> {
  const { shapes, takenAt: mtime } = snapshot;
  const add = (name: string, content: Buffer) =>
    new Promise<void>((done, fail) => {
      tar.entry({ name, mtime }, content, (error) => (error ? fail(error) : done()));
    });
  const total = shapes.reduce((sum, shape) => sum + shape.bytes, 0);
  let before = 0;
  await add("shapes.json", Buffer.from(JSON.stringify(shapes)));
  const tables: Manifest["tables"] = [];
  for (const shape of shapes) {
    const [digest, sum] = [createHash("sha256"), createRowSum()];
    let [bytes, part] = [0, 0];
    for await (const rows of inParts(snapshot.rows(shape))) {
      digest.update(rows);
      sum.update(rows);
      bytes += rows.length;
      await add(`tables/${shape.name}/${String(++part).padStart(9, "0")}`, rows);
      onProgress(shape.name, before + Math.min(bytes, shape.bytes), total);
    }
    const { rows, sum: row_sum } = sum.result();
    tables.push({ table: shape.name, rows, bytes, sha256: digest.digest("hex"), row_sum });
    before += shape.bytes;
  }
  const sequences = await snapshot.sequences();
  const manifest: Manifest = {
    header_sha256: createHash("sha256").update(line).digest("hex"),
    tables,
    sequences,
    files: await addFiles(tar, mtime, files, (done) => onProgress("files", done, done)),
  };
  await add("manifest.json", Buffer.from(JSON.stringify(manifest)));
  tar.finalize();
  return manifest;
}

/**
 * Every file that the snapshot speaks of was there before it was taken. Of those that came later it does no harm to have them; one that goes meanwhile was erased.
 */
async function addFiles(
  tar: Pack,
  mtime: Date,
  files: FileStore,
  onBytes: (done: number) => void,
): Promise<Manifest["files"]> {
  const added: Manifest["files"] = { count: 0, bytes: 0, gone: [] };
  for await (const { ref, bytes } of files.list()) {
    const content = files.read(ref, 0, bytes)[Symbol.asyncIterator]();
    const first = await content.next().catch((error: { code?: unknown }) => {
      if (error.code !== "ENOENT") throw error;
    });
    if (first === undefined) {
      added.gone.push(ref);
      continue;
    }
    async function* whole() {
      if (first?.done !== true && first !== undefined) yield first.value;
      yield* { [Symbol.asyncIterator]: () => content };
    }
    await pipeline(whole(), tar.entry({ name: `files/${ref}`, size: bytes, mtime }));
    added.count++;
    added.bytes += bytes;
    onBytes(added.bytes);
  }
  return added;
}

/** Gathers what comes row by row. */
async function* inParts(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const piece of rows) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < partBytes) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
