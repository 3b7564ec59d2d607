import { setTimeout as pause } from "node:timers/promises";

/** Shorter than this nobody waits. */
const workMs = 5;
/** What takes longer than this waits for a disk or a network more than it works. */
const restMsMax = 250;

/**
 * Hands parts on and rests between them for as long as they were worked on, so that others have their turn: webhooks in this process, and the database beside it.
 */
export async function* paced<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  let worked = 0;
  for await (const part of parts) {
    const beganAt = performance.now();
    yield part;
    worked += performance.now() - beganAt;
    if (worked < workMs) continue;
    await pause(Math.min(worked, restMsMax));
    worked = 0;
  }
}
