import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { later, type Trx } from "../store/index.ts";

export const digestOf = (sessionId: string) => createHash("sha256").update(sessionId).digest("hex");

/** Nobody else appends to the session or forgets it until the transaction ends. What is read after this is read with the lock. */
export async function lockSession(trx: Trx, { tenantId }: TenantScope, id: string): Promise<void> {
  const name = `mem ${tenantId} ${id}`;
  await later(trx, sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
