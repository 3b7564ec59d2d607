import { Worker } from "node:worker_threads";
import { ProblemError } from "../../lib/problems.ts";
import type { ParseAnswer, ParseTask } from "./parse-messages.ts";
import {
  type DocumentSource,
  type ParseBounds,
  type ParsedDocument,
  usualBounds,
} from "./parsed.ts";

/** Reads documents in threads of their own, so that none of them, however hostile, slows or ends the server. */
export interface DocumentParser {
  /**
   * Reads one document. Waits for a free thread first; the time bound counts from then on.
   *
   * Ends with blocks, with a `ProblemError` about the document, or with the signal's reason.
   */
  parse(source: DocumentSource, signal?: AbortSignal): Promise<ParsedDocument>;
  /** Ends the threads; what they were reading is rejected. */
  close(): Promise<void>;
}

interface Slot {
  worker: Worker | undefined;
  isBusy: boolean;
}

const isSource = import.meta.url.endsWith(".ts");
const workerFile = new URL(`./parse-worker.${isSource ? "ts" : "js"}`, import.meta.url);

/**
 * One thread per slot, started when the first document comes and used again for the next. A thread that had to be ended, or died of
 * its memory, is replaced by a new one.
 */
export function createDocumentParser({
  threads = 1,
  bounds = usualBounds,
}: {
  threads?: number;
  bounds?: ParseBounds;
} = {}): DocumentParser {
  const slots: Slot[] = Array.from({ length: threads }, () => ({
    worker: undefined,
    isBusy: false,
  }));
  const waiting = new Set<() => void>();
  const closing = new AbortController();

  async function takeSlot(signal: AbortSignal): Promise<Slot> {
    for (;;) {
      signal.throwIfAborted();
      const free = slots.find((slot) => !slot.isBusy);
      if (free !== undefined) {
        free.isBusy = true;
        return free;
      }
      await new Promise<void>((wake) => {
        waiting.add(wake);
        signal.addEventListener("abort", () => wake(), { once: true });
      });
    }
  }

  /** Wakes all who wait; the first takes the slot, the others wait on in their order. */
  function giveBack(slot: Slot): void {
    slot.isBusy = false;
    slot.worker?.unref();
    const woken = [...waiting];
    waiting.clear();
    for (const wake of woken) wake();
  }

  async function end(slot: Slot): Promise<void> {
    const { worker } = slot;
    slot.worker = undefined;
    await worker?.terminate();
  }

  return {
    async parse(source, given) {
      const signal = AbortSignal.any([closing.signal, ...(given === undefined ? [] : [given])]);
      const slot = await takeSlot(signal);
      try {
        const answer = await ask(workerOf(slot, bounds), { source, bounds }, signal);
        return resultOf(answer);
      } finally {
        giveBack(slot);
      }
    },
    async close() {
      closing.abort(new Error("The server is stopping"));
      await Promise.all(slots.map(end));
    },
  };
}

function workerOf(slot: Slot, bounds: ParseBounds): Worker {
  slot.worker ??= startWorker(slot, bounds);
  slot.worker.ref();
  return slot.worker;
}

function startWorker(slot: Slot, bounds: ParseBounds): Worker {
  const worker = new Worker(workerFile, {
    resourceLimits: { maxOldGenerationSizeMb: bounds.memoryMbMax },
    // Nothing inside needs what the server was told: a parser that is tricked finds no secret there.
    env: {},
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const forget = () => {
    if (slot.worker === worker) slot.worker = undefined;
  };
  // Also between two documents: what nobody listens to would end the server.
  worker.on("error", forget);
  worker.on("exit", forget);
  return worker;
}

/** Puts a document to the thread. Where the thread itself does not answer, it is ended: it is in an unknown state. */
async function ask(worker: Worker, task: ParseTask, signal: AbortSignal): Promise<ParseAnswer> {
  let resolve: (answer: ParseAnswer) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const answered = new Promise<ParseAnswer>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  const onError = (error: Error) => reject(problemOfDeath(error));
  const onExit = () => onError(new Error("The thread ended"));
  const onAbort = () => reject(signal.reason);
  const timer = setTimeout(() => reject(tooLong(task.bounds)), task.bounds.timeoutMs);
  worker.on("message", resolve).on("error", onError).on("exit", onExit);
  signal.addEventListener("abort", onAbort);
  // A copy that is given away: the caller keeps its bytes, and they are not copied again on the way.
  const bytes = new Uint8Array(task.source.bytes);
  worker.postMessage({ ...task, source: { ...task.source, bytes } }, [bytes.buffer]);
  try {
    return await answered;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    worker.off("message", resolve).off("error", onError).off("exit", onExit);
    signal.removeEventListener("abort", onAbort);
  }
}

function resultOf(answer: ParseAnswer): ParsedDocument {
  if ("parsed" in answer) return answer.parsed;
  const { code, detail, ...options } = answer.problem;
  throw new ProblemError(code, detail, options);
}

function tooLong(bounds: ParseBounds): ProblemError {
  const detail = `Reading the document took longer than ${Math.ceil(bounds.timeoutMs / 1000)} seconds`;
  return new ProblemError("document-too-complex", detail);
}

/** A thread dies of its memory, or of an error that its parser let fall; both are about the bytes. */
function problemOfDeath(error: Error & { code?: string }): ProblemError {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    const detail = "Reading the document takes more memory than one is given";
    return new ProblemError("document-too-complex", detail, { cause: error });
  }
  return new ProblemError("document-damaged", "The document cannot be read", { cause: error });
}
