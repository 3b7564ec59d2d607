import type { FastifyRequest } from "fastify";
import type { LiveStream } from "./live-stream.ts";

/** What both ways of following calls need. */
export interface LiveNeeds {
  live: LiveStream;
  /** How often something is said when nothing happens; left out, {@link heartbeatMsUsual}. */
  heartbeatMs?: number | undefined;
  /** Whether the key or session that opened a stream still opens it, and shows the same. */
  isStillAllowed: (request: FastifyRequest) => Promise<boolean>;
}

export const heartbeatMsUsual = 15_000;
/** How long whoever was told the end may take to hear it. */
export const lingerMs = 5_000;
