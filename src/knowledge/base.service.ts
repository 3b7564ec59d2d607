import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import {
  type BaseFigures,
  type BaseRow,
  findBase,
  insertBases,
  listBases,
  lockBases,
} from "./base.store.ts";
import { type ContentNeeds, removeFiles } from "./kept-content.ts";
import type { BaseChange, NewBase } from "./knowledge.schema.ts";
import { requeued } from "./requeue.ts";
import { defaultLanguage } from "./settings.ts";

export type BaseService = ReturnType<typeof createBaseService>;

interface Needs extends ContentNeeds {
  db: Database;
  /** Documents became due. */
  wake: () => void;
  now: () => number;
}

/** Finds a base by its id or name. @throws ProblemError `knowledge-base-not-found`. */
export async function readBase(trx: Trx, scope: TenantScope, key: string) {
  const base = await findBase(trx, scope, key);
  if (base === undefined) throw unknownBase();
  return base;
}

/**
 * Holds the bases that are named by id or name; a name that there is none of makes one. Returns each by its key.
 * @throws ProblemError `knowledge-base-not-found` for an id.
 */
export async function holdBases(
  trx: Trx,
  scope: TenantScope,
  keys: readonly string[],
  at: Date,
): Promise<Map<string, BaseRow>> {
  const wanted = [...new Set(keys)];
  let found = byKey(await lockBases(trx, scope, wanted), wanted);
  const missing = wanted.filter((key) => !found.has(key));
  if (missing.some((key) => /^kb_/i.test(key))) throw unknownBase();
  if (missing.length > 0) {
    const language = await defaultLanguage(trx, scope);
    const made = missing.map((name) => ({ id: newId("kb"), name, language }));
    await insertBases(trx, scope, made, at);
    found = byKey(await lockBases(trx, scope, wanted), wanted);
  }
  return found;
}

function byKey(bases: readonly BaseRow[], keys: readonly string[]): Map<string, BaseRow> {
  const found = new Map<string, BaseRow>();
  for (const key of keys) {
    const isIt = ({ id, name }: BaseRow) => id === key || name.toLowerCase() === key.toLowerCase();
    const base = bases.find(isIt);
    if (base !== undefined) found.set(key, base);
  }
  return found;
}

/** Holds one base. @throws ProblemError `knowledge-base-not-found`. */
export async function holdBase(trx: Trx, scope: TenantScope, key: string): Promise<BaseRow> {
  const [base] = await lockBases(trx, scope, [key]);
  if (base === undefined) throw unknownBase();
  return base;
}

/**
 * What is made of a location is changed there.
 * @throws ProblemError `knowledge-generated`.
 */
export function refuseGenerated(isGenerated: boolean): void {
  if (!isGenerated) return;
  throw new ProblemError(
    "knowledge-generated",
    "This is made of what is written down about a location: change it there.",
  );
}

function unknownBase(): ProblemError {
  return new ProblemError("knowledge-base-not-found", "No knowledge base has this id or name.");
}

