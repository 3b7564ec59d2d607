// Folders and processes of one run. Whatever way the run ends, nothing of it is left behind.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/** What Linux counts processor time in, on every usual machine. */
const ticksPerSecond = 100;
/** @type {Set<ChildProcess>} */
const children = new Set();
/** @type {Set<string>} */
const folders = new Set();

process.on("exit", () => {
  // nginx's workers would go on without their parent.
  for (const { pid } of children)
    if (pid !== undefined) for (const one of treeOf(pid)) tryKill(one, "SIGKILL");
  for (const folder of folders) removeFolder(folder);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

/** A data folder that is removed at the end of the run at the latest. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-bench-"));
  folders.add(folder);
  return folder;
}

/** Removes a data folder, and first ends the database that a killed server left running in it. */
export function removeFolder(folder) {
  if (!folders.delete(folder)) return;
  const pid = postmasterOf(folder);
  if (pid !== undefined) tryKill(pid, "SIGQUIT");
  removeSocketFolder(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** A killed server leaves the folder of its database's socket, outside its data folder. */
function removeSocketFolder(folder) {
  try {
    const path = readFileSync(join(folder, "engine.sockets"), "utf8").trim();
    if (/^vl-\w{6}$/.test(basename(path))) rmSync(path, { recursive: true, force: true });
  } catch {
    // It was stopped in order, or had not come that far.
  }
}

/** The database server that runs on a data folder, as its pid file says and the process list confirms. */
export function postmasterOf(folder) {
  try {
    const pid = Number(
      readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0],
    );
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("postgres") ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** The processes that a process started itself. Linux only; elsewhere none are seen. */
export function childrenOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return text.trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** A process and all below it. */
export function treeOf(pid) {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

/** Memory of processes in MB, with what they share counted once; undefined where the system does not tell. */
export function memoryOf(pids) {
  try {
    const kilobytes = pids.map((pid) => {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0);
    });
    return kilobytes.reduce((sum, part) => sum + part, 0) / 1024;
  } catch {
    return undefined;
  }
}

/** Seconds of processor time that a process has used; undefined when it is gone, or where the system does not tell. */
function processorSecondsOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return undefined;
  }
}

/**
 * Begins to count the processor time of a server and of its database, which other work on the machine changes little. At its end that is told for each of `count`; null where the system
 * does not tell.
 * @returns {(count: number) => { serverMs: number | null, databaseMs: number | null }}
 */
export function countProcessorTime({ pid }) {
  const before = new Map(treeOf(pid).map((one) => [one, processorSecondsOf(one)]));
  const msOf = (one) => ((processorSecondsOf(one) ?? 0) - (before.get(one) ?? 0)) * 1_000;
  return (count) => {
    if (before.get(pid) === undefined) return { serverMs: null, databaseMs: null };
    const database = treeOf(pid).slice(1);
    const databaseMs = database.reduce((sum, one) => sum + msOf(one), 0) / count;
    return { serverMs: msOf(pid) / count, databaseMs };
  };
}

/** Sees to it that a child does not outlive the run. */
export function trackChild(child) {
  children.add(child);
  child.once("exit", () => children.delete(child));
}

/** Starts one of our scripts in a process of its own. Its last words are kept, to be shown when it fails. */
export function startScript(script, { env = {}, nodeArgs = [] } = {}) {
  const child = spawn(process.execPath, [...nodeArgs, script], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    serialization: "advanced",
    // A session of its own, as where it runs as a service: Linux may share its processors between sessions, and the load is no part of it.
    detached: true,
  });
  trackChild(child);
  let words = "";
  const listen = (chunk) => {
    words = `${words}${chunk}`.slice(-4_000);
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  return { child, pid: child.pid ?? 0, ended, lastWords: () => words };
}

/** Sends a signal to a process that may be gone already. */
export function tryKill(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Rejects when something takes too long, so that no run hangs. */
export async function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
