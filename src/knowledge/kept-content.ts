import { createHash, randomBytes } from "node:crypto";
import type { FileStore } from "../files/index.ts";
import { openRange, type SecretBox, sealStream } from "../guard/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";

/** Where contents of documents are kept, and what seals them. */
export interface ContentNeeds {
  files: FileStore;
  box: SecretBox;
}

/** A content that is kept, as its document's row names it. */
export interface KeptContent {
  /** The content itself, or the key of its file. */
  sealed: Buffer;
  file_ref: string | null;
  bytes: number;
  /** Of the content as it came. */
  content_hash: string;
}

/** What is smaller lies in the row: a file of its own costs a flush. */
const rowBytesMax = 256 * 1024;

/** What a document's content and its key are bound to. */
export function contentContext({ tenantId }: TenantScope, documentId: string): string {
  return `knowledge/${tenantId}/${documentId}`;
}

/** Seals a content that lies in memory, into the row where it is small. */
export async function keepContent(
  needs: ContentNeeds,
  scope: TenantScope,
  of: { documentId: string; content: Buffer },
): Promise<KeptContent> {
  const { documentId, content } = of;
  if (content.length > rowBytesMax)
    return keepStream(needs, scope, { documentId, content: [content] });
  const sealed = needs.box.seal(content, contentContext(scope, documentId));
  return { sealed, file_ref: null, bytes: content.length, content_hash: hashOf(content) };
}

/** Seals a content as it comes into the file store, under a key of its own. What breaks off leaves nothing. */
export async function keepStream(
  { files, box }: ContentNeeds,
  scope: TenantScope,
  of: { documentId: string; content: AsyncIterable<Uint8Array> | Iterable<Uint8Array> },
): Promise<KeptContent> {
  const context = contentContext(scope, of.documentId);
  const key = randomBytes(32);
  const digest = createHash("sha256");
  let bytes = 0;
  async function* measured() {
    for await (const part of of.content) {
      digest.update(part);
      bytes += part.byteLength;
      yield part;
    }
  }
  const file_ref = await files.putStream(sealStream({ key, context }, measured()));
  return { sealed: box.seal(key, context), file_ref, bytes, content_hash: digest.digest("hex") };
}

/** Reads a content back. @throws SecretBoxError when no key of ours opens it. */
export async function openContent(
  { files, box }: ContentNeeds,
  scope: TenantScope,
  of: { documentId: string; sealed: Buffer; file_ref: string | null; bytes: number },
): Promise<Buffer> {
  const context = contentContext(scope, of.documentId);
  const plain = box.open(of.sealed, context);
  const { file_ref: ref, bytes } = of;
  if (ref === null) return plain;
  const read = (start: number, end: number) => files.read(ref, start, end);
  const parts: Buffer[] = [];
  const whole = { start: 0, end: bytes };
  for await (const part of openRange({ key: plain, context }, { bytes, read }, whole)) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function hashOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
