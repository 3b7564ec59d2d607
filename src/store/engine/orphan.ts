import { readlink, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { EngineError } from "./engine-error.ts";
import { readPidFile, stopServer } from "./postmaster.ts";
import { run } from "./run-as.ts";

/**
 * Stops the server that a killed process of ours left running, and clears what it left behind.
 *
 * Only with the folder lock held does a live server mean an orphan. A process that merely got the
 * same number since then is never signalled.
 */
export async function stopOrphan(databaseFolder: string, binaries: Binaries): Promise<boolean> {
  const pid = Number.parseInt((await readPidFile(databaseFolder))[0] ?? "", 10);
  if (!(pid > 1)) return false;
  const isAlive = () => isServerOf(pid, databaseFolder);
  const wasAlive = await isAlive();
  if (wasAlive && !(await stopServer(pid, binaries, isAlive))) {
    throw new EngineError(
      "start-failed",
      `A PostgreSQL left by an earlier run (process ${pid}) on ${databaseFolder} does not end: kill it and start again.`,
    );
  }
  // PostgreSQL would take any live process with this number for another server. Sessions of a killed
  // one are noticed without this file too, by the shared memory they hold.
  await rm(join(databaseFolder, "postmaster.pid"), { force: true });
  return wasAlive;
}

async function isServerOf(pid: number, databaseFolder: string): Promise<boolean> {
  if (process.platform === "win32") {
    const list = await run("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]);
    return list.output.includes("postgres.exe");
  }
  if (process.platform !== "linux") {
    const { output } = await run("/bin/ps", ["-ww", "-o", "command=", "-p", String(pid)]);
    return output.includes(`postgres -D ${databaseFolder} `);
  }
  try {
    const program = basename(await readlink(`/proc/${pid}/exe`));
    const [at, folder] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(databaseFolder)]);
    return (
      /^postgres( \(deleted\))?$/.test(program) && at.dev === folder.dev && at.ino === folder.ino
    );
  } catch {
    // Gone, a zombie, or of a user we may not look at: not ours.
    return false;
  }
}
