import type { Response as Answer } from "undici";
import { ProblemError } from "../lib/problems.ts";

/**
 * Reads an answer to its end and makes a plain one of it; what is unpacked on the way counts unpacked.
 * @throws ProblemError `outbound-failed` as soon as there is more than the cap; the rest is not read.
 */
export async function readCapped(answer: Answer, bytesMax: number): Promise<Response> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early ends the connection.
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > bytesMax) {
      throw new ProblemError("outbound-failed", `The answer is larger than ${bytesMax} bytes.`);
    }
    parts.push(part);
  }
  const { status, statusText } = answer;
  const headers = new Headers([...answer.headers]);
  // They spoke of the bytes on the way.
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) {
    headers.delete(name);
  }
  return new Response(bytes === 0 ? null : Buffer.concat(parts), { status, statusText, headers });
}
