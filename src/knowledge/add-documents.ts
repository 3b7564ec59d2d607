import { createHash } from "node:crypto";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, type DocumentStatus, inTenant, type Trx } from "../store/index.ts";
import { holdBases, refuseGenerated } from "./base.service.ts";
import type { BaseRow } from "./base.store.ts";
import { noteDocumentChanges } from "./changes.store.ts";
import {
  type DocumentColumns,
  type DocumentRow,
  lockByIdentity,
  updateDocument,
} from "./document.store.ts";
import { type ContentNeeds, contentColumns, type Draft, removeFiles } from "./kept-content.ts";
import { isFoundOtherwise, requeued, titleWords } from "./requeue.ts";

/** A document that came in: what is said of it, and its content or where that is. */
export interface Incoming {
  /** The id or name of its base. */
  base: string;
  externalId: string | null;
  title: string;
  mime: string;
  fileName: string | null;
  category: string | null;
  tags: string[];
  language: string | null;
  validFrom: Date | null;
  validUntil: Date | null;
  from: { source: "paste" | "upload" | "generated"; draft: Draft } | { source: "url"; url: string };
}

/** What became of it. */
export interface AddedDocument {
  id: string;
  external_id: string | null;
  status: DocumentStatus;
}

interface Needs extends ContentNeeds {
  db: Database;
  wake: () => void;
  now: () => number;
}

/** A document with the base that it goes to. */
interface Placed {
  incoming: Incoming;
  base: BaseRow;
  identity: string;
}

/**
 * Takes documents in, all of them or none. What is the same as before is left alone; what differs is another version of the same document, and its words are found until
 * those of the new one are there.
 */
export async function addDocuments(
  needs: Needs,
  access: RequestAccess,
  incoming: readonly Incoming[],
): Promise<AddedDocument[]> {
  const drafted = incoming.map(({ from }) => (from.source === "url" ? null : from.draft.fileRef));
  const { added, used, replaced } = await inTenant(
    needs.db,
    access.scope,
    (trx) => write(needs, trx, access, incoming),
    { pace: "report" },
  ).catch(async (error: unknown) => {
    await removeFiles(needs, drafted);
    throw error;
  });
  needs.wake();
  await removeFiles(needs, [
    ...drafted.filter((ref) => ref !== null && !used.has(ref)),
    ...replaced,
  ]);
  return added;
}

async function write(needs: Needs, trx: Trx, access: RequestAccess, incoming: readonly Incoming[]) {
  const { scope } = access;
  const at = new Date(needs.now());
  const keys = incoming.map(({ base }) => base);
  const bases = await holdBases(trx, scope, keys, at);
  for (const { location_id } of bases.values()) refuseGenerated(location_id !== null);
  const placed = incoming.flatMap((one) => {
    const base = bases.get(one.base);
    return base === undefined ? [] : [{ incoming: one, base, identity: identityOf(one) }];
  });
  const sorted = await writePlaced(needs, trx, scope, placed, at);
  await audit(trx, access, sorted);
  const added = placed.flatMap((one) => sorted.results.get(keyOf(one)) ?? []);
  return { added, used: sorted.used, replaced: sorted.replaced };
}

/** Writes documents into one base that is held: those that are new, and what differs of those that are there. */
export async function writeInto(
  needs: ContentNeeds,
  trx: Trx,
  scope: TenantScope,
  of: { base: BaseRow; incoming: readonly Incoming[]; at: Date },
): Promise<void> {
  const { base, at } = of;
  const placed = of.incoming.map((one) => ({ incoming: one, base, identity: identityOf(one) }));
  await writePlaced(needs, trx, scope, placed, at);
}

async function writePlaced(
  needs: ContentNeeds,
  trx: Trx,
  scope: TenantScope,
  placed: readonly Placed[],
  at: Date,
): Promise<Sorted> {
  // Of the same document in one batch the last version counts.
  const wanted = new Map(placed.map((one) => [keyOf(one), one]));
  const sorted = await sortOut(needs, trx, scope, [...wanted.values()], at);
  for (const { id, change } of sorted.changes) await updateDocument(trx, scope, id, change);
  await insertDocuments(needs, trx, scope, sorted.fresh, at);
  for (const base of new Set(placed.map(({ base }) => base.id))) {
    const documentIds = sorted.changes.filter((one) => one.foundIn === base).map(({ id }) => id);
    await noteDocumentChanges(trx, scope, { baseId: base, documentIds, isRemoved: false, at });
  }
  return sorted;
}

function keyOf({ base, identity }: Placed): string {
  return `${base.id} ${identity}`;
}

interface Sorted {
  fresh: Array<Placed & { id: string }>;
  /** `foundIn`: the base in which its chunks are found otherwise from now on. */
  changes: Array<{ id: string; change: DocumentColumns; foundIn: string | null }>;
  results: Map<string, AddedDocument>;
  /** Files that a document names from now on, and those that none names any more. */
  used: Set<string>;
  replaced: string[];
}

