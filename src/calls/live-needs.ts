import type { Writable } from "node:stream";
import type { FastifyRequest } from "fastify";
import type { Metrics } from "../observe/index.ts";
import type { LiveStream } from "./live-stream.ts";

/** What both ways of following calls need. */
export interface LiveNeeds {
  live: LiveStream;
  /** How often something is said when nothing happens; left out, {@link heartbeatMsUsual}. */
  heartbeatMs?: number | undefined;
  /** Whether the key or session that opened a stream still opens it, and shows the same. */
  isStillAllowed: (request: FastifyRequest) => Promise<boolean>;
  metrics: Pick<Metrics, "liveReaders" | "liveReadersDropped">;
}

export const heartbeatMsUsual = 15_000;
/** How long whoever was told the end may take to hear it. */
export const lingerMs = 5_000;

/** Resolves when a stream has passed on what it was given, or is closed. */
export function drained(stream: Writable): Promise<void> {
  if (!stream.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
}
