import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Keeps large contents outside the database, under the name of their hash. */
export interface FileStore {
  /** Resolves once the content is on disk; putting the same content again is a no-op. Returns the ref. */
  put(content: Buffer): Promise<string>;
  /** The same for a content that does not fit into memory. What fails on the way leaves nothing. */
  putStream(content: AsyncIterable<Uint8Array>): Promise<string>;
  get(ref: string): Promise<Buffer>;
  /** The bytes from `start` up to, not including, `end`; fewer where the content ends before. */
  read(ref: string, start: number, end: number): AsyncIterable<Uint8Array>;
  remove(ref: string): Promise<void>;
  /** Every content that is here when it is asked for; what comes and goes meanwhile may be among them or not. */
  list(): AsyncIterable<{ ref: string; bytes: number }>;
}

const refShape = /^[0-9a-f]{64}$/;

/** A file store in a local folder. */
export function createLocalFileStore(folder: string): FileStore {
  const pathOf = (ref: string) => {
    if (!refShape.test(ref)) throw new RangeError("not a file ref");
    return join(folder, ref.slice(0, 2), ref);
  };
  return {
    async put(content) {
      const ref = createHash("sha256").update(content).digest("hex");
      const path = pathOf(ref);
      if (await exists(path)) return ref;
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${randomBytes(6).toString("hex")}`;
      try {
        await writeDurably(draft, content);
        await rename(draft, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      return ref;
    },
    async putStream(content) {
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `draft.${randomBytes(6).toString("hex")}`);
      try {
        const ref = await writeHashed(draft, content);
        const path = pathOf(ref);
        await mkdir(dirname(path), { recursive: true });
        await rename(draft, path);
        await syncFolder(dirname(path));
        return ref;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    get: (ref) => readFile(pathOf(ref)),
    async *read(ref, start, end) {
      if (end > start) yield* createReadStream(pathOf(ref), { start, end: end - 1 });
    },
    remove: (ref) => rm(pathOf(ref), { force: true }),
    async *list() {
      for (const group of await namesIn(folder)) {
        for (const ref of await namesIn(join(folder, group))) {
          if (!refShape.test(ref) || !ref.startsWith(group)) continue;
          const found = await stat(pathOf(ref)).catch(ignoreMissing);
          if (found !== undefined) yield { ref, bytes: found.size };
        }
      }
    },
  };
}

/** Nothing where there is no such folder; drafts beside the folders count as none. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) =>
    codeOf(error) === "ENOTDIR" ? [] : ignoreMissing(error),
  );
  return (names ?? []).sort();
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== "ENOENT") throw error;
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Returns the hash of what was written. */
async function writeHashed(path: string, content: AsyncIterable<Uint8Array>): Promise<string> {
  const digest = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  try {
    for await (const part of content) {
      digest.update(part);
      await file.writeFile(part);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return digest.digest("hex");
}

/** A rename survives a power loss only when the folder itself is synced; Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
