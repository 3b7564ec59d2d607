import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Incoming } from "./add-documents.ts";
import { tooLarge } from "./fetch-page.ts";
import { type ContentNeeds, type Draft, removeFiles, streamDraft } from "./kept-content.ts";
import { readUploadFields } from "./knowledge.schema.ts";

interface Upload {
  fields: Record<string, string>;
  file: { draft: Draft; name: string; mime: string } | undefined;
}

/**
 * Reads a form with a file, which goes to the file store as it comes: it never lies in memory as a whole. Fields may stand before the file or behind it.
 * @throws ProblemError for a form without a file, a file that is too large, or fields that do not match; nothing is kept then.
 */
export async function readUpload(
  needs: Pick<ContentNeeds, "files">,
  scope: TenantScope,
  request: FastifyRequest,
): Promise<Incoming> {
  const upload: Upload = { fields: {}, file: undefined };
  try {
    await readParts(needs, scope, request, upload);
    return incomingOf(upload);
  } catch (error) {
    await removeFiles(needs, [upload.file?.draft.fileRef ?? null]);
    throw explain(error);
  }
}

async function readParts(
  needs: Pick<ContentNeeds, "files">,
  scope: TenantScope,
  request: FastifyRequest,
  upload: Upload,
): Promise<void> {
  for await (const part of request.parts()) {
    if (part.type === "field") {
      upload.fields[part.fieldname] = String(part.value);
      continue;
    }
    const draft = await streamDraft(needs, scope, part.file);
    upload.file = { draft, name: nameOf(part), mime: part.mimetype };
    if (part.file.truncated) throw tooLarge();
  }
}

/** What a browser sends of a path is its last part. */
function nameOf({ filename }: MultipartFile): string {
  return filename
    .replace(/^.*[\\/]/, "")
    .replaceAll(/\p{Cc}/gu, "")
    .slice(0, 255);
}

function incomingOf({ fields, file }: Upload): Incoming {
  if (file === undefined) throw new ProblemError("invalid-request", "Send a `file`.");
  const title = fields.title?.trim() || file.name.replace(/\.\w{1,5}$/, "") || "Untitled";
  const given = readUploadFields({ ...fields, title });
  return {
    base: given.knowledge_base,
    externalId: given.external_id,
    title,
    mime: given.mime ?? file.mime,
    fileName: file.name || null,
    category: given.category,
    tags: given.tags,
    language: given.language,
    validFrom: given.valid_from,
    validUntil: given.valid_until,
    from: { source: "upload", draft: file.draft },
  };
}

/** The plugin's errors in our words. */
function explain(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === "FST_REQ_FILE_TOO_LARGE") return tooLarge();
  if (typeof code === "string" && /^FST_(?:PARTS|FILES|FIELDS)_LIMIT$/.test(code)) {
    return new ProblemError("invalid-request", "Send one file and its fields, no more.");
  }
  // Of a form that is cut off or without its boundary the parser says so in words alone.
  if (code === undefined && error instanceof Error && /multipart/i.test(error.message)) {
    return new ProblemError("invalid-request", "The form is broken or not complete.", {
      cause: error,
    });
  }
  return error;
}
