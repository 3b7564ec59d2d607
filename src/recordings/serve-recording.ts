import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "../lib/problems.ts";
import { readRange } from "./byte-range.ts";
import type { RecordingService } from "./recording.service.ts";
import { extensionOf } from "./sound-type.ts";

/** Answers with a recording, or the part of it that was asked for (RFC 9110 §13–14). Nobody on the way keeps it: it may have to be forgotten. */
export async function serveRecording(
  recordings: RecordingService,
  token: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { link, recording } = await recordings.open(token);
  const { bytes, contentType, callId } = recording;
  const etag = `"${recording.sha256}"`;
  reply.headers({
    "accept-ranges": "bytes",
    etag,
    "content-type": contentType,
    "content-disposition": `inline; filename="${callId}.${extensionOf(contentType)}"`,
  });
  const { headers } = request;
  if (headers["if-none-match"]?.split(",").some((one) => one.trim() === etag)) {
    return reply.code(304).send();
  }
  // Parts of another recording must not be put together with this one's.
  const ifRange = headers["if-range"];
  const isSame = ifRange === undefined || ifRange === etag;
  const range = request.method === "GET" && isSame ? readRange(headers.range, bytes) : null;
  if (range === "unsatisfiable") {
    reply.header("content-range", `bytes */${bytes}`).removeHeader("content-disposition");
    throw new ProblemError("range-not-satisfiable", `The recording has ${bytes} bytes.`);
  }
  const { start, end } = range ?? { start: 0, end: bytes };
  if (request.method === "HEAD") return reply.header("content-length", bytes).code(200).send();
  const body = recording.read({ start, end });
  // What cannot be opened is noticed before anything is said.
  const first = await body.next();
  await recordings.noteHeard(token, link);
  if (range !== null) reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${bytes}`);
  reply.header("content-length", end - start);
  return reply.send(Readable.from(joined(first, body), { objectMode: false }));
}

async function* joined(
  first: IteratorResult<Buffer>,
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}
