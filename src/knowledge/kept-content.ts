import { createHash, randomBytes } from "node:crypto";
import type { FileStore } from "../files/index.ts";
import { openRange, type SecretBox, sealStream } from "../guard/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";

/** Where contents of documents are kept, and what seals them. */
export interface ContentNeeds {
  files: FileStore;
  box: SecretBox;
}

/** A content that came in and belongs to no document yet. Where it is large it lies in the file store already, and has to be removed if it is not used. */
export interface Draft {
  /** Of the content as it came. */
  contentHash: string;
  bytes: number;
  /** The content, or the key of its file. */
  secret: Buffer;
  fileRef: string | null;
}

/** What is smaller lies in the row: a file of its own costs a flush. */
const rowBytesMax = 256 * 1024;

/** What a document's content, or the key of its file, is bound to. */
export function contentContext({ tenantId }: TenantScope, documentId: string): string {
  return `knowledge/${tenantId}/${documentId}`;
}

/** Files come before it is known which document they are of; a key opens one file only. */
function fileContext({ tenantId }: TenantScope): string {
  return `knowledge/${tenantId}`;
}

/** Takes in a content that lies in memory. */
export async function draftOf(
  needs: Pick<ContentNeeds, "files">,
  scope: TenantScope,
  content: Buffer,
): Promise<Draft> {
  if (content.length > rowBytesMax) return streamDraft(needs, scope, [content]);
  const contentHash = createHash("sha256").update(content).digest("hex");
  return { contentHash, bytes: content.length, secret: content, fileRef: null };
}

/** Takes in a content as it comes. What breaks off leaves nothing. */
export async function streamDraft(
  { files }: Pick<ContentNeeds, "files">,
  scope: TenantScope,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Draft> {
  const key = randomBytes(32);
  const digest = createHash("sha256");
  let bytes = 0;
  async function* measured() {
    for await (const part of content) {
      digest.update(part);
      bytes += part.byteLength;
      yield part;
    }
  }
  const sealed = sealStream({ key, context: fileContext(scope) }, measured());
  const fileRef = await files.putStream(sealed);
  return { contentHash: digest.digest("hex"), bytes, secret: key, fileRef };
}

/** The columns of a document whose content this is from now on. */
export function contentColumns(
  { box }: Pick<ContentNeeds, "box">,
  scope: TenantScope,
  { documentId, draft }: { documentId: string; draft: Draft },
) {
  return {
    content_hash: draft.contentHash,
    bytes: draft.bytes,
    sealed: box.seal(draft.secret, contentContext(scope, documentId)),
    file_ref: draft.fileRef,
  };
}

/** Reads a content back. @throws SecretBoxError when no key of ours opens it. */
export async function openContent(
  { files, box }: ContentNeeds,
  scope: TenantScope,
  of: { id: string; sealed: Buffer; file_ref: string | null; bytes: number },
): Promise<Buffer> {
  const secret = box.open(of.sealed, contentContext(scope, of.id));
  const { file_ref: ref, bytes } = of;
  if (ref === null) return secret;
  const read = (start: number, end: number) => files.read(ref, start, end);
  const content = { key: secret, context: fileContext(scope) };
  const parts: Buffer[] = [];
  for await (const part of openRange(content, { bytes, read }, { start: 0, end: bytes })) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Removes files that no document names. */
export async function removeFiles(
  { files }: Pick<ContentNeeds, "files">,
  refs: ReadonlyArray<string | null>,
): Promise<void> {
  for (const ref of refs) if (ref !== null) await files.remove(ref);
}
