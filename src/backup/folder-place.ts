import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveError } from "./archive-error.ts";
import type { Place, Stored } from "./place.ts";

const partialSuffix = ".partial";
/** Nothing takes that long to be written: whoever began it is gone. */
const abandonedMs = 48 * 3_600_000;

/** A folder of this machine, or one that is mounted. */
export function createFolderPlace(folder: string): Place {
  return {
    address: folder,
    async list() {
      const names = await readdir(folder).catch(emptyWhereMissing);
      const found: Stored[] = [];
      for (const name of names.filter((each) => !each.endsWith(partialSuffix))) {
        const entry = await stat(join(folder, name));
        if (entry.isFile()) found.push({ name, bytes: entry.size, storedAt: entry.mtime });
      }
      return found;
    },
    async put(name, content, signal) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await removeAbandoned(folder);
      const draft = join(folder, `.${name}.${randomBytes(4).toString("hex")}${partialSuffix}`);
      try {
        await writeDurably(draft, content, signal);
        await rename(draft, join(folder, name));
        await syncFolder(folder);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async *read(name) {
      try {
        yield* createReadStream(join(folder, name), { highWaterMark: 256 * 1024 });
      } catch (error) {
        if ((error as { code?: unknown }).code !== "ENOENT") throw error;
        throw new ArchiveError(`There is no ${join(folder, name)}.`, { cause: error });
      }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(partialSuffix))) {
    const path = join(folder, name);
    const entry = await stat(path).catch(() => undefined);
    if (entry !== undefined && Date.now() - entry.mtimeMs > abandonedMs) {
      await rm(path, { force: true });
    }
  }
}

async function writeDurably(
  path: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const part of content) {
      signal?.throwIfAborted();
      await file.writeFile(part);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename survives a power loss only when the folder itself is synced; Windows and some mounts have no such call. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function emptyWhereMissing(error: { code?: unknown }): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
