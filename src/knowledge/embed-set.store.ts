import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../llm/index.ts";
import { asWorker, type Database, inTenant, type Trx } from "../store/index.ts";

/** The vectors of one base by one model, that this process has in hand. */
export interface ClaimedSet extends EmbeddingSpace {
  tenant_id: string;
  base_id: string;
  /** By which its holder is known: one that was lost can change nothing any more. */
  claim: string;
  is_active: boolean;
  /** Its base is gone, or it is neither searched nor to be. */
  is_obsolete: boolean;
  failures: number;
  mirror: string | null;
  mirrored_version: number;
  mirrored_units_version: number;
}

export const leaseMs = 180_000;

/**
 * Takes sets with something to do: chunks of the current model to embed, an index on another server that is behind, vectors that nobody needs. Bases that have none of
 * the current model get one. Without a model nothing is embedded.
 */
export function claimSets(
  db: Database,
  options: { now: Date; limit: number; space: EmbeddingSpace | null; mirror: string | null },
): Promise<ClaimedSet[]> {
  const { now, limit, space, mirror } = options;
  const { model, dimensions } = space ?? { model: "", dimensions: 0 };
  return asWorker(db, async (trx) => {
    if (space !== null) {
      await sql`insert into knowledge_vector_sets (tenant_id, base_id, model, dimensions, is_active, next_try_at)
        select b.tenant_id, b.id, ${model}, ${dimensions}::int, not exists (
          select from knowledge_vector_sets o where o.tenant_id = b.tenant_id and o.base_id = b.id and o.is_active), ${now}
        from knowledge_bases b where not exists (select from knowledge_vector_sets s
          where s.tenant_id = b.tenant_id and s.base_id = b.id and s.model = ${model} and s.dimensions = ${dimensions})
        on conflict do nothing`.execute(trx);
    }
    const { rows } = await sql<ClaimedSet>`with due as (
        select s.tenant_id, s.base_id, s.model, s.dimensions,
          b.id is null or (${space !== null} and not s.is_active and not (s.model = ${model} and s.dimensions = ${dimensions})) as is_obsolete
        from knowledge_vector_sets s left join knowledge_bases b on b.tenant_id = s.tenant_id and b.id = s.base_id
        where s.next_try_at <= ${now} and (s.claimed_until is null or s.claimed_until < ${now})
          and (b.id is null
            or (${space !== null} and s.model = ${model} and s.dimensions = ${dimensions} and (s.units_version < b.version or not s.is_active))
            or (${space !== null} and not s.is_active and not (s.model = ${model} and s.dimensions = ${dimensions}))
            or (${mirror}::text is not null and (s.mirror is distinct from ${mirror} or s.mirrored_version < s.version
              or s.mirrored_units_version < b.version)))
        order by s.next_try_at limit ${limit} for update of s skip locked
      )
      update knowledge_vector_sets s set claim = gen_random_uuid(), claimed_until = ${leaseEnd(now)}
      from due where s.tenant_id = due.tenant_id and s.base_id = due.base_id and s.model = due.model and s.dimensions = due.dimensions
      returning s.tenant_id, s.base_id, s.model, s.dimensions, s.claim, s.is_active, due.is_obsolete, s.failures, s.mirror,
        s.mirrored_version, s.mirrored_units_version`.execute(trx);
    return rows;
  });
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

type Held = Pick<ClaimedSet, "base_id" | "model" | "dimensions" | "claim">;

/** What its holder may write down about a set. */
export interface SetChange {
  units_version?: number;
  mirror?: string;
  mirrored_version?: number;
  mirrored_units_version?: number;
  failures?: number;
  last_error?: string | null;
  next_try_at?: Date;
  claimed_until?: Date | null;
}

/** Changes a set for its holder. Returns whether it still is. */
export async function changeSet(
  trx: Trx,
  scope: TenantScope,
  held: Held,
  change: SetChange,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("knowledge_vector_sets")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", held.base_id)
    .where("model", "=", held.model)
    .where("dimensions", "=", held.dimensions)
    .where("claim", "=", held.claim)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Takes the next version of a set for its holder, with a longer lease, and counts what an answer cost; null when it is held no more. */
export async function takeSetVersion(
  trx: Trx,
  scope: TenantScope,
  held: Held,
  spent: { tokens: number | null; now: Date },
): Promise<number | null> {
  const { tokens, now } = spent;
  const row = await trx
    .updateTable("knowledge_vector_sets")
    .set({
      version: sql`version + 1`,
      tokens: sql`tokens + ${tokens ?? 0}`,
      untold_answers: sql`untold_answers + ${tokens === null ? 1 : 0}`,
      claimed_until: leaseEnd(now),
    })
    .where("tenant_id", "=", scope.tenantId)
    .where("base_id", "=", held.base_id)
    .where("model", "=", held.model)
    .where("dimensions", "=", held.dimensions)
    .where("claim", "=", held.claim)
    .returning("version")
    .executeTakeFirst();
  return row?.version ?? null;
}

/** Makes a set the one that is searched, in place of any other of its base. */
export function activateSet(db: Database, scope: TenantScope, held: Held): Promise<void> {
  return inTenant(db, scope, async (trx) => {
    await trx
      .updateTable("knowledge_vector_sets")
      .set({ is_active: false })
      .where("tenant_id", "=", scope.tenantId)
      .where("base_id", "=", held.base_id)
      .where("is_active", "=", true)
      .execute();
    await trx
      .updateTable("knowledge_vector_sets")
      .set({ is_active: true })
      .where("tenant_id", "=", scope.tenantId)
      .where("base_id", "=", held.base_id)
      .where("model", "=", held.model)
      .where("dimensions", "=", held.dimensions)
      .execute();
  });
}

/** Removes a set with its vectors, unless it became the one that is searched. */
export function removeSet(db: Database, scope: TenantScope, held: Held): Promise<void> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom("knowledge_vector_sets")
        .where("tenant_id", "=", scope.tenantId)
        .where("base_id", "=", held.base_id)
        .where("model", "=", held.model)
        .where("dimensions", "=", held.dimensions)
        .where("claim", "=", held.claim)
        .executeTakeFirst();
      if (Number(numDeletedRows) === 0) return;
      await trx
        .deleteFrom("knowledge_vectors")
        .where("tenant_id", "=", scope.tenantId)
        .where("base_id", "=", held.base_id)
        .where("model", "=", held.model)
        .where("dimensions", "=", held.dimensions)
        .execute();
    },
    { pace: "report" },
  );
}

