import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { SecretBox } from "../../guard/index.ts";
import { uuidV7 } from "../../lib/ids.ts";

const ending = ".turn";
const filesMax = 10_000;
const bytesMax = 64 * 1024 * 1024;

/** Contents that wait in a folder, sealed, in the order in which they came. */
export interface SpoolFiles {
  /** The names of all that wait, the oldest first. */
  list(): Promise<string[]>;
  read(name: string): Promise<Buffer>;
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
    list: async () => [...(await known()).keys()].sort(),
    read: async (name) => box.open(await readFile(join(folder, name)), name),
    async put(content, atMs) {
      const all = await known();
      const bytes = [...all.values()].reduce((sum, each) => sum + each, content.length);
      if (all.size >= filesMax || bytes > bytesMax) return null;
      const name = `${uuidV7(atMs)}${ending}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `${name}.draft`);
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(box.seal(content, name));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, join(folder, name));
      all.set(name, content.length);
      return name;
    },
    async remove(name) {
      await rm(join(folder, name), { force: true });
      (await known()).delete(name);
    },
  };
}

/** What was killed while it was written is no content, and goes. */
async function readSizes(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => []);
  const drafts = names.filter((name) => name.endsWith(".draft"));
  await Promise.all(drafts.map((name) => rm(join(folder, name), { force: true })));
  const sizes = new Map<string, number>();
  for (const name of names.filter((one) => one.endsWith(ending))) {
    sizes.set(name, (await readFile(join(folder, name))).length);
  }
  return sizes;
}
