import { hash } from "node:crypto";
import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, withoutTenant } from "../store/index.ts";

/** What is kept of a token: nobody who reads the table can open a link. */
export function hashOf(token: string): Buffer {
  return hash("sha256", token, "buffer");
}

/** The share of any tenant that a token opens now. */
export async function findByToken(db: Database, token: string, at: Date) {
  const { rows } = await withoutTenant(db, (trx) =>
    sql<{
      tenant_id: string;
      id: string;
    }>`select * from find_call_share(${hashOf(token)}, ${at})`.execute(trx),
  );
  const [found] = rows;
  if (found === undefined) return undefined;
  const scope: TenantScope = { tenantId: found.tenant_id };
  const row = await inTenant(db, scope, (trx) =>
    trx
      .selectFrom("call_shares")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", found.id)
      .executeTakeFirst(),
  );
  return row && { scope, row };
}
