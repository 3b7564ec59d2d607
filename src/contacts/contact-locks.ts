import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { later, type Trx } from "../store/index.ts";

/*
 * Whose a number is changes in two ways: calls come in, many at once, and people merge, import and delete. Calls share one lock of the tenant and take one for each
 * number; people take the tenant's alone. All are held until the transaction ends.
 */

const tenantKey = (scope: TenantScope) => `contacts/${scope.tenantId}`;

/** Keeps people from changing whose numbers are, and other calls away from these numbers. In order, so nobody waits in a circle. */
export async function lockNumbers(trx: Trx, scope: TenantScope, numbers: readonly string[]) {
  await later(
    trx,
    sql`select pg_advisory_xact_lock_shared(hashtextextended(${tenantKey(scope)}, 0))`,
  );
  await later(
    trx,
    sql`select pg_advisory_xact_lock(hashtextextended(key, 0))
    from (select ${tenantKey(scope)} || '/' || unnest(${[...numbers]}::text[]) as key order by 1) keys`,
  );
}

/** Keeps everybody else from changing whose numbers are. */
export async function lockContacts(trx: Trx, scope: TenantScope) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantKey(scope)}, 0))`.execute(trx);
}
