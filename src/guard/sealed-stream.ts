import { createCipheriv, createDecipheriv } from "node:crypto";
import { SecretBoxError } from "./secret-box.ts";

/**
 * Large contents, sealed in chunks with a key of their own, so that a part can be read without the rest.
 *
 * Each chunk is AES-256-GCM over up to 64 KiB, ciphertext and then tag. Its nonce is its place, with a mark on the last one: chunks that were put in another order, left
 * out, or cut off at the end do not open. A key must seal one content only; it is itself kept in a {@link SecretBox}.
 */
export interface SealedContent {
  /** 32 bytes, used for this content alone. */
  key: Buffer;
  /** Names what the content belongs to; opening needs the same one. */
  context: string;
}

const chunkBytes = 64 * 1024;
const tagBytes = 16;
const nonceBytes = 12;
const sealedChunkBytes = chunkBytes + tagBytes;

/** How many bytes a content of this length has when it is sealed. */
export function sealedLength(plainBytes: number): number {
  return plainBytes + chunkCount(plainBytes) * tagBytes;
}

/** Even nothing is one chunk: its absence is then noticed. */
function chunkCount(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / chunkBytes));
}

/** Seals a content as it comes, in bounded memory. */
export async function* sealStream(
  content: SealedContent,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  let place = 0;
  for await (const part of plain) {
    waiting = Buffer.concat([waiting, part]);
    let used = 0;
    // A chunk that is full waits until something follows it: only then it is known not to be the last.
    for (; waiting.length - used > chunkBytes; used += chunkBytes) {
      yield sealChunk(content, place++, false, waiting.subarray(used, used + chunkBytes));
    }
    if (used > 0) waiting = Buffer.from(waiting.subarray(used));
  }
  yield sealChunk(content, place, true, waiting);
}

/**
 * Opens the bytes from `start` up to, not including, `end`, reading the chunks that hold them and no others.
 * @param of.bytes the length of the whole content, as it was when it was sealed.
 * @param of.read gives sealed bytes by their places.
 * @throws SecretBoxError at the first chunk that is not what was sealed.
 */
export async function* openRange(
  content: SealedContent,
  of: { bytes: number; read: (start: number, end: number) => AsyncIterable<Uint8Array> },
  { start, end }: { start: number; end: number },
): AsyncGenerator<Buffer> {
  const first = Math.floor(start / chunkBytes);
  const beyond = Math.max(first + 1, Math.ceil(end / chunkBytes));
  const last = chunkCount(of.bytes) - 1;
  const from = first * sealedChunkBytes;
  const to = Math.min(beyond * sealedChunkBytes, sealedLength(of.bytes));
  let place = first;
  for await (const sealed of inPieces(of.read(from, to), to - from)) {
    const plain = openChunk(content, place, place === last, sealed);
    const base = place * chunkBytes;
    place++;
    const wanted = plain.subarray(Math.max(0, start - base), Math.max(0, end - base));
    if (wanted.length > 0) yield wanted;
  }
}

/**
 * Opens a sealed content from its beginning as it comes, whatever its length.
 * @throws SecretBoxError at the first chunk that is not what was sealed, and at the end when it was cut short.
 */
export async function* openStream(
  content: SealedContent,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  let place = 0;
  for await (const part of sealed) {
    waiting = Buffer.concat([waiting, part]);
    let used = 0;
    // Whether a chunk is the last one shows when something follows it, or nothing.
    for (; waiting.length - used > sealedChunkBytes; used += sealedChunkBytes) {
      const chunk = waiting.subarray(used, used + sealedChunkBytes);
      yield openChunk(content, place++, false, chunk);
    }
    if (used > 0) waiting = Buffer.from(waiting.subarray(used));
  }
  if (waiting.length < tagBytes) throw new SecretBoxError("This content was cut short");
  yield openChunk(content, place, true, waiting);
}

/** Cuts a stream into sealed chunks. @throws SecretBoxError when it ends too soon. */
async function* inPieces(
  stream: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  let left = length;
  for await (const part of stream) {
    waiting = Buffer.concat([waiting, part]);
    while (left > 0 && waiting.length >= Math.min(sealedChunkBytes, left)) {
      const size = Math.min(sealedChunkBytes, left);
      yield waiting.subarray(0, size);
      waiting = waiting.subarray(size);
      left -= size;
    }
  }
  if (left > 0) throw new SecretBoxError("This content was cut short");
}

function nonceOf(place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(nonceBytes);
  nonce.writeUInt32BE(place, nonceBytes - 5);
  nonce[nonceBytes - 1] = isLast ? 1 : 0;
  return nonce;
}

function sealChunk(
  { key, context }: SealedContent,
  place: number,
  isLast: boolean,
  plain: Buffer,
): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(place, isLast));
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(
  { key, context }: SealedContent,
  place: number,
  isLast: boolean,
  sealed: Buffer,
): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(place, isLast));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch (error) {
    throw new SecretBoxError("This content was changed, or belongs to something else", {
      cause: error,
    });
  }
}
