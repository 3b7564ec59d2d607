import { noteChanges, takeVersion } from "../src/knowledge/changes.store.ts";
import { chunkId } from "../src/lib/ids.ts";
import { analyse } from "../src/search/index.ts";
import { type Database, inTenant, type Trx } from "../src/store/index.ts";

/** A document of one chunk, as short as tests like it. */
export interface ShortDocument {
  id: string;
  title: string;
  text: string;
  category?: string;
  validFrom?: Date;
  validUntil?: Date;
}

/** Makes a knowledge base of the tenant without documents. */
export async function addBase(
  db: Database,
  tenantId: string,
  base: { id: string; name: string; language?: string },
): Promise<void> {
  await inTenant(db, { tenantId }, (trx) =>
    trx
      .insertInto("knowledge_bases")
      .values({
        language: "en",
        ...base,
        tenant_id: tenantId,
        created_at: new Date(),
        updated_at: new Date(),
      })
      .execute(),
  );
}

/** Writes documents with their chunks as they are when they were read, or puts others in their place. */
export function writeDocuments(
  db: Database,
  tenantId: string,
  baseId: string,
  documents: readonly ShortDocument[],
  language = "en",
): Promise<void> {
  return inTenant(db, { tenantId }, async (trx) => {
    const version = (await takeVersion(trx, { tenantId }, baseId)) ?? 0;
    const ids = documents.map(({ id }) => id);
    const removed = await removeRows(trx, tenantId, ids);
    const at = new Date();
    await trx
      .insertInto("knowledge_documents")
      .values(
        documents.map(({ id, title, category, validFrom, validUntil }) => ({
          ...{ tenant_id: tenantId, id, base_id: baseId, identity: id, external_id: `ext-${id}` },
          ...{ title, title_tokens: analyse(title, language).join(" ") },
          ...{ mime: "text/plain", source: "paste" as const, status: "ready" as const },
          chunk_count: 1,
          category: category ?? null,
          valid_from: validFrom ?? null,
          valid_until: validUntil ?? null,
          ...{ created_at: at, updated_at: at },
        })),
      )
      .execute();
    const chunks = documents.map(({ id, text }) => ({
      id: chunkId(id, text, 0),
      document: id,
      text,
    }));
    await trx
      .insertInto("knowledge_chunks")
      .values(
        chunks.map(({ id, document, text }) => ({
          ...{ tenant_id: tenantId, id, base_id: baseId, document_id: document, place: 0, text },
          text_tokens: analyse(text, language).join(" "),
          ...{ language, content_hash: id, changed_version: version },
        })),
      )
      .execute();
    const change = { baseId, version, at };
    const present = new Set(chunks.map(({ id }) => id));
    const gone = removed.filter((id) => !present.has(id));
    await noteChanges(trx, { tenantId }, change, { ids: [...present], isRemoved: false });
    await noteChanges(trx, { tenantId }, change, { ids: gone, isRemoved: true });
  });
}

/** Removes documents with their chunks. */
export function removeDocuments(
  db: Database,
  tenantId: string,
  baseId: string,
  ids: readonly string[],
): Promise<void> {
  return inTenant(db, { tenantId }, async (trx) => {
    const version = (await takeVersion(trx, { tenantId }, baseId)) ?? 0;
    const gone = await removeRows(trx, tenantId, ids);
    const change = { baseId, version, at: new Date() };
    await noteChanges(trx, { tenantId }, change, { ids: gone, isRemoved: true });
  });
}

async function removeRows(trx: Trx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const chunks = await trx
    .selectFrom("knowledge_chunks")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("document_id", "in", [...ids])
    .execute();
  await trx
    .deleteFrom("knowledge_documents")
    .where("tenant_id", "=", tenantId)
    .where("id", "in", [...ids])
    .execute();
  return chunks.map(({ id }) => id);
}
