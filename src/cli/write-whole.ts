import { open, rename, rm } from "node:fs/promises";
import { CommandError } from "./command-error.ts";

/**
 * Writes what comes into a file, whole or not at all: whoever looks at it sees the former file or all of the new one.
 * @throws CommandError when it breaks off, or when `finish`, which runs before the file is put in place, does.
 */
export async function writeWhole(
  path: string,
  body: AsyncIterable<Uint8Array>,
  { onPart, finish }: { onPart: (part: Uint8Array) => void; finish?: () => void },
): Promise<{ bytes: number }> {
  const draft = `${path}.${process.pid}.part`;
  let bytes = 0;
  try {
    const file = await open(draft, "w", 0o600);
    try {
      for await (const part of body) {
        await file.writeFile(part);
        bytes += part.byteLength;
        onPart(part);
      }
      finish?.();
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    const { code } = cause as { code?: string };
    const why = code === undefined ? "" : ` (${code})`;
    throw new CommandError(`The export broke off${why}; ${path} is as before.`, { cause });
  }
  return { bytes };
}
