import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";

/** Something that somebody switched. */
export interface Switched {
  name: string;
  since: Date;
  set_by: string;
  reason: string;
}

export function listSwitched(db: Database, scope: TenantScope): Promise<Switched[]> {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("switches")
      .select(["name", "since", "set_by", "reason"])
      .where("tenant_id", "=", scope.tenantId)
      .execute(),
  );
}

/** Writes it down. Whether that changed anything: what is switched already keeps its time and its reason. */
export async function insertSwitched(
  trx: Trx,
  scope: TenantScope,
  { name, since, set_by, reason }: Switched,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into switches (tenant_id, name, since, set_by, reason)
      values (${scope.tenantId}, ${name}, ${since}, ${set_by}, ${reason}) on conflict do nothing`.execute(
      trx,
    );
  return Number(numAffectedRows) > 0;
}

/** Takes it back. Whether that changed anything. */
export async function deleteSwitched(trx: Trx, scope: TenantScope, name: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("switches")
    .where("tenant_id", "=", scope.tenantId)
    .where("name", "=", name)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}
