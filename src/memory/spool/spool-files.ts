import { renameSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SecretBox } from "../../guard/index.ts";
import { uuidV7 } from "../../lib/ids.ts";

const ending = ".turn";
const filesMax = 10_000;
const bytesMax = 64 * 1024 * 1024;

/** Contents that wait in a folder, sealed, in the order in which they came. */
export interface SpoolFiles {
  /** Of the folder, whichever process has it. */
  id(): Promise<string>;
  /** The names of all that wait, the oldest first. */
  list(): Promise<string[]>;
  read(name: string): Promise<Buffer>;
  /** As it is on the disk. Rejects with `ENOENT` when it is gone. */
  readSealed(name: string): Promise<Buffer>;
  /** Puts the same content, sealed anew, in its place. False when it is gone meanwhile, and stays gone. */
  replaceSealed(name: string, sealed: Buffer): Promise<boolean>;
  /** Resolves with its name once the content, which is of an instant, is on the disk; null when the folder is full. */
  put(content: Buffer, atMs: number): Promise<string | null>;
  remove(name: string): Promise<void>;
}

/** Opens the folder, which is made with the first content. */
export function createSpoolFiles({ folder, box }: { folder: string; box: SecretBox }): SpoolFiles {
  /** How large each is; read when it is asked for the first time. */
  let sizes: Promise<Map<string, number>> | undefined;
  const known = () => {
    sizes ??= readSizes(folder);
    return sizes;
  };
  return {
    async id() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, "id");
      // Whoever is first names it.
      await writeFile(path, uuidV7(Date.now()), { flag: "wx", mode: 0o600 }).catch(ifThere);
      return await readFile(path, "utf8");
    },
    list: async () => [...(await known()).keys()].sort(),
    read: async (name) => box.open(await readFile(join(folder, name)), name),
    async put(content, atMs) {
      const all = await known();
      const bytes = [...all.values()].reduce((sum, each) => sum + each, content.length);
      if (all.size >= filesMax || bytes > bytesMax) return null;
      const name = `${uuidV7(atMs)}${ending}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = await writeDraft(join(folder, name), box.seal(content, name));
      await rename(draft, join(folder, name));
      all.set(name, content.length);
      return name;
    },
    readSealed: (name) => readFile(join(folder, name)),
    async replaceSealed(name, sealed) {
      const all = await known();
      const draft = await writeDraft(join(folder, name), sealed);
      // In one step with the look whether it is still there: what was written down meanwhile must not come back.
      const isThere = all.has(name);
      if (isThere) renameSync(draft, join(folder, name));
      else await rm(draft);
      return isThere;
    },
    async remove(name) {
      (await known()).delete(name);
      await rm(join(folder, name), { force: true });
    },
  };
}

function ifThere(error: unknown): void {
  if ((error as { code?: unknown }).code !== "EEXIST") throw error;
}

/** Resolves with the path of the draft once it is on the disk. */
async function writeDraft(path: string, content: Buffer): Promise<string> {
  const draft = `${path}.draft`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** What was killed while it was written is no content, and goes. */
async function readSizes(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => []);
  const drafts = names.filter((name) => name.endsWith(".draft"));
  await Promise.all(drafts.map((name) => rm(join(folder, name), { force: true })));
  const sizes = new Map<string, number>();
  for (const name of names.filter((one) => one.endsWith(ending))) {
    sizes.set(name, (await stat(join(folder, name))).size);
  }
  return sizes;
}
