import { chown, lstat, mkdtemp, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { EngineError } from "./engine-error.ts";
import type { Account } from "./run-as.ts";

export const SOCKET_PORT = 5432;

const PREFIX = "vl-";
// macOS allows 103 bytes. Past the limit of the system Node shortens the path in silence.
const SOCKET_PATH_BYTES_MAX = 103;

/**
 * Makes the private folder the engine listens in, and removes the one a killed process left.
 *
 * It lies in the folder for temporary files, because a socket's path must be short. Its name is
 * kept in the data folder, so that the next start can clean it up. Call it with the folder lock held.
 */
export async function makeSocketFolder(
  dataDir: string,
  account: Account | undefined,
): Promise<string> {
  const note = join(dataDir, "engine.sockets");
  await removeSocketFolder(await readFile(note, "utf8").catch(() => ""));
  // Root may have written it, in a folder that is ours.
  await rm(note, { force: true });
  let cause: unknown;
  for (const parent of new Set([tmpdir(), "/tmp"])) {
    const path = join(parent, `${PREFIX}XXXXXX`, `.s.PGSQL.${SOCKET_PORT}`);
    if (Buffer.byteLength(path) > SOCKET_PATH_BYTES_MAX) continue;
    try {
      const folder = await mkdtemp(join(parent, PREFIX));
      await writeFile(note, folder);
      if (account) await chown(folder, account.uid, account.gid);
      return folder;
    } catch (error) {
      cause = error;
    }
  }
  throw new EngineError(
    "start-failed",
    `No folder for PostgreSQL's socket could be made in ${tmpdir()} or /tmp: set TMPDIR to a writable folder with a short path.`,
    { cause },
  );
}

/** Removes a socket folder, and nothing that only claims to be one. */
export async function removeSocketFolder(folder: string): Promise<void> {
  if (!new RegExp(`^${PREFIX}\\w{6}$`).test(basename(folder))) return;
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return;
  for (const file of [`.s.PGSQL.${SOCKET_PORT}`, `.s.PGSQL.${SOCKET_PORT}.lock`]) {
    await rm(join(folder, file), { force: true }).catch(() => {});
  }
  await rmdir(folder).catch(() => {});
}
