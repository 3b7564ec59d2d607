import { fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { FromWorker, Outcome, TaskRunner, ToWorker } from "./backup-task.ts";

const workerFile = fileURLToPath(new URL("./backup-worker.js", import.meta.url));

/**
 * Does a task in a process of its own, which gives way to everything else on the machine: a webhook waits neither for its work nor for its memory to be tidied.
 * The process ends by itself when this one does, however that ends.
 */
export const workInProcess: TaskRunner = async (task, { report, signal }) => {
  const child = fork(workerFile, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const tell = (message: ToWorker) => child.send(message);
  const stop = () => tell({ stop: true });
  try {
    return await new Promise<Outcome>((resolve) => {
      const died = (fields: Record<string, unknown>) =>
        resolve({ failed: { sentence: "Its process ended.", fields } });
      child.on("message", (message: FromWorker) => {
        if ("progress" in message) report(message.progress);
        else resolve(message.outcome);
      });
      child.on("error", ({ name }) => died({ error: name }));
      // Later than its exit: what it said last has been heard.
      child.on("close", (code, by) => died({ code, signal: by }));
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
      tell({ task });
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop);
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
};
