import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page, type Trx } from "../store/index.ts";
import { addDocuments, type Incoming } from "./add-documents.ts";
import { holdBase, readBase, refuseGenerated } from "./base.service.ts";
import type { BaseRow } from "./base.store.ts";
import { noteDocumentChanges } from "./changes.store.ts";
import {
  type DocumentColumns,
  type DocumentRow,
  findDocument,
  type ListedDocument,
  listChunks,
  listDocuments,
  lockDocument,
  removeDocuments,
  updateDocument,
} from "./document.store.ts";
import {
  type ContentNeeds,
  contentColumns,
  type Draft,
  draftOf,
  removeFiles,
} from "./kept-content.ts";
import type { DocumentChange, DocumentFilters } from "./knowledge.schema.ts";
import { isFoundOtherwise, requeued, titleWords } from "./requeue.ts";

export type DocumentService = ReturnType<typeof createDocumentService>;

interface Needs extends ContentNeeds {
  db: Database;
  /** Documents became due. */
  wake: () => void;
  now: () => number;
}

/** A document that is held, with its base. */
interface Held {
  row: Omit<DocumentRow, "sealed">;
  base: BaseRow;
  at: Date;
}

/** Documents of knowledge bases: adding, changing and removing them, and what became of each. */
export function createDocumentService(needs: Needs) {
  const { db, wake, now } = needs;

  const read = async (trx: Trx, scope: TenantScope, id: string): Promise<ListedDocument> => {
    const row = await findDocument(trx, scope, id);
    if (row === undefined) throw unknownDocument();
    return row;
  };

  /** Holds a document and its base, changes it, and answers with what it is then. */
  const changing = async (
    access: RequestAccess,
    documentId: string,
    action: string,
    change: (trx: Trx, held: Held) => Promise<DocumentColumns | null>,
  ): Promise<ListedDocument> => {
    const { scope, actor } = access;
    const changed = await inTenant(
      db,
      scope,
      async (trx) => {
        const held = await hold(trx, scope, documentId, new Date(now()));
        const columns = await change(trx, held);
        if (columns === null) return read(trx, scope, documentId);
        await updateDocument(trx, scope, documentId, { ...columns, updated_at: held.at });
        if (isFoundOtherwise(held.row, { ...held.row, ...columns })) {
          const of = { baseId: held.base.id, documentIds: [documentId], isRemoved: false };
          await noteDocumentChanges(trx, scope, { ...of, at: held.at });
        }
        await recordAudit(trx, scope, { actor, action, subject: documentId });
        return read(trx, scope, documentId);
      },
      { pace: "report" },
    );
    wake();
    return changed;
  };

  return {
    add: (access: RequestAccess, incoming: readonly Incoming[]) =>
      addDocuments(needs, access, incoming),

    get: (scope: TenantScope, documentId: string) =>
      inTenant(db, scope, (trx) => read(trx, scope, documentId)),

    list: (
      scope: TenantScope,
      { knowledge_base: key, ...filters }: DocumentFilters,
      page: Page<{ at: string; id: string }>,
    ) =>
      inTenant(db, scope, async (trx) => {
        if (key === undefined) return listDocuments(trx, scope, filters, page);
        const { id: baseId } = await readBase(trx, scope, key);
        return listDocuments(trx, scope, { ...filters, baseId }, page);
      }),

    chunks: (scope: TenantScope, documentId: string, page: Page<{ place: number }>) =>
      inTenant(db, scope, async (trx) => {
        await read(trx, scope, documentId);
        return listChunks(trx, scope, documentId, page);
      }),

    /** What is said of it changes at once for the next search; another language makes other words, which takes a moment. */
    change: (access: RequestAccess, documentId: string, change: DocumentChange) =>
      changing(
        access,
        documentId,
        "knowledge.document_changed",
        async (_trx, { row, base, at }) => {
          refuseGenerated(row.source === "generated");
          const columns = withoutUndefined(change);
          const after = { ...row, ...columns };
          if (after.valid_from && after.valid_until && after.valid_from >= after.valid_until) {
            throw new ProblemError("invalid-request", "valid_until must be after valid_from.");
          }
          const isReadOtherwise = after.language !== row.language;
          return {
            ...columns,
            ...titleWords(after, after.language ?? base.language),
            ...(isReadOtherwise ? { ...requeued(at), parser_version: null } : {}),
          };
        },
      ),

    /**
     * Takes another content; the same as before changes nothing.
     * @throws ProblemError `document-source-differs` for one that is fetched.
     */
    replace: async (
      access: RequestAccess,
      documentId: string,
      of: { content: Buffer; mime?: string | undefined },
    ) => {
      const draft = await draftOf(needs, access.scope, of.content);
      // What no document names at the end: the draft, unless it was taken.
      let unused = draft.fileRef;
      const action = "knowledge.document_replaced";
      const changed = await changing(access, documentId, action, async (_trx, held) => {
        const columns = replacedBy(needs, access.scope, held, { ...of, draft });
        if (columns !== null) unused = held.row.file_ref;
        return columns;
      }).catch(async (error: unknown) => {
        await removeFiles(needs, [draft.fileRef]);
        throw error;
      });
      await removeFiles(needs, [unused]);
      return changed;
    },

    /** Tries a failed one again; any other is left as it is. */
    retry: (access: RequestAccess, documentId: string) =>
      changing(access, documentId, "knowledge.document_retried", async (_trx, { row, at }) =>
        row.status === "failed" ? requeued(at) : null,
      ),

    /** Fetches a document's URL again. @throws ProblemError `document-source-differs` where there is none. */
    refetch: (access: RequestAccess, documentId: string) =>
      changing(access, documentId, "knowledge.document_refetched", async (_trx, { row, at }) => {
        if (row.source === "url") return { ...requeued(at), is_fetch_due: true };
        throw new ProblemError("document-source-differs", "This document has no URL.");
      }),

    /** Removes a document with its chunks; the next search does not find it. */
    remove: async ({ scope, actor }: RequestAccess, documentId: string): Promise<void> => {
      const fileRef = await inTenant(
        db,
        scope,
        async (trx) => {
          const { row, base, at } = await hold(trx, scope, documentId, new Date(now()));
          refuseGenerated(row.source === "generated");
          await removeDocuments(trx, scope, { baseId: base.id, documentIds: [documentId], at });
          const payload = { external_id: row.external_id, knowledge_base: base.id };
          const entry = {
            actor,
            action: "knowledge.document_removed",
            subject: documentId,
            payload,
          };
          await recordAudit(trx, scope, entry);
          return row.file_ref;
        },
        { pace: "report" },
      );
      await removeFiles(needs, [fileRef]);
    },
  };
}

