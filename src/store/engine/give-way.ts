import { writeFile } from "node:fs/promises";
import { setPriority } from "node:os";

/** About a tenth of what others get while they want it, and everything while they do not. */
const niceness = 10;

/** Has a process of ours leave the processor to those that somebody waits for. Where the system does not let us it stays as it is. */
export async function giveWay(pid: number): Promise<void> {
  try {
    setPriority(pid, niceness);
    // Linux may share between sessions first, and each process of PostgreSQL is a session of its own: then only this counts.
    await writeFile(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // Work is done as well without.
  }
}
