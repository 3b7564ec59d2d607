import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { readTimeZone } from "../../tenants/index.ts";

/** Whom a tenant's alerts are told, and when not. */
export interface AlertSettings {
  /** The tenant's, which is set elsewhere. */
  readonly timeZone: string;
  /** On the clock of the zone: `22:00` to `07:00`. */
  readonly quietHours: { readonly from: string; readonly until: string } | null;
  /** Null: the tenant's owners. */
  readonly emails: readonly string[] | null;
  /** Are told, too, of what nobody takes. */
  readonly escalationEmails: readonly string[];
}

const asTheyCome = {
  quietHours: null,
  emails: null,
  escalationEmails: [],
};

export async function readSettings(trx: Trx, scope: TenantScope): Promise<AlertSettings> {
  const { timeZone } = await readTimeZone(trx, scope);
  const row = await trx
    .selectFrom("alert_settings")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirst();
  if (row === undefined) return { ...asTheyCome, timeZone };
  const { quiet_from: from, quiet_until: until } = row;
  return {
    timeZone,
    quietHours: from === null || until === null ? null : { from, until },
    emails: row.emails,
    escalationEmails: row.escalation_emails,
  };
}

export async function writeSettings(
  trx: Trx,
  scope: TenantScope,
  settings: AlertSettings,
  by: { actor: string; at: Date },
): Promise<void> {
  const row = {
    quiet_from: settings.quietHours?.from ?? null,
    quiet_until: settings.quietHours?.until ?? null,
    emails: settings.emails === null ? null : [...settings.emails],
    escalation_emails: [...settings.escalationEmails],
    changed_by: by.actor,
    changed_at: by.at,
  };
  await trx
    .insertInto("alert_settings")
    .values({ tenant_id: scope.tenantId, ...row })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(row))
    .execute();
}

const ownersMax = 20;

/** Where e-mails about a tenant's alerts go. */
export async function recipientsOf(
  trx: Trx,
  scope: TenantScope,
  { emails }: AlertSettings,
): Promise<string[]> {
  if (emails !== null) return [...emails];
  const owners = await trx
    .selectFrom("users")
    .select("email")
    .where("tenant_id", "=", scope.tenantId)
    .where("role", "=", "owner")
    .where("disabled_at", "is", null)
    .orderBy("created_at")
    .limit(ownersMax)
    .execute();
  return owners.map(({ email }) => email);
}
