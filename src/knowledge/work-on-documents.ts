import type { Outgoing } from "../guard/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { lockBases } from "./base.store.ts";
import { writeChunks } from "./chunk.store.ts";
import {
  claimDocuments,
  concurrency,
  leaseMs,
  perTenantMax,
  type TakenDocument,
} from "./claim-documents.ts";
import {
  type DocumentColumns,
  lockDocument,
  updateDocument,
  updateTaken,
} from "./document.store.ts";
import { fetchPage, LaterError } from "./fetch-page.ts";
import {
  type ContentNeeds,
  contentColumns,
  openContent,
  removeFiles,
  streamDraft,
} from "./kept-content.ts";
import { type ChunkDraft, makeChunks } from "./make-chunks.ts";
import type { DocumentParser } from "./parsing/document-parser.ts";
import type { ParsedDocument } from "./parsing/parsed.ts";
import { titleWords } from "./requeue.ts";

interface Needs extends ContentNeeds {
  db: Database;
  outgoing: Pick<Outgoing, "streamFromStranger">;
  parser: Pick<DocumentParser, "parse">;
  isDiskFull: () => boolean;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}

/** Grows when the same bytes come to other chunks than before: a rebuild then makes them again. */
const parserVersion = 1;
/** A document that ended the process this often is not tried again by itself. */
const attemptsMax = 4;
const firstPauseMs = 15_000;
const renewEveryMs = leaseMs / 3;
/** How far a document is, is of interest where it takes long. */
const tellEveryMs = 500;

/** Somebody changed the document meanwhile, or it is gone: whatever was made of it is of no use. */
class LostError extends Error {
  override readonly name = "LostError";
}

/**
 * Makes documents into chunks: fetches, reads, cuts, takes the words, and writes what differs.
 *
 * Nothing of it is half done: until the transaction at the end the old chunks are found, from then on the new ones. Killed at any point, it is done again from the
 * beginning and comes to the same.
 */
export function workOnDocuments(needs: Needs): DueWork {
  const inHand = new Map<string, number>();
  const count = (tenantId: string, by: number) => {
    const some = (inHand.get(tenantId) ?? 0) + by;
    if (some === 0) inHand.delete(tenantId);
    else inHand.set(tenantId, some);
  };
  const hasShare = (tenantId: string) => (inHand.get(tenantId) ?? 0) >= perTenantMax;
  return createDueWork<TakenDocument>({
    name: "documents",
    concurrency,
    claim: async (limit) => {
      for (;;) {
        const held = new Map(inHand);
        const taken = await claimDocuments(needs.db, { limit, held, at: new Date(needs.now()) });
        for (const { tenant_id } of taken) count(tenant_id, 1);
        // A tenant that was passed over may have finished some while we looked.
        const isPassedOver = [...held].some(([id, some]) => some >= perTenantMax && !hasShare(id));
        if (taken.length > 0 || !isPassedOver) return taken;
      }
    },
    perform: async (taken, signal) => {
      try {
        await perform(needs, taken, signal);
      } finally {
        count(taken.tenant_id, -1);
      }
    },
    log: needs.log,
  });
}

async function perform(needs: Needs, taken: TakenDocument, given: AbortSignal): Promise<void> {
  const scope = { tenantId: taken.tenant_id };
  const lost = new AbortController();
  const signal = AbortSignal.any([given, lost.signal]);
  const renewal = setInterval(() => {
    renew(needs, scope, taken).catch(() => lost.abort(new LostError("the lease is another's")));
  }, renewEveryMs);
  const done = needs.metrics.knowledgeSeconds.startTimer();
  try {
    if (taken.attempts > attemptsMax) {
      const detail = `Reading it was broken off ${attemptsMax} times.`;
      throw new ProblemError("document-interrupted", detail);
    }
    await work(needs, scope, taken, signal);
    needs.metrics.knowledgeDocuments.inc({ outcome: "ready" });
    done();
  } catch (error) {
    if (error instanceof LostError || lost.signal.aborted) return;
    // Whoever takes it up next need not wait for the lease.
    if (given.aborted)
      return release(needs, scope, taken, { pauseMs: 0, attempts: taken.attempts - 1 });
    await note(needs, scope, taken, error);
  } finally {
    clearInterval(renewal);
  }
}

/** Writes down what kept a document from being read: for good, or for now. */
async function note(needs: Needs, scope: TenantScope, taken: TakenDocument, error: unknown) {
  const { metrics, log } = needs;
  const known = error instanceof LaterError ? error.problem : error;
  const isLasting = known instanceof ProblemError && error === known && !isOurs(known);
  if (isLasting || taken.attempts >= attemptsMax) {
    metrics.knowledgeDocuments.inc({ outcome: "failed" });
    if (!isLasting) log.warn({ document_id: taken.id, ...errorFields(error) }, "a document failed");
    const problem = problemOf(known);
    return give(needs, scope, taken, {
      status: "failed",
      progress: 0,
      due_at: null,
      lease: null,
      ...problem,
    });
  }
  metrics.knowledgeDocuments.inc({ outcome: "retry" });
  log.info({ document_id: taken.id, ...errorFields(error) }, "a document is tried again");
  const pauseMs = firstPauseMs * 2 ** (taken.attempts - 1);
  return release(needs, scope, taken, { pauseMs, attempts: taken.attempts, ...problemOf(known) });
}

/** Trouble of the database or the disk says nothing about a document. */
function isOurs({ code }: ProblemError): boolean {
  return /^(?:database-|storage-|overloaded$|unexpected$)/.test(code);
}

