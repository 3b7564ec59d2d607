import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lchown,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import {
  cannotChangeUser,
  diskFull,
  EngineError,
  explainFileError,
  systemCode,
} from "./engine-error.ts";
import { type Account, lendFolders, type RunAs, run } from "./run-as.ts";

/** PostgreSQL's own folder, complete and of the right version. */
interface DatabaseFolder {
  path: string;
  superuserPassword: string;
}

export const SUPERUSER = "postgres";

const PASSWORD_FILE = "voicelens-password";
const PARTIAL_PREFIX = "postgres.partial-";

/**
 * Opens the database folder, or makes it on the first start. Call it with the folder lock held.
 *
 * The folder appears by a rename after everything in it is on disk: it is whole or absent, so a
 * process killed during its first start leaves nothing behind that a later start would trip over.
 */
export async function prepareDatabaseFolder(
  dataDir: string,
  binaries: Binaries,
  runAs: RunAs,
): Promise<DatabaseFolder> {
  const path = join(dataDir, "postgres");
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(PARTIAL_PREFIX)) continue;
    // An initdb that outlived its parent may still write there; the start after this one sweeps again.
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
  if (await isEmptyOrMissing(path)) await create(dataDir, path, binaries, runAs);
  return openExisting(await realpath(path), binaries);
}

async function isEmptyOrMissing(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return true;
    throw explainFileError(error, path);
  }
}

async function openExisting(path: string, binaries: Binaries): Promise<DatabaseFolder> {
  const version = await readRequired(join(path, "PG_VERSION"), path);
  if (version !== binaries.majorVersion) {
    throw new EngineError(
      "version-mismatch",
      `The database folder ${path} was made by PostgreSQL ${version}, but version ${binaries.majorVersion} comes with this VoiceLens: start the VoiceLens version that made it and move the data with a backup, or choose another DATA_DIR.`,
    );
  }
  // PostgreSQL refuses a folder that others may enter, which copies and mounts easily produce.
  await chmod(path, 0o700);
  return { path, superuserPassword: await readRequired(join(path, PASSWORD_FILE), path) };
}

async function readRequired(file: string, folder: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw explainFileError(error, folder);
    throw new EngineError(
      "folder-unusable",
      `The database folder ${folder} is incomplete (${file} is missing): restore it from a backup, or choose another DATA_DIR.`,
      { cause: error },
    );
  }
}

async function create(
  dataDir: string,
  path: string,
  binaries: Binaries,
  { server, initdb }: RunAs,
): Promise<void> {
  const partial = await mkdtemp(join(dataDir, PARTIAL_PREFIX));
  try {
    const folder = join(partial, "data");
    const passwordFile = join(partial, PASSWORD_FILE);
    await mkdir(folder, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (initdb) await chownAll(partial, initdb);
    await initialise(partial, binaries, initdb);
    await rename(passwordFile, join(folder, PASSWORD_FILE));
    if (server) await chownAll(folder, server);
    await flush(folder, binaries, server);
    await rename(folder, path);
    const handle = await open(dataDir, "r");
    // Windows cannot flush a folder, and needs not to.
    await handle.sync().catch(() => {});
    await handle.close();
  } finally {
    await rm(partial, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

async function initialise(
  partial: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  const loan = await lendFolders(account, [partial]);
  const root = loan.paths[0] ?? partial;
  const result = await run(
    binaries.initdb,
    [
      `--pgdata=${root}/data`,
      `--pwfile=${root}/${PASSWORD_FILE}`,
      `--username=${SUPERUSER}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order and letters on every system, whichever locales it has installed.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      "--no-sync",
    ],
    { account, fds: loan.fds },
  );
  await loan.close();
  if (!result.isOk) throw explainInitdb(result.output, partial);
}

function explainInitdb(output: string, folder: string): EngineError {
  const cause = new Error(output);
  if (output.includes("No space left on device")) return diskFull(folder, { cause });
  if (output.includes("could not look up effective user ID")) {
    return new EngineError(
      "unavailable",
      `PostgreSQL can only be set up by a user with a name, and user id ${process.getuid?.()} has none in /etc/passwd: start the server as a named user or as root, or set DATABASE_URL.`,
      { cause },
    );
  }
  const line = output.split("\n").find((text) => /error|FATAL|could not/.test(text));
  return new EngineError(
    "start-failed",
    `PostgreSQL could not make its database folder in ${folder} (${line ?? "it gave no reason"}): choose another DATA_DIR, or set DATABASE_URL.`,
    { cause },
  );
}

async function chownAll(folder: string, { uid, gid }: Account): Promise<void> {
  try {
    await chown(folder, uid, gid);
    for (const entry of await readdir(folder, { recursive: true })) {
      await lchown(join(folder, entry), uid, gid);
    }
  } catch (error) {
    if (systemCode(error) === "EPERM" || systemCode(error) === "EINVAL") {
      throw cannotChangeUser({ cause: error });
    }
    throw error;
  }
}

/** One flush of the whole file system, where there is one, takes half as long as one per file. */
async function flush(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  const method = process.platform === "linux" ? ["--sync-method=syncfs"] : [];
  const loan = await lendFolders(account, [folder]);
  const args = ["--sync-only", ...method, `--pgdata=${loan.paths[0] ?? folder}`];
  const result = await run(binaries.initdb, args, { account, fds: loan.fds });
  await loan.close();
  if (!result.isOk) throw explainInitdb(result.output, folder);
}
