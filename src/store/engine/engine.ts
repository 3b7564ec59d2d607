import { mkdir, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries } from "./binaries.ts";
import { prepareDatabaseFolder, SUPERUSER } from "./database-folder.ts";
import { explainFileError } from "./engine-error.ts";
import { lockFolder } from "./folder-lock.ts";
import { stopOrphan } from "./orphan.ts";
import type { Log } from "./postgres-log.ts";
import {
  type Exit,
  type Postmaster,
  type PostmasterOptions,
  startPostmaster,
} from "./postmaster.ts";
import { chooseRunAs } from "./run-as.ts";
import { makeSocketFolder, removeSocketFolder, SOCKET_PORT } from "./socket-folder.ts";

export { EngineError } from "./engine-error.ts";

export interface EngineAddress {
  /** A socket folder, or 127.0.0.1 on Windows. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** A PostgreSQL server that is our child process. */
export interface Engine {
  /** Meant for making roles and the database, and for nothing else. It stays the same over restarts. */
  readonly superuser: EngineAddress;
  /** Undefined while the server is down. */
  readonly pid: number | undefined;
  /** Called when the server died unasked; `isFinal` when it will not be started again. */
  onExit(listener: (exit: Exit & { isFinal: boolean }) => void): void;
  /** Called when the server serves again after it died. */
  onRestart(listener: () => void): void;
  /** Ends the server and frees the folder. Open transactions roll back. May be called again. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** The server's files go to `postgres` inside. Made when missing. */
  dataDir: string;
  log: Log;
  /** PostgreSQL settings that replace our tuning. Durability and privacy cannot be replaced. */
  settings?: Record<string, string>;
  /** The folder goes with the run, as those of tests do: a crash of the machine may lose what was committed, and nothing waits for the disk. */
  isDisposable?: boolean;
  /** The pauses before each attempt to restart a dead server; empty for none. */
  restartDelaysMs?: readonly number[];
}

const RESTART_DELAYS_MS = [50, 100, 200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000];

/** A server that lived this long is well: its next death starts the count of attempts anew. */
const HEALTHY_AFTER_MS = 60_000;

/**
 * Runs PostgreSQL on a folder, and keeps it running until `stop`.
 *
 * When it returns the server accepts connections, this process alone uses the folder, and everything
 * ever committed there is present, however the last run ended. Throws {@link EngineError} with a
 * sentence for the operator.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const dataDir = await makeDataDir(options.dataDir);
  const undo: (() => Promise<void>)[] = [];
  const cleanUp = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const lock = await lockFolder(dataDir);
    undo.push(lock.release);
    const runAs = await chooseRunAs(dataDir, join(dataDir, "postgres"));
    const binaries = await findBinaries({ dataDir, account: runAs.server });
    const folder = await prepareDatabaseFolder(dataDir, binaries, runAs);
    await stopOrphan(folder.path, binaries);
    const listen: PostmasterOptions["listen"] =
      process.platform === "win32"
        ? { port: await findFreePort() }
        : { socketFolder: await makeSocketFolder(dataDir, runAs.server) };
    if ("socketFolder" in listen) undo.push(() => removeSocketFolder(listen.socketFolder));
    const superuser: EngineAddress = {
      ...("port" in listen
        ? { host: "127.0.0.1", port: listen.port }
        : { host: listen.socketFolder, port: SOCKET_PORT }),
      user: SUPERUSER,
      password: folder.superuserPassword,
      database: "postgres",
    };
    return await supervise(superuser, cleanUp, options, {
      binaries,
      account: runAs.server,
      databaseFolder: folder.path,
      listen,
      settings: options.settings ?? {},
      isDisposable: options.isDisposable ?? false,
      log: options.log,
    });
  } catch (error) {
    await cleanUp();
    throw explainFileError(error, dataDir);
  }
}

async function supervise(
  superuser: EngineAddress,
  cleanUp: () => Promise<void>,
  { log, restartDelaysMs = RESTART_DELAYS_MS }: EngineOptions,
  launch: Omit<PostmasterOptions, "signal">,
): Promise<Engine> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const exitListeners: ((exit: Exit & { isFinal: boolean }) => void)[] = [];
  const restartListeners: (() => void)[] = [];
  const first = await startPostmaster({ ...launch, signal });
  let current: Postmaster | undefined = first;

  async function watch(): Promise<void> {
    let attempts = 0;
    let running: Postmaster = first;
    for (;;) {
      const startedAt = performance.now();
      const exit = await running.exited;
      current = undefined;
      if (signal.aborted) return;
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) attempts = 0;
      const tell = (isFinal: boolean) => {
        log({ ...exit, isFinal }, "PostgreSQL died");
        for (const listener of exitListeners) listener({ ...exit, isFinal });
      };
      if (attempts < restartDelaysMs.length) tell(false);
      let revived: Postmaster | undefined;
      while (!revived && attempts < restartDelaysMs.length) {
        await delay(restartDelaysMs[attempts++], undefined, { signal }).catch(() => {});
        if (signal.aborted) return;
        revived = await startPostmaster({ ...launch, signal }).catch((error: Error) => {
          if (!signal.aborted) log({ reason: error.message }, "PostgreSQL did not restart");
          return undefined;
        });
      }
      if (signal.aborted && !revived) return;
      if (!revived) return tell(true);
      running = revived;
      current = revived;
      log({ pid: running.pid }, "PostgreSQL restarted");
      for (const listener of restartListeners) listener();
    }
  }

  const watching = watch();
  let stopped: Promise<void> | undefined;
  return {
    superuser,
    get pid() {
      return current?.pid;
    },
    onExit: (listener) => void exitListeners.push(listener),
    onRestart: (listener) => void restartListeners.push(listener),
    stop() {
      stopping.abort();
      stopped ??= watching.then(cleanUp);
      return stopped;
    },
  };
}

async function makeDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return await realpath(path);
  } catch (error) {
    throw explainFileError(error, path);
  }
}

function findFreePort(): Promise<number> {
  return new Promise((found, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => found(port));
    });
  });
}
