import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { constants } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { cannotChangeUser, EngineError, systemCode, whoWeAre } from "./engine-error.ts";

/** A system user as its numbers; it needs no name in /etc/passwd. */
export interface Account {
  uid: number;
  gid: number;
}

/** Who our PostgreSQL runs as. Left out: as ourselves, because we are no administrator. */
export interface RunAs {
  server?: Account;
  /** initdb, unlike the server, insists on a user with a name. */
  initdb?: Account;
}

/**
 * The user PostgreSQL runs as when we are root and nobody owns the folder yet.
 *
 * A fixed number, so that every later start finds its own files. Neither Debian's nor systemd's
 * allocation hands it out (60578 to 61183 are unused), `nobody` is avoided because other daemons
 * share it, and it is below 65536 so that it exists inside rootless containers.
 */
export const ENGINE_UID = 60732;

/**
 * Decides whose processes may touch the database folder.
 *
 * PostgreSQL refuses to run as root and refuses a folder that is not its own. As root we become the
 * owner of what is there; as an ordinary user we can only be ourselves, and say so when that fails.
 */
export async function chooseRunAs(dataDir: string, databaseFolder: string): Promise<RunAs> {
  const uid = process.getuid?.();
  if (uid === undefined) return {};
  const existing = await statOrNothing(databaseFolder);
  if (uid !== 0) {
    if (existing && existing.uid !== uid) {
      throw new EngineError(
        "folder-not-ours",
        `The database folder ${databaseFolder} belongs to user id ${existing.uid}, but this server runs as ${whoWeAre()}: start it as that user, or run: sudo chown -R ${uid} ${dataDir}`,
      );
    }
    return {};
  }
  const owner = existing ?? (await stat(dataDir));
  if (existing?.uid === 0) {
    throw new EngineError(
      "folder-not-ours",
      `The database folder ${databaseFolder} belongs to root, as whom PostgreSQL refuses to run: run: chown -R ${ENGINE_UID}:${ENGINE_UID} ${databaseFolder}`,
    );
  }
  const server =
    owner.uid === 0
      ? { uid: ENGINE_UID, gid: ENGINE_UID }
      : { uid: owner.uid, gid: owner.gid === 0 ? owner.uid : owner.gid };
  return { server, initdb: await namedAccount() };
}

async function statOrNothing(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function namedAccount(): Promise<Account> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const users = passwd.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name && Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
  const user = users.find(({ name }) => name === "nobody") ?? users[0];
  if (!user) {
    throw new EngineError(
      "cannot-change-user",
      "PostgreSQL refuses to run as root and /etc/passwd names no other user: start the server as an ordinary user, or set DATABASE_URL.",
    );
  }
  return { uid: user.uid, gid: user.gid };
}

/** Folders opened for a child that may be unable to reach them by path. Close it after the spawn. */
interface Loan {
  /** How the child names each folder. */
  paths: string[];
  /** What goes behind stdin, stdout and stderr. */
  fds: number[];
  close(): Promise<void>;
}

/**
 * Makes folders usable by a child of another user, whatever the permissions above them.
 *
 * On Linux the child gets them as open files, because a folder under /root cannot be reached by
 * path; elsewhere, and for a child of our own user, the plain path does.
 */
export async function lendFolders(account: Account | undefined, folders: string[]): Promise<Loan> {
  if (!account || process.platform !== "linux") {
    return { paths: folders, fds: [], close: async () => {} };
  }
  const flags = constants.O_RDONLY | constants.O_DIRECTORY;
  const handles = await Promise.all(folders.map((folder) => open(folder, flags)));
  return {
    paths: folders.map((_, index) => `/proc/self/fd/${3 + index}`),
    fds: handles.map((handle) => handle.fd),
    close: async () => {
      await Promise.all(handles.map((handle) => handle.close()));
    },
  };
}

/**
 * What every child of the engine has in common: the user, no working directory that could be
 * unmounted under it, and none of our environment, because that holds our secrets.
 */
function childOptions(account: Account | undefined) {
  if (process.platform === "win32") return { windowsHide: true };
  return { cwd: "/", env: { PATH: "/usr/bin:/bin", LC_ALL: "C" }, ...account };
}

/** Starts a child, or says why this root may not become the other user. */
export function spawnAs(
  account: Account | undefined,
  command: string,
  args: string[],
  options: { stdio: StdioOptions; detached?: boolean },
): ChildProcess {
  try {
    return spawn(command, args, { ...childOptions(account), ...options });
  } catch (cause) {
    if (account && ["EPERM", "EINVAL"].includes(systemCode(cause) ?? "")) {
      throw cannotChangeUser({ cause });
    }
    throw cause;
  }
}

/** Runs a program to its end. A child that cannot be started counts as failed, with the reason. */
export function run(
  command: string,
  args: string[],
  options: { account?: Account | undefined; fds?: number[] } = {},
): Promise<{ isOk: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawnAs(options.account, command, args, {
      stdio: ["ignore", "pipe", "pipe", ...(options.fds ?? [])],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", (error) => resolve({ isOk: false, output: error.message }));
    child.on("close", (code) => resolve({ isOk: code === 0, output: output.trim() }));
  });
}
