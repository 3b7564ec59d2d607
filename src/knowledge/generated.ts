import { createHash } from "node:crypto";
import { newId } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { cutText } from "../lib/text.ts";
import type { Trx } from "../store/index.ts";
import { type Incoming, writeInto } from "./add-documents.ts";
import { holdBase, requeueAll } from "./base.service.ts";
import { type BaseRow, findBase, insertBases } from "./base.store.ts";
import { removeDocuments } from "./document.store.ts";
import type { ContentNeeds } from "./kept-content.ts";

/** A document that is made of something else. */
export interface GeneratedDocument {
  /** The same for the same thing, whatever is said of it at present. */
  id: string;
  title: string;
  content: string;
  category: string;
}

/** What a base is made of, as it is at present. */
interface Source {
  name: string;
  /** A language tag, or the beginning of one. */
  language: string;
  documents: readonly GeneratedDocument[];
}

/** A base with what it is to be. */
export interface GeneratedBase {
  baseId: string;
  source: Source;
  at: Date;
}

/** One statement takes so many rows. */
const batchMax = 500;
const nameCharactersMax = 70;

/** Makes an empty base for what is made of a location. Returns its id. */
export async function insertGeneratedBase(
  trx: Trx,
  scope: TenantScope,
  of: { locationId: string; name: string; language: string; at: Date },
): Promise<string> {
  const id = newId("kb");
  const name = await freeName(trx, scope, { ...of, baseId: id });
  const language = primary(of.language);
  await insertBases(trx, scope, [{ id, name, language, location_id: of.locationId }], of.at);
  return id;
}

/**
 * Makes a base of a location what its source is: takes in what is new or other than before, and removes what is gone. What is the same is not touched, so keeping it again
 * changes nothing. Texts that are other than before are found when they have been worked on; removed ones are not found by the next search.
 * @throws ProblemError `knowledge-base-not-found`.
 */
export async function keepGeneratedBase(
  needs: ContentNeeds,
  trx: Trx,
  scope: TenantScope,
  of: GeneratedBase,
): Promise<void> {
  const { source, at } = of;
  const held = await holdBase(trx, scope, of.baseId);
  const base = await keepFacts(trx, scope, held, of);
  const present = await trx
    .selectFrom("knowledge_documents")
    .select(["id", "external_id", "title", "category", "content_hash"])
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", base.id)
    .execute();
  const known = new Map(present.map((row) => [row.external_id, row]));
  const wanted = source.documents.map((document) => toIncoming(document, base.id));
  const differing = wanted.filter(({ externalId, title, category, from }) => {
    const row = known.get(externalId);
    known.delete(externalId);
    const hash = from.source === "generated" ? from.draft.contentHash : null;
    return row?.content_hash !== hash || row?.title !== title || row.category !== category;
  });
  for (let start = 0; start < differing.length; start += batchMax) {
    const incoming = differing.slice(start, start + batchMax);
    await writeInto(needs, trx, scope, { base, incoming, at });
  }
  const documentIds = [...known.values()].map(({ id }) => id);
  await removeDocuments(trx, scope, { baseId: base.id, documentIds, at });
}

/** Removes a base of a location with all that is in it. Nothing where it is gone. */
export async function removeGeneratedBase(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
): Promise<void> {
  await trx
    .deleteFrom("knowledge_documents")
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", baseId)
    .execute();
  await trx
    .deleteFrom("knowledge_bases")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", baseId)
    .execute();
}

/** Name and language follow the location. */
async function keepFacts(
  trx: Trx,
  scope: TenantScope,
  base: BaseRow,
  { source, at }: { source: Source; at: Date },
): Promise<BaseRow> {
  const locationId = base.location_id ?? "";
  const name = await freeName(trx, scope, { name: source.name, locationId, baseId: base.id });
  const language = primary(source.language);
  if (name === base.name && language === base.language) return base;
  await trx
    .updateTable("knowledge_bases")
    .set({ name, language, updated_at: at })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", base.id)
    .execute();
  // Another language makes other words of what is there.
  if (language !== base.language) {
    await requeueAll(trx, scope, { baseId: base.id, at, isOfBaseLanguage: true });
  }
  return { ...base, name, language };
}

/** The location's name; with its id where another base is called so. */
async function freeName(
  trx: Trx,
  scope: TenantScope,
  of: { name: string; locationId: string; baseId: string },
): Promise<string> {
  const name = cutText(of.name, nameCharactersMax).trim();
  const taken = await findBase(trx, scope, name);
  const isFree = (taken === undefined || taken.id === of.baseId) && !/^kb_/i.test(name);
  return isFree ? name : `Location ${of.locationId}`;
}

function primary(language: string): string {
  return language.slice(0, language.search(/-|$/)).toLowerCase();
}

/** The texts of a location are short, so all of them lie in their rows. */
function toIncoming({ id, title, content, category }: GeneratedDocument, base: string): Incoming {
  const secret = Buffer.from(content);
  const contentHash = createHash("sha256").update(secret).digest("hex");
  const draft = { contentHash, bytes: secret.length, secret, fileRef: null };
  return {
    ...{ base, externalId: id, title, category, tags: [], language: null },
    ...{ mime: "text/plain", fileName: null, validFrom: null, validUntil: null },
    from: { source: "generated", draft },
  };
}
