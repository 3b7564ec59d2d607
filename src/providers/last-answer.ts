import { AsyncLocalStorage } from "node:async_hooks";
import { ApiError } from "./api-error.ts";

/** Enough to see what it is. */
const answerBytesMax = 64 * 1024;

const lastAnswer = new AsyncLocalStorage<{ bytes: Buffer | null }>();

/** Remembers the beginning of an answer for whoever asked, until the next one. */
export function noteAnswer(bytes: Buffer): void {
  const noted = lastAnswer.getStore();
  // A copy: a part of a buffer keeps all of it in memory.
  if (noted !== undefined) noted.bytes = Buffer.from(bytes.subarray(0, answerBytesMax));
}

/** Asks a provider. An answer that turns out to be nonsense, on the wire or when its meaning is read, is given along with the error. */
export function withAnswer<T>(ask: () => Promise<T>): Promise<T> {
  return lastAnswer.run({ bytes: null }, async () => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== "nonsense") throw error;
      const answer = lastAnswer.getStore()?.bytes ?? null;
      throw new ApiError("nonsense", error.message, { answer, cause: error });
    }
  });
}
