import { parentPort } from "node:worker_threads";
import { ProblemError } from "../../lib/problems.ts";
import { limitBuffers } from "./limit-buffers.ts";
import { parseHere } from "./parse.ts";
import type { ParseAnswer, ParseTask } from "./parse-messages.ts";

/** The thread in which a document is read: one at a time, answered in the order of asking. */
parentPort?.on("message", async (task: ParseTask) => {
  parentPort?.postMessage(await answerTo(task));
});

async function answerTo({ source, bounds }: ParseTask): Promise<ParseAnswer> {
  limitBuffers(bounds.inflatedBytesMax);
  try {
    return { parsed: await parseHere(source, bounds) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, message: detail, extra, cause } = error;
    return {
      problem: { code, detail, extra, ...(cause !== undefined && { cause: String(cause) }) },
    };
  }
}
