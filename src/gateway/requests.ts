import type { FastifyReply } from "fastify";
import type { Told } from "./converse.service.ts";

/** Says in a header what an answer had to do without. */
export function tell(reply: FastifyReply, { degraded }: Told): void {
  if (degraded.length > 0) reply.header("x-voicelens-degraded", degraded.join(", "));
}

/** What a client of OpenAI's format is told of an answer beside it. */
export function metadataOf({ sessionId, degraded, turn, echo }: Told) {
  const report = echo();
  return {
    ...{ session_id: sessionId, degraded },
    ...(report === undefined ? {} : { echo: report }),
    ...(turn?.repetition.found === "loop" ? { loop_detected: true } : {}),
  };
}

/** Aborted when the connection ends before the answer did. */
export function signalOf({ raw }: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) leaving.abort(new Error("whoever asked has left"));
  });
  return leaving.signal;
}

/** A header that is there once and says something. */
export function one(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" && header !== "" ? header.slice(0, 200) : undefined;
}

/** Readies a reply for events that are to arrive one by one. */
export function asEvents<Reply extends FastifyReply>(reply: Reply): Reply {
  reply.header("content-type", "text/event-stream; charset=utf-8");
  // A proxy that collects an answer would hold back the first words.
  reply.header("x-accel-buffering", "no");
  return reply;
}
