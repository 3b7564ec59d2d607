import { setTimeout as pause } from "node:timers/promises";

/** What takes longer than this waits for a disk or a network more than it works. */
const restMsMax = 250;

/**
 * Hands parts on and rests after each for as long as it was worked on, so that at least half of the time belongs to others: to webhooks in this process, and to the database beside it.
 */
export async function* paced<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const part of parts) {
    const beganAt = performance.now();
    yield part;
    await pause(Math.min(performance.now() - beganAt, restMsMax));
  }
}
