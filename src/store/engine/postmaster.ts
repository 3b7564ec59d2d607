import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { diskFull, EngineError } from "./engine-error.ts";
import { createPostgresLog, type Log } from "./postgres-log.ts";
import { type Account, lendFolders, run, spawnAs } from "./run-as.ts";
import { serverArguments } from "./settings.ts";

export interface Exit {
  code: number | null;
  signal: string | null;
}

/** One running server process, ready for connections. */
export interface Postmaster {
  pid: number;
  exited: Promise<Exit>;
}

export interface PostmasterOptions {
  binaries: Binaries;
  account: Account | undefined;
  databaseFolder: string;
  listen: { socketFolder: string } | { port: number };
  settings: Record<string, string>;
  isDisposable: boolean;
  log: Log;
  /** Aborting ends the process, whether it is still starting or long since serving. */
  signal: AbortSignal;
}

const POLL_MS = 10;

/** How the server says that sessions of a killed predecessor still hold its memory. */
const LOCK_FILE_EXISTS = "F0001";
const SESSIONS_END_WITHIN_MS = 5_000;

/** Starts the server and waits until it accepts connections, replaying what a crash left behind. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const deadline = performance.now() + SESSIONS_END_WITHIN_MS;
  for (;;) {
    const { child, pid, exited, postgresLog } = await launch(options);
    if (await becomesReady(options.databaseFolder, pid, exited)) return { pid, exited };
    await drained(child);
    const failure = postgresLog.lastFailure;
    const isHeld = failure?.code === LOCK_FILE_EXISTS && performance.now() < deadline;
    if (!isHeld || options.signal.aborted) {
      const { code, signal } = await exited;
      throw startFailed(failure?.text ?? `exit code ${code ?? signal}`, options);
    }
    await delay(5 * POLL_MS);
  }
}

async function launch(options: PostmasterOptions) {
  const { binaries, account, databaseFolder, listen, settings, isDisposable } = options;
  const isSocket = "socketFolder" in listen;
  const lent = isSocket ? [databaseFolder, listen.socketFolder] : [databaseFolder];
  const loan = await lendFolders(account, lent);
  const [folder = databaseFolder, socketFolder = ""] = loan.paths;
  const child = spawnAs(
    account,
    binaries.postgres,
    [
      "-D",
      folder,
      ...serverArguments(isSocket ? { socketFolder } : listen, settings, isDisposable),
    ],
    {
      // Its own process group: Ctrl-C reaches us alone, and we stop it in order.
      detached: process.platform !== "win32",
      stdio: ["ignore", "ignore", "pipe", ...loan.fds],
    },
  );
  const exited = new Promise<Exit>((resolve) => {
    child.on("error", () => resolve({ code: null, signal: null }));
    child.on("exit", (code, signal) => resolve({ code, signal }));
  });
  const postgresLog = createPostgresLog(options.log);
  if (child.stderr) createInterface({ input: child.stderr }).on("line", postgresLog.read);
  await loan.close();
  const { pid } = child;
  if (pid === undefined) throw startFailed("it could not be executed", options);
  endWithUs(child, pid, exited, options);
  return { child, pid, exited, postgresLog };
}

/** Ends the server when its signal aborts, and when our process exits without having stopped it. */
function endWithUs(
  child: ChildProcess,
  pid: number,
  exited: Promise<Exit>,
  { binaries, signal }: PostmasterOptions,
): void {
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const stop = () => void stopServer(pid, binaries, isAlive);
  const stopAtExit = () => void child.kill("SIGINT");
  process.once("exit", stopAtExit);
  signal.addEventListener("abort", stop, { once: true });
  void exited.then(() => {
    process.off("exit", stopAtExit);
    signal.removeEventListener("abort", stop);
  });
  if (signal.aborted) stop();
}

async function becomesReady(
  databaseFolder: string,
  pid: number,
  exited: Promise<Exit>,
): Promise<boolean> {
  let hasExited = false;
  const exit = exited.then(() => {
    hasExited = true;
  });
  while (!hasExited) {
    if (await isReady(databaseFolder, pid)) return true;
    await Promise.race([exit, delay(POLL_MS)]);
  }
  return false;
}

/** Waits for the last lines of a dead server's log, but not for sessions that outlive it. */
async function drained({ stderr }: ChildProcess): Promise<void> {
  if (!stderr || stderr.closed) return;
  await Promise.race([new Promise((done) => stderr.once("close", done)), delay(200)]);
}

function startFailed(reason: string, { databaseFolder }: PostmasterOptions): EngineError {
  if (reason.includes("No space left on device")) return diskFull(databaseFolder);
  return new EngineError(
    "start-failed",
    `PostgreSQL could not start on ${databaseFolder} (${reason}): see the log, restore a backup, or set DATABASE_URL.`,
  );
}

/** The server writes its state into line 8 of this file once it serves. */
async function isReady(databaseFolder: string, pid: number): Promise<boolean> {
  const lines = await readPidFile(databaseFolder);
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

export async function readPidFile(databaseFolder: string): Promise<string[]> {
  const text = await readFile(join(databaseFolder, "postmaster.pid"), "utf8").catch(() => "");
  return text.split("\n");
}

/** Ends a server, politely first; open transactions roll back, committed ones are kept either way. */
export async function stopServer(
  pid: number,
  binaries: Binaries,
  isAlive: () => boolean | Promise<boolean>,
): Promise<boolean> {
  for (const { name, patienceMs } of [
    { name: "INT", patienceMs: 10_000 },
    { name: "QUIT", patienceMs: 5_000 },
    { name: "KILL", patienceMs: 5_000 },
  ]) {
    if (!(await isAlive())) return true;
    await sendSignal(pid, name, binaries);
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (!(await isAlive())) return true;
      await delay(POLL_MS);
    }
  }
  return false;
}

async function sendSignal(pid: number, name: string, binaries: Binaries): Promise<void> {
  if (process.platform === "win32") {
    await run(binaries.pgCtl, ["kill", name, String(pid)]);
    return;
  }
  try {
    process.kill(pid, `SIG${name}`);
  } catch {
    // It ended between the look and the signal.
  }
}