function problemOf(error: unknown) {
  return error instanceof ProblemError && !isOurs(error)
    ? { problem_code: error.code, problem_detail: error.message }
    : { problem_code: "document-interrupted", problem_detail: "Something else kept us from it." };
}

function release(
  needs: Needs,
  scope: TenantScope,
  taken: TakenDocument,
  { pauseMs, ...columns }: DocumentColumns & { pauseMs: number },
): Promise<void> {
  const due_at = new Date(needs.now() + pauseMs);
  return give(needs, scope, taken, {
    status: "queued",
    progress: 0,
    lease: null,
    due_at,
    ...columns,
  });
}

/** Changes a document if it is still ours; otherwise it is another's matter. */
async function give(
  { db }: Needs,
  scope: TenantScope,
  taken: TakenDocument,
  columns: DocumentColumns,
): Promise<void> {
  await inTenant(db, scope, (trx) => updateTaken(trx, scope, taken, columns));
}

/** Keeps it for longer, and tells how far it is. @throws LostError */
async function renew(
  { db, now }: Needs,
  scope: TenantScope,
  taken: TakenDocument,
  columns: DocumentColumns = {},
): Promise<void> {
  const due_at = new Date(now() + leaseMs);
  const isOurs = await inTenant(db, scope, (trx) =>
    updateTaken(trx, scope, taken, { due_at, ...columns }),
  );
  if (!isOurs) throw new LostError("the document was changed meanwhile");
}

/** Tells how far it is, not too often. */
function teller(needs: Needs, scope: TenantScope, taken: TakenDocument) {
  let last = performance.now();
  return async (progress: number) => {
    if (performance.now() - last < tellEveryMs) return;
    await renew(needs, scope, taken, { progress });
    last = performance.now();
  };
}

async function work(
  needs: Needs,
  scope: TenantScope,
  taken: TakenDocument,
  signal: AbortSignal,
): Promise<void> {
  const present = taken.is_fetch_due ? await bring(needs, scope, taken, signal) : taken;
  if (present.content_hash === taken.indexed_hash && taken.parser_version === parserVersion) {
    return give(needs, scope, taken, finished(needs));
  }
  const { id, sealed, file_ref, bytes, mime, file_name, language } = present;
  const tell = teller(needs, scope, taken);
  if (sealed === null) throw new Error("a document without a content");
  const content = await openContent(needs, scope, { id, sealed, file_ref, bytes });
  await tell(30);
  const source = { bytes: content, mime, ...(file_name === null ? {} : { name: file_name }) };
  const parsed = await needs.parser.parse(source, signal);
  await tell(60);
  const chunks = await makeChunks(id, { blocks: parsed.blocks, language });
  await tell(90);
  await index(needs, scope, taken, { parsed, chunks, contentHash: present.content_hash });
}

/** Brings the content of a URL, and keeps it if it is another than before. */
async function bring(
  needs: Needs,
  scope: TenantScope,
  taken: TakenDocument,
  signal: AbortSignal,
): Promise<TakenDocument> {
  if (needs.isDiskFull()) throw new ProblemError("storage-full", "The disk is almost full.");
  const { mime, body } = await fetchPage(needs.outgoing, taken.url ?? "", signal);
  const draft = await streamDraft(needs, scope, body);
  const columns = {
    ...contentColumns(needs, scope, { documentId: taken.id, draft }),
    mime: mime ?? taken.mime,
  };
  const isSame = draft.contentHash === taken.content_hash && columns.mime === taken.mime;
  const fetched = { is_fetch_due: false, fetched_at: new Date(needs.now()), progress: 20 };
  try {
    await renew(needs, scope, taken, isSame ? fetched : { ...fetched, ...columns });
  } catch (error) {
    await removeFiles(needs, [draft.fileRef]);
    throw error;
  }
  await removeFiles(needs, [isSame ? draft.fileRef : taken.file_ref]);
  return isSame ? taken : { ...taken, ...columns };
}

function finished({ now }: Needs): DocumentColumns {
  const at = new Date(now());
  return {
    status: "ready",
    progress: 100,
    problem_code: null,
    problem_detail: null,
    attempts: 0,
    due_at: null,
    lease: null,
    indexed_at: at,
  };
}

/** The one transaction in which the new version takes the place of the old one. @throws LostError */
async function index(
  needs: Needs,
  scope: TenantScope,
  taken: TakenDocument,
  of: { parsed: ParsedDocument; chunks: readonly ChunkDraft[]; contentHash: string | null },
): Promise<void> {
  const { parsed, chunks, contentHash } = of;
  await inTenant(
    needs.db,
    scope,
    async (trx) => {
      // The base first: see `lockBases`.
      const [base] = await lockBases(trx, scope, [taken.base_id]);
      const row = await lockDocument(trx, scope, taken.id);
      if (base === undefined || row?.lease !== taken.lease) {
        throw new LostError("the document was changed meanwhile");
      }
      const { language } = taken;
      const title = row.title === row.url ? (parsed.title ?? row.title) : row.title;
      const words = titleWords({ ...row, title }, language);
      const areTitlesNew =
        title !== row.title ||
        words.title_tokens !== row.title_tokens ||
        words.tag_tokens !== row.tag_tokens;
      const at = new Date(needs.now());
      const place = { baseId: base.id, documentId: row.id };
      await writeChunks(trx, scope, { ...place, language, chunks, areTitlesNew, at });
      await updateDocument(trx, scope, row.id, {
        ...finished(needs),
        ...words,
        title,
        warnings: JSON.stringify(parsed.warnings),
        chunk_count: chunks.length,
        indexed_hash: contentHash,
        parser_version: parserVersion,
      });
    },
    { pace: "report" },
  );
}