/** Makes sets of the tenant due at once, as if nothing had failed, and forgets which texts were refused. */
export async function restartSets(
  trx: Trx,
  scope: TenantScope,
  options: { baseId: string | null; category: string | null; now: Date },
): Promise<void> {
  const { baseId, category, now } = options;
  const ofBase = baseId === null ? sql`true` : sql`base_id = ${baseId}`;
  const ofCategory =
    category === null
      ? sql``
      : sql`and chunk_id in (select c.id from knowledge_chunks c join knowledge_documents d
          on d.tenant_id = c.tenant_id and d.id = c.document_id where c.tenant_id = ${scope.tenantId} and d.category = ${category})`;
  await sql`delete from knowledge_vectors where tenant_id = ${scope.tenantId} and ${ofBase} and code is null ${ofCategory}`.execute(
    trx,
  );
  await sql`update knowledge_vector_sets set units_version = -1, failures = 0, last_error = null, next_try_at = ${now}
    where tenant_id = ${scope.tenantId} and ${ofBase}`.execute(trx);
}

/** What is known of a tenant's sets of one model together. */
export interface SetFigures {
  tokens: number;
  untold_answers: number;
  /** Whether one is not yet searched, or its index on another server is behind. */
  is_behind: boolean;
  /** Of the set that fails and is tried next. */
  last_error: string | null;
  next_try_at: Date | null;
}

/** Sums up the sets of one model: of a base, or of all. */
export async function readSetFigures(
  trx: Trx,
  scope: TenantScope,
  options: { space: EmbeddingSpace | null; baseId: string | null; mirror: string },
): Promise<SetFigures> {
  const { space, baseId, mirror } = options;
  const ofBase = baseId === null ? sql`true` : sql`s.base_id = ${baseId}`;
  const isInProcess = mirror === "in_process";
  const { rows } = await sql<SetFigures>`with sets as (
      select s.*, b.version as base_version from knowledge_vector_sets s join knowledge_bases b on b.tenant_id = s.tenant_id and b.id = s.base_id
      where s.tenant_id = ${scope.tenantId} and ${ofBase} and s.model = ${space?.model ?? ""} and s.dimensions = ${space?.dimensions ?? 0}
    ), failing as (select last_error, next_try_at from sets where last_error is not null order by next_try_at limit 1)
    select coalesce(sum(tokens), 0)::bigint as tokens, coalesce(sum(untold_answers), 0)::int as untold_answers,
      coalesce(bool_or(not is_active or (not ${isInProcess} and (mirror is distinct from ${mirror}
        or mirrored_version < version or mirrored_units_version < base_version))), false) as is_behind,
      (select last_error from failing) as last_error, (select next_try_at from failing) as next_try_at from sets`.execute(
    trx,
  );
  const none = {
    tokens: 0,
    untold_answers: 0,
    is_behind: false,
    last_error: null,
    next_try_at: null,
  };
  return rows[0] ?? none;
}
