import { open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

const Entry = z.object({
  id: z.string(),
  kind: z.enum(["caller", "tenant"]),
  subject_hash: z.string(),
  at: z.string(),
});
/** That somebody was erased, without saying who. */
export type ErasureEntry = z.infer<typeof Entry>;

/** What was erased, in a file that only grows. It lies outside the database, so that a database which is put back does not bring back whom it forgot. */
export interface ErasureList {
  /** Writes an entry so that it survives a power cut; once, however often it is asked. */
  add(entry: ErasureEntry): Promise<void>;
  read(): Promise<ErasureEntry[]>;
}

export function createErasureList(path: string): ErasureList {
  const read = async () => {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    });
    return text.split("\n").flatMap(readLine);
  };
  return {
    read,
    async add(entry) {
      if ((await read()).some(({ id }) => id === entry.id)) return;
      const file = await open(path, "a", 0o600);
      try {
        // A line that a crash cut off must not take the next one along.
        await file.appendFile(`\n${JSON.stringify(entry)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(dirname(path));
    },
  };
}

/** A line that was cut off was never relied on: nothing is erased before its line is whole. */
function readLine(line: string): ErasureEntry[] {
  try {
    return [Entry.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** A new file is there after a power cut only when its folder was written too. Not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  try {
    await folder?.sync().catch(() => undefined);
  } finally {
    await folder?.close();
  }
}
