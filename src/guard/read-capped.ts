import type { Response as Answer } from "undici";
import { ProblemError } from "../lib/problems.ts";

const tooLarge = "answer-too-large";

/** Whether an answer was refused for its size: another try would bring the same. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof ProblemError && error.extra.reason === tooLarge;
}

/** Passes a stream on up to a cap. Leaving it early ends the connection. */
export async function* capped(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  bytesMax: number,
  explain: (error: unknown) => unknown = (error) => error,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const part of stream) {
      bytes += part.byteLength;
      if (bytes > bytesMax) {
        const detail = `The answer is larger than ${bytesMax} bytes.`;
        throw new ProblemError("outbound-failed", detail, { extra: { reason: tooLarge } });
      }
      yield part;
    }
  } catch (error) {
    throw explain(error);
  }
}

/**
 * Reads an answer to its end and makes a plain one of it; what is unpacked on the way counts unpacked.
 * @throws ProblemError `outbound-failed` as soon as there is more than the cap; the rest is not read.
 */
export async function readCapped(answer: Answer, bytesMax: number): Promise<Response> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of capped(answer.body ?? [], bytesMax)) {
    bytes += part.byteLength;
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
