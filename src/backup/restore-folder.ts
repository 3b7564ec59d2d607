import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createLocalFileStore } from "../files/index.ts";
import { markRestored } from "../guard/index.ts";
import { startEngine } from "../store/index.ts";
import { ArchiveError } from "./archive-error.ts";
import { type Contents, onlyLook, readArchive } from "./read-archive.ts";
import { type LoadOptions, loadArchive } from "./restore-database.ts";

const buildPrefix = ".restoring-";

/**
 * Restores an archive to a data folder with the embedded database. It is built beside, in the same folder, compared, and put in place last: whatever happens before
 * that, the folder holds nothing that a server would start on.
 * @param read gives the archive from its beginning; it is read twice, because nothing is made of one that is damaged.
 * @throws ArchiveError when the archive is bad, or the folder is not empty.
 */
export async function restoreToFolder(
  read: () => AsyncIterable<Uint8Array>,
  dataDir: string,
  options: LoadOptions,
): Promise<Contents> {
  await refuseUsed(dataDir);
  options.onStep("checking the archive");
  await readArchive(read(), { backupKey: options.backupKey, visitor: onlyLook });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const build = await mkdtemp(join(dataDir, buildPrefix));
  try {
    const contents = await loadIntoEngine(read(), build, { ...options, isDisposable: false });
    options.onStep("putting it in place");
    await markRestored(dataDir, contents.header.secret_key_id);
    await putInPlace(build, dataDir);
    return contents;
  } finally {
    await rm(build, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Restores an archive to a place that is thrown away, which is what proves that it can be done.
 * @throws ArchiveError when it cannot.
 */
export async function rehearse(
  archive: AsyncIterable<Uint8Array>,
  scratchFolder: string,
  options: LoadOptions,
): Promise<Contents> {
  await mkdir(scratchFolder, { recursive: true, mode: 0o700 });
  const scratch = await mkdtemp(join(scratchFolder, "restore-drill-"));
  try {
    return await loadIntoEngine(archive, scratch, { ...options, isDisposable: true });
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function loadIntoEngine(
  archive: AsyncIterable<Uint8Array>,
  dataDir: string,
  options: LoadOptions & { isDisposable: boolean },
): Promise<Contents> {
  options.onStep("starting a database");
  const engine = await startEngine({
    dataDir,
    isDisposable: options.isDisposable,
    restartDelaysMs: [],
    log: () => undefined,
  });
  try {
    const administrator = engine.superuser;
    const password = randomBytes(24).toString("base64url");
    const login = { ...administrator, user: "voicelens", password, database: "voicelens" };
    const files = createLocalFileStore(join(dataDir, "files"));
    return await loadArchive(archive, { login, administrator, files }, options);
  } finally {
    await engine.stop();
  }
}

/** What a killed restore left behind is no use of the folder, and goes. */
async function refuseUsed(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: { code?: unknown }) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (names.some((name) => !name.startsWith(buildPrefix))) {
    throw new ArchiveError(
      `${dataDir} is not empty. Name a new folder; what is there was not changed.`,
    );
  }
  for (const name of names) await rm(join(dataDir, name), { recursive: true, force: true });
}

/** The database comes last: a folder without it is not taken for a whole one. */
async function putInPlace(build: string, dataDir: string): Promise<void> {
  await mkdir(join(build, "files"), { recursive: true });
  for (const name of ["files", "postgres"]) await rename(join(build, name), join(dataDir, name));
  const folder = await open(dataDir, "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
