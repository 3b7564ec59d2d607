import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, stat, unlink } from "node:fs/promises";
import { connect, createServer, type ListenOptions, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineError, systemCode } from "./engine-error.ts";

interface FolderLock {
  release(): Promise<void>;
}

const LOCK_FILE = "engine.lock";
const SOCKET_PATH_BYTES_MAX = 103;

/**
 * Makes this process the only one that runs an engine on the folder, until it ends.
 *
 * The lock is a listening socket, because the system takes it away with the process however that
 * dies, while a number in a file may meanwhile mean another process. A second server is refused
 * with the first one's process id, which the socket tells to whoever connects.
 */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const { dev, ino } = await stat(dataDir, { bigint: true });
  const name = `voicelens-${createHash("sha256").update(`${dev}:${ino}`).digest("hex").slice(0, 32)}`;
  const servers: Server[] = [];
  let folder: FileHandle | undefined;
  const release = async () => {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    await folder?.close();
  };
  try {
    if (process.platform === "win32") {
      servers.push(await claim(`\\\\.\\pipe\\${name}`, dataDir));
    } else if (process.platform === "linux") {
      // The abstract name is taken by exactly one process, but each container has its own names. The
      // file is seen by every container that shares the folder.
      servers.push(await claim(`\0${name}`, dataDir));
      folder = await open(dataDir, constants.O_RDONLY | constants.O_DIRECTORY);
      const shortPath = `/proc/self/fd/${folder.fd}/${LOCK_FILE}`;
      servers.push(...(await claimFile(shortPath, dataDir).catch(nothingWithoutSockets)));
    } else {
      const path = join(dataDir, LOCK_FILE);
      const isShort = Buffer.byteLength(path) <= SOCKET_PATH_BYTES_MAX;
      servers.push(...(await claimFile(isShort ? path : join(tmpdir(), name), dataDir)));
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

/** Some shared file systems (a Windows or macOS folder inside a container) hold no sockets. */
function nothingWithoutSockets(error: unknown): Server[] {
  const isUnsupported = ["ENOTSUP", "EOPNOTSUPP", "EINVAL", "ENOSYS", "EPERM"].includes(
    systemCode(error) ?? "",
  );
  if (isUnsupported) return [];
  throw error;
}

async function claimFile(path: string, dataDir: string): Promise<Server[]> {
  try {
    return [await listenInFile(path)];
  } catch (error) {
    if (systemCode(error) !== "EADDRINUSE") throw error;
  }
  const holder = await askHolder(path);
  if (holder) throw inUse(dataDir, holder);
  await unlink(path).catch(() => {});
  return [await claim(path, dataDir, listenInFile)];
}

async function claim(path: string, dataDir: string, take = listen): Promise<Server> {
  try {
    return await take(path);
  } catch (error) {
    if (systemCode(error) !== "EADDRINUSE" && process.platform !== "win32") throw error;
    throw inUse(dataDir, await askHolder(path));
  }
}

function inUse(dataDir: string, holder: { pid?: string } | undefined): EngineError {
  const who = holder?.pid ? `process ${holder.pid}` : "another process";
  return new EngineError(
    "folder-in-use",
    `Another VoiceLens server (${who}) uses the data folder ${dataDir}: stop it first, or choose another DATA_DIR.`,
  );
}

/** Every user may ask who holds it, or a file that root left behind would look held for ever. */
function listenInFile(path: string): Promise<Server> {
  return listen(path, { readableAll: true, writableAll: true });
}

function listen(path: string, access: ListenOptions = {}): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(String(process.pid));
    });
    server.once("error", reject);
    server.listen({ path, exclusive: true, ...access }, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** Undefined when nobody listens: a process that was killed left its file behind. */
function askHolder(path: string): Promise<{ pid?: string } | undefined> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(path);
    const finish = () => {
      socket.destroy();
      resolve(/^\d+$/.test(answer) ? { pid: answer } : {});
    };
    socket.setTimeout(500, finish);
    socket.on("data", (bytes) => {
      answer += bytes;
    });
    socket.on("end", finish);
    socket.on("error", (error) => {
      if (["ECONNREFUSED", "ENOENT"].includes(systemCode(error) ?? "")) resolve(undefined);
      else finish();
    });
  });
}
