import { readFile, writeFile } from "node:fs/promises";
import { setPriority } from "node:os";

/** One or two hundredths of what others get while they want it, and everything while they do not. With more, each of several has a turn of milliseconds while somebody waits. */
const niceness = 19;
/** After the name of the process come its state, its parent, its group and its session. */
const sessionPlace = 3;

/** Has a process of ours leave the processor to those that somebody waits for. Where the system does not let us it stays as it is. */
export async function giveWay(pid: number): Promise<void> {
  try {
    setPriority(pid, niceness);
    // Linux may share between sessions first: then only this counts. Each process of PostgreSQL is a session of its own, as a service is; a session of others is left alone.
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const session = Number(stat.split(") ").at(-1)?.split(" ")[sessionPlace]);
    if (session === pid) await writeFile(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // Work is done as well without.
  }
}
