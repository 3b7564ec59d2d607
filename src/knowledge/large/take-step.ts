import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { readUnits } from "../unit-source.ts";
import { lockLarge, putLarge } from "./large.store.ts";

/** Chunks that are replaced touch rows all over the table: so many come well within the time of one statement. */
const replacedMax = 500;

/** Does one batch of what a large base needs: fills it, follows what changed, or removes all of it when it has become small. Returns whether there may be more. */
export async function takeStep(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
  { unitsMin, batchMax }: { unitsMin: number; batchMax: number },
): Promise<boolean> {
  const state = await lockLarge(trx, scope, baseId);
  if (state === null) return false;
  const base = await readBase(trx, scope, baseId);
  if (state.filled_to === null && state.units < unitsMin) {
    await forgetLarge(trx, scope, baseId);
    return false;
  }
  const isBeginning = state.filled_to === "" && state.next_place === 0;
  if (!isBeginning && state.version < base.changesAfter) {
    // What it would need is not kept any more: from the beginning.
    await forgetLarge(trx, scope, baseId);
    await trx
      .insertInto("knowledge_large_bases")
      .values({ tenant_id: scope.tenantId, base_id: baseId, claimed_until: null })
      .execute();
    return true;
  }
  if (state.filled_to !== null) {
    const version = isBeginning ? base.version : state.version;
    return fill(trx, scope, baseId, { version, after: state.filled_to, batchMax });
  }
  return follow(trx, scope, baseId, { after: state.version, newest: base.version, batchMax });
}

async function readBase(trx: Trx, { tenantId }: TenantScope, baseId: string) {
  return trx
    .selectFrom("knowledge_bases")
    .select(["version", "changes_after as changesAfter"])
    .where("tenant_id", "=", tenantId)
    .where("id", "=", baseId)
    .executeTakeFirstOrThrow();
}

async function forgetLarge(trx: Trx, { tenantId }: TenantScope, baseId: string): Promise<void> {
  await trx
    .deleteFrom("knowledge_large_bases")
    .where("tenant_id", "=", tenantId)
    .where("base_id", "=", baseId)
    .execute();
}

async function write(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  state: { version: number; filled_to: string | null },
): Promise<void> {
  await trx
    .updateTable("knowledge_large_bases")
    .set(state)
    .where("tenant_id", "=", tenantId)
    .where("base_id", "=", baseId)
    .execute();
}

async function fill(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
  { version, after, batchMax }: { version: number; after: string; batchMax: number },
): Promise<boolean> {
  const which = sql`c.base_id = ${baseId} and c.id > ${after}`;
  const units = await readUnits(trx, scope, which, batchMax);
  await putLarge(trx, scope, baseId, { units, ids: units.map(({ id }) => id) });
  const last = units.length < batchMax ? null : (units.at(-1)?.id ?? null);
  await write(trx, scope, baseId, { version, filled_to: last });
  return true;
}

async function follow(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
  { after, newest, batchMax }: { after: number; newest: number; batchMax: number },
): Promise<boolean> {
  const version = await readReach(trx, scope, baseId, { after, newest, batchMax });
  const { rows } = await sql<{ chunk_id: string }>`select distinct chunk_id from knowledge_changes
    where tenant_id = ${scope.tenantId} and base_id = ${baseId} and version > ${after} and version <= ${version}`.execute(
    trx,
  );
  const ids = rows.map(({ chunk_id }) => chunk_id);
  for (let at = 0; at < ids.length; at += replacedMax) {
    const part = ids.slice(at, at + replacedMax);
    const units = await readUnits(trx, scope, sql`c.id = any(${part})`, part.length);
    await putLarge(trx, scope, baseId, { units, ids: part });
  }
  await write(trx, scope, baseId, { version, filled_to: null });
  // Once more after any change: the base may have become small.
  return version < newest || ids.length > 0;
}

/** The version up to which there is about a batch of changes. Whole versions only: the one in which the batch is full, and all of it. */
async function readReach(
  trx: Trx,
  { tenantId }: TenantScope,
  baseId: string,
  { after, newest, batchMax }: { after: number; newest: number; batchMax: number },
): Promise<number> {
  const full = await trx
    .selectFrom("knowledge_changes")
    .select("version")
    .where("tenant_id", "=", tenantId)
    .where("base_id", "=", baseId)
    .where("version", ">", after)
    .orderBy("version")
    .offset(batchMax)
    .limit(1)
    .executeTakeFirst();
  return full?.version ?? newest;
}
