import { DamagedArchiveError } from "./archive-error.ts";
import type { Place } from "./place.ts";
import type { Contents } from "./read-archive.ts";
import type { LoadOptions } from "./restore-database.ts";
import { rehearse } from "./restore-folder.ts";
import { markDamaged, writeReceipt } from "./shelf.ts";

/**
 * Restores an archive for trial, compares it with what was backed up, and notes beside it what came of it.
 * @param content the archive as it lies in the place, watched or not.
 * @throws ArchiveError when it cannot be restored.
 */
export async function verifyArchive(
  place: Place,
  name: string,
  content: AsyncIterable<Uint8Array>,
  options: LoadOptions & { scratchFolder: string; now: number },
): Promise<Contents> {
  try {
    const contents = await rehearse(content, options.scratchFolder, options);
    // A place that may only be read keeps its archives as good as they are.
    await writeReceipt(place, name, contents, "restored", options.now).catch(() => undefined);
    return contents;
  } catch (error) {
    if (error instanceof DamagedArchiveError) await markDamaged(place, name).catch(() => undefined);
    throw error;
  }
}
