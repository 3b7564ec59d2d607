import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";

export interface LegalHold {
  id: string;
  kind: "tenant" | "caller" | "call";
  subject: string;
  reason: string;
  created_by: string;
  created_at: Date;
  released_by: string | null;
  released_at: Date | null;
}

const columns = sql`id, kind, subject, reason, created_by, created_at, released_by, released_at`;

/** One page of holds, the newest first. */
export function listHolds(
  db: Database,
  scope: TenantScope,
  query: { isActive: boolean; limit: number; before: { at: string; id: string } | undefined },
): Promise<LegalHold[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<LegalHold>`select ${columns} from legal_holds
      where tenant_id = ${scope.tenantId} and (not ${query.isActive} or released_at is null)
        and (created_at, id) < (${query.before?.at ?? "infinity"}::timestamptz, ${query.before?.id ?? ""})
      order by created_at desc, id desc limit ${query.limit + 1}`.execute(trx);
    return rows;
  });
}

/** Places a hold; nothing when the same is held already. */
export async function insertHold(
  trx: Trx,
  scope: TenantScope,
  hold: Omit<LegalHold, "released_by" | "released_at">,
): Promise<LegalHold | undefined> {
  const { rows } =
    await sql<LegalHold>`insert into legal_holds (tenant_id, id, kind, subject, reason, created_by, created_at)
      values (${scope.tenantId}, ${hold.id}, ${hold.kind}, ${hold.subject}, ${hold.reason}, ${hold.created_by}, ${hold.created_at})
      on conflict (tenant_id, kind, subject) where released_at is null do nothing returning ${columns}`.execute(
      trx,
    );
  return rows[0];
}

/** Releases a hold that is in force. Returns it, or nothing. */
export async function releaseHold(
  trx: Trx,
  scope: TenantScope,
  { id, by, at }: { id: string; by: string; at: Date },
): Promise<LegalHold | undefined> {
  const { rows } =
    await sql<LegalHold>`update legal_holds set released_by = ${by}, released_at = ${at}
    where tenant_id = ${scope.tenantId} and id = ${id} and released_at is null returning ${columns}`.execute(
      trx,
    );
  return rows[0];
}

/** Whether anything of a caller, or with no number of the tenant, is held. */
export async function isAnythingHeld(
  trx: Trx,
  scope: TenantScope,
  number: string | null,
): Promise<boolean> {
  const { tenantId } = scope;
  const ofCaller = sql`(h.kind = 'tenant' or h.kind = 'caller' and h.subject = ${number}
    or h.kind = 'call' and exists (select from calls c where c.tenant_id = h.tenant_id and c.id = h.subject
      and (c.from_number = ${number} or c.to_number = ${number})))`;
  const { rows } =
    await sql`select from legal_holds h where h.tenant_id = ${tenantId} and h.released_at is null
      and ${number === null ? sql`true` : ofCaller} limit 1`.execute(trx);
  return rows.length > 0;
}