/** The base first: see `lockBases`. */
async function hold(trx: Trx, scope: TenantScope, documentId: string, at: Date): Promise<Held> {
  const found = await findDocument(trx, scope, documentId);
  if (found === undefined) throw unknownDocument();
  const base = await holdBase(trx, scope, found.base_id);
  const row = await lockDocument(trx, scope, documentId);
  if (row === undefined) throw unknownDocument();
  return { row, base, at };
}

function replacedBy(
  needs: Needs,
  scope: TenantScope,
  { row, at }: Held,
  { draft, mime = row.mime }: { draft: Draft; mime?: string | undefined },
): DocumentColumns | null {
  refuseGenerated(row.source === "generated");
  if (row.source === "url") {
    throw new ProblemError(
      "document-source-differs",
      "This document is what its URL gives: have it fetched again.",
    );
  }
  const isSame = draft.contentHash === row.content_hash && mime === row.mime;
  if (isSame && row.status !== "failed") return null;
  return {
    ...requeued(at),
    ...contentColumns(needs, scope, { documentId: row.id, draft }),
    mime,
    ...(mime === row.mime ? {} : { parser_version: null }),
  };
}

function withoutUndefined(change: DocumentChange): DocumentColumns {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function unknownDocument(): ProblemError {
  return new ProblemError("document-not-found", "No document has this id.");
}
