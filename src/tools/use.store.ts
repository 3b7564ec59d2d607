import type { Selectable } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { storableText } from "../lib/text.ts";
import { type Database, inTenant, type Tables, type Trx } from "../store/index.ts";

export type UseRow = Selectable<Tables["tool_uses"]>;

/** A use that is over. */
export type FinishedUse = UseRow & { outcome: Exclude<UseRow["outcome"], "running"> };

/** Writes down uses of one tenant that are over. */
export async function insertUses(
  trx: Trx,
  scope: TenantScope,
  uses: readonly FinishedUse[],
): Promise<void> {
  const rows = uses.map((use) => ({ ...storable(use), tenant_id: scope.tenantId }));
  await trx
    .insertInto("tool_uses")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Names come from paths and results from anybody's server: one of them must not keep the others from being written down. */
function storable<T extends UseRow>(use: T): T {
  const tidy = (text: string | null) => (text === null ? null : storableText(text));
  return {
    ...use,
    tool: storableText(use.tool),
    ...{ asked_id: tidy(use.asked_id), caller: tidy(use.caller) },
    ...{ arguments: tidy(use.arguments), result: tidy(use.result) },
  };
}

/**
 * Takes a use for this process, before its effect. Somebody who took it before keeps it: then what is known of it is returned instead.
 *
 * One that has been running for longer than any tool may take belongs to a process that died; whether it had its effect nobody knows, so it is not done again.
 */
export function claimUse(
  db: Database,
  scope: TenantScope,
  use: UseRow & { use_key: string },
): Promise<UseRow | null> {
  return inTenant(db, scope, async (trx) => {
    const taken = await trx
      .insertInto("tool_uses")
      .values({ ...storable(use), tenant_id: scope.tenantId })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (taken !== undefined) return null;
    const known = await trx
      .selectFrom("tool_uses")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("use_key", "=", use.use_key)
      .executeTakeFirstOrThrow();
    return known;
  });
}

/** A use that was taken, as it is now. */
export function readUse(db: Database, scope: TenantScope, id: string): Promise<UseRow | undefined> {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("tool_uses")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
}

/** Writes down what came of a use that was taken; without its key it may be tried again. */
export function finishUse(db: Database, scope: TenantScope, use: FinishedUse): Promise<void> {
  return inTenant(db, scope, async (trx) => {
    await trx
      .updateTable("tool_uses")
      .set({
        result: use.result === null ? null : storableText(use.result),
        outcome: use.outcome,
        failure: use.failure,
        attempts: use.attempts,
        duration_ms: use.duration_ms,
        use_key: use.use_key,
      })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", use.id)
      .execute();
  });
}

/** The uses of one call, in order. */
export function listUsesOfCall(trx: Trx, scope: TenantScope, callId: string): Promise<UseRow[]> {
  return trx
    .selectFrom("tool_uses")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("call_id", "=", callId)
    .orderBy("asked_at")
    .orderBy("id")
    .execute();
}
