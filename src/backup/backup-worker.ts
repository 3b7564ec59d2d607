import type { FromWorker, ToWorker } from "./backup-task.ts";
import { workOnTask } from "./make-backup.ts";

/** The process in which one task is done. The server says when to stop; when the server is gone, that says it too. */
const stopping = new AbortController();

const tell = (message: FromWorker) => {
  if (process.connected) process.send?.(message, () => undefined);
};

process.on("message", async (message: ToWorker) => {
  if ("stop" in message) return stopping.abort(new Error("stopped"));
  const outcome = await workOnTask(message.task, {
    report: (progress) => tell({ progress }),
    signal: stopping.signal,
    now: Date.now,
  });
  tell({ outcome });
  if (process.connected) process.disconnect();
});
process.on("disconnect", () => stopping.abort(new Error("the server ended")));
// A terminal and systemd send these to every process of the server.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