/** Knowledge bases: sets of documents that are searched as one. */
export function createBaseService(needs: Needs) {
  const { db, wake, now } = needs;
  const audit = (
    trx: Trx,
    { scope, actor }: RequestAccess,
    entry: { action: string; subject: string; payload?: Record<string, unknown> },
  ) => recordAudit(trx, scope, { ...entry, actor });
  const read = async (trx: Trx, scope: TenantScope, id: string): Promise<BaseFigures> => {
    const [found] = await listBases(trx, scope, { limit: 1, id });
    if (found === undefined) throw unknownBase();
    return found;
  };
  const refuseTaken = async (trx: Trx, scope: TenantScope, name: string, exceptId?: string) => {
    const taken = await findBase(trx, scope, name);
    if (taken === undefined || taken.id === exceptId) return;
    throw new ProblemError("knowledge-base-exists", `${taken.id} has this name already.`);
  };

  return {
    list: (scope: TenantScope, page: Parameters<typeof listBases>[2]) =>
      inTenant(db, scope, (trx) => listBases(trx, scope, page)),

    get: (scope: TenantScope, key: string) =>
      inTenant(db, scope, async (trx) => read(trx, scope, (await readBase(trx, scope, key)).id)),

    create: (access: RequestAccess, { name, language: given }: NewBase) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope } = access;
        await refuseTaken(trx, scope, name);
        const id = newId("kb");
        const language = given ?? (await defaultLanguage(trx, scope));
        await insertBases(trx, scope, [{ id, name, language }], new Date(now()));
        // Somebody else may have taken the name at the same moment.
        await refuseTaken(trx, scope, name, id);
        await audit(trx, access, {
          action: "knowledge.base_created",
          subject: id,
          payload: { name, language },
        });
        return read(trx, scope, id);
      }),

    /** A language makes other words of what is there, so documents that name none are worked on again; until then they are found as before. */
    change: async (access: RequestAccess, baseId: string, change: BaseChange) => {
      const changed = await inTenant(
        db,
        access.scope,
        async (trx) => {
          const { scope } = access;
          const base = await holdBase(trx, scope, baseId);
          refuseGenerated(base.location_id !== null);
          if (change.name !== undefined) await refuseTaken(trx, scope, change.name, base.id);
          const at = new Date(now());
          const { name = base.name, language = base.language } = change;
          await trx
            .updateTable("knowledge_bases")
            .set({ name, language, updated_at: at })
            .where("tenant_id", "=", scope.tenantId)
            .where("id", "=", base.id)
            .execute();
          if (language !== base.language) {
            await requeueAll(trx, scope, { baseId: base.id, at, isOfBaseLanguage: true });
          }
          await audit(trx, access, {
            action: "knowledge.base_changed",
            subject: base.id,
            payload: { ...change },
          });
          return read(trx, scope, base.id);
        },
        { pace: "report" },
      );
      wake();
      return changed;
    },

    /** Makes the chunks and words of all its documents again. What came out the same stays as it is. */
    rebuild: async (access: RequestAccess, key: string) => {
      const rebuilt = await inTenant(
        db,
        access.scope,
        async (trx) => {
          const { scope } = access;
          const { id } = await holdBase(trx, scope, key);
          await requeueAll(trx, scope, {
            baseId: id,
            at: new Date(now()),
            isOfBaseLanguage: false,
          });
          await audit(trx, access, { action: "knowledge.base_rebuilt", subject: id });
          return read(trx, scope, id);
        },
        { pace: "report" },
      );
      wake();
      return rebuilt;
    },

    /** Removes a base with everything in it. Its index goes with the next look at its version. */
    remove: async (access: RequestAccess, baseId: string): Promise<void> => {
      const refs = await inTenant(
        db,
        access.scope,
        async (trx) => {
          const { scope } = access;
          const { id, name, location_id } = await holdBase(trx, scope, baseId);
          refuseGenerated(location_id !== null);
          const { rows } = await sql<{
            file_ref: string | null;
          }>`delete from knowledge_documents where tenant_id = ${scope.tenantId} and base_id = ${id} returning file_ref`.execute(
            trx,
          );
          await trx
            .deleteFrom("knowledge_bases")
            .where("tenant_id", "=", scope.tenantId)
            .where("id", "=", id)
            .execute();
          await audit(trx, access, {
            action: "knowledge.base_removed",
            subject: id,
            payload: { name, documents: rows.length },
          });
          return rows.map(({ file_ref }) => file_ref);
        },
        { pace: "report" },
      );
      await removeFiles(needs, refs);
    },
  };
}

/** Puts documents of a base back to the beginning; a URL is not fetched again for it. */
export async function requeueAll(
  trx: Trx,
  scope: TenantScope,
  of: { baseId: string; at: Date; isOfBaseLanguage: boolean },
): Promise<void> {
  let query = trx
    .updateTable("knowledge_documents")
    .set({ ...requeued(of.at), parser_version: null })
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", of.baseId);
  if (of.isOfBaseLanguage) query = query.where("language", "is", null);
  await query.execute();
}
