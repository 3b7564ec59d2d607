import { type RawBuilder, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/**
 * Keeps everybody from appending to the scopes of some sessions until the transaction ends, and has every index of them built anew after it.
 */
export async function holdScopes(
  trx: Trx,
  scope: TenantScope,
  sessions: RawBuilder<unknown>,
): Promise<string[]> {
  const { tenantId } = scope;
  const { rows } = await sql<{
    id: string;
  }>`update mem_scopes set version = version + 1, changes_after = version + 1
    where tenant_id = ${tenantId} and id in (select scope_id from mem_sessions where tenant_id = ${tenantId} and ${sessions})
    returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Removes those of the scopes, which must be held, in which no session is left: they name whom they were about. */
export async function removeEmptyScopes(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<void> {
  const { tenantId } = scope;
  await sql`delete from mem_scopes s where tenant_id = ${tenantId} and id = any(${[...ids]})
    and not exists (select from mem_sessions m where m.tenant_id = s.tenant_id and m.scope_id = s.id)`.execute(
    trx,
  );
}