/** Tells documents that are new from further versions of those that are there. */
async function sortOut(
  needs: ContentNeeds,
  trx: Trx,
  scope: TenantScope,
  wanted: readonly Placed[],
  at: Date,
): Promise<Sorted> {
  const identities = wanted.map(({ base, identity }) => ({ baseId: base.id, identity }));
  const rows = await lockByIdentity(trx, scope, identities);
  const known = new Map(rows.map((row) => [`${row.base_id} ${row.identity}`, row]));
  const sorted: Sorted = {
    fresh: [],
    changes: [],
    results: new Map(),
    used: new Set(),
    replaced: [],
  };
  for (const one of wanted) {
    const { externalId: external_id, from } = one.incoming;
    const row = known.get(keyOf(one));
    if (row === undefined) {
      const id = newId("doc");
      sorted.fresh.push({ ...one, id });
      if (from.source !== "url" && from.draft.fileRef !== null) sorted.used.add(from.draft.fileRef);
      sorted.results.set(keyOf(one), { id, external_id, status: "queued" });
      continue;
    }
    const change = changeOf(needs, scope, one, row, at);
    const { id } = row;
    sorted.results.set(keyOf(one), { id, external_id, status: change?.status ?? row.status });
    if (change === null) continue;
    const isOther = isFoundOtherwise(row, { ...row, ...change });
    sorted.changes.push({ id, change, foundIn: isOther ? one.base.id : null });
    if (change.file_ref === undefined) continue;
    if (change.file_ref !== null) sorted.used.add(change.file_ref);
    if (row.file_ref !== null) sorted.replaced.push(row.file_ref);
  }
  return sorted;
}

async function audit(trx: Trx, { scope, actor }: RequestAccess, { fresh, changes }: Sorted) {
  const added = fresh.map(({ id }) => id);
  const changed = changes.map(({ id }) => id);
  const [subject] = [...added, ...changed];
  if (subject === undefined) return;
  const entry = { actor, action: "knowledge.documents_added", subject };
  await recordAudit(trx, scope, { ...entry, payload: { added, changed } });
}

/** What makes two documents versions of one. Without a name of its own it is what it was when it came first: sent twice, it is there once. */
function identityOf({ externalId, title, from }: Incoming): string {
  const parts =
    externalId !== null
      ? ["external", externalId]
      : from.source === "url"
        ? ["url", from.url]
        : ["content", title, from.draft.contentHash];
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}

function factsOf({ incoming, base }: Placed) {
  const {
    title,
    mime,
    fileName: file_name,
    category,
    tags,
    language,
    validFrom,
    validUntil,
    from,
  } = incoming;
  return {
    title,
    mime,
    file_name,
    category,
    tags,
    language,
    valid_from: validFrom,
    valid_until: validUntil,
    source: from.source,
    url: from.source === "url" ? from.url : null,
    ...titleWords({ title, tags }, language ?? base.language),
  };
}

/** What another version changes of a document; null when it is the same. */
function changeOf(
  needs: ContentNeeds,
  scope: TenantScope,
  one: Placed,
  row: Omit<DocumentRow, "sealed">,
  at: Date,
): DocumentColumns | null {
  const { from, title } = one.incoming;
  const isUrl = from.source === "url";
  // What a page calls itself is better than its address.
  const isNamed = !isUrl || title !== from.url;
  const facts = factsOf(
    isNamed ? one : { ...one, incoming: { ...one.incoming, title: row.title } },
  );
  const isOtherContent = !isUrl && from.draft.contentHash !== row.content_hash;
  const isReadOtherwise =
    facts.mime !== row.mime || facts.file_name !== row.file_name || facts.language !== row.language;
  const isToDo = isUrl || isOtherContent || isReadOtherwise || row.status === "failed";
  if (!isToDo && !isFoundOtherwise(row, { ...row, ...facts })) return null;
  return {
    ...facts,
    updated_at: at,
    is_fetch_due: isUrl,
    ...(isOtherContent
      ? contentColumns(needs, scope, { documentId: row.id, draft: from.draft })
      : {}),
    ...(isToDo ? requeued(at) : {}),
    ...(isReadOtherwise ? { parser_version: null } : {}),
  };
}

async function insertDocuments(
  needs: ContentNeeds,
  trx: Trx,
  scope: TenantScope,
  fresh: ReadonlyArray<Placed & { id: string }>,
  at: Date,
): Promise<void> {
  if (fresh.length === 0) return;
  const rows = fresh.map((one) => {
    const { from, externalId } = one.incoming;
    const content =
      from.source === "url"
        ? { content_hash: null, bytes: 0, sealed: null, file_ref: null, is_fetch_due: true }
        : {
            ...contentColumns(needs, scope, { documentId: one.id, draft: from.draft }),
            is_fetch_due: false,
          };
    return {
      tenant_id: scope.tenantId,
      id: one.id,
      base_id: one.base.id,
      external_id: externalId,
      identity: one.identity,
      ...factsOf(one),
      ...content,
      status: "queued" as const,
      due_at: at,
      created_at: at,
      updated_at: at,
    };
  });
  await trx.insertInto("knowledge_documents").values(rows).execute();
}
