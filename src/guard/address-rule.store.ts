import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

export type AddressRuleKind = "block" | "allow";

/** A network that is shut out, or never is. */
export interface AddressRule {
  id: string;
  kind: AddressRuleKind;
  /** An IPv4 or IPv6 network in CIDR notation. */
  network: string;
  reason: string;
  source: "guard" | "person";
  /** How often in a row the guard blocked it: 1, 2, 3; 0 for what a person set. */
  level: number;
  created_by: string;
  created_at: Date;
  /** Null: until it is lifted. */
  expires_at: Date | null;
  lifted_at: Date | null;
  lifted_by: string | null;
}

export type NewAddressRule = Omit<AddressRule, "created_at" | "lifted_at" | "lifted_by">;

const columns = sql`id, kind, network::text as network, reason, source, level, created_by, created_at, expires_at, lifted_at, lifted_by`;

/** The rules that hold at an instant. */
export function activeRules(db: Database, scope: TenantScope, at: Date): Promise<AddressRule[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<AddressRule>`select ${columns} from address_rules
      where tenant_id = ${scope.tenantId} and lifted_at is null and (expires_at is null or expires_at > ${at})`.execute(
      trx,
    );
    return rows;
  });
}

/** Where a page of rules ended. */
export interface RulePlace {
  at: string;
  id: string;
}

/** One page of rules of a kind, the newest first. */
export function listRules(
  db: Database,
  scope: TenantScope,
  query: {
    kind: AddressRuleKind;
    activeAt: Date | null;
    limit: number;
    before: RulePlace | undefined;
  },
): Promise<AddressRule[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<AddressRule>`select ${columns} from address_rules
      where tenant_id = ${scope.tenantId} and kind = ${query.kind}
        and (created_at, id) < (${query.before?.at ?? "infinity"}::timestamptz, ${query.before?.id ?? ""})
        and (${query.activeAt}::timestamptz is null or (lifted_at is null and (expires_at is null or expires_at > ${query.activeAt})))
      order by created_at desc, id desc limit ${query.limit + 1}`.execute(trx);
    return rows;
  });
}

/** Writes a rule. */
export async function insertRule(
  trx: Trx,
  scope: TenantScope,
  rule: NewAddressRule,
  at: Date,
): Promise<AddressRule> {
  const { rows } = await sql<AddressRule>`insert into address_rules
      (tenant_id, id, kind, network, reason, source, level, created_by, created_at, expires_at)
    values (${scope.tenantId}, ${rule.id}, ${rule.kind}, ${rule.network}::cidr, ${rule.reason}, ${rule.source}, ${rule.level},
      ${rule.created_by}, ${at}, ${rule.expires_at})
    returning ${columns}`.execute(trx);
  const [written] = rows;
  if (written === undefined) throw new Error("the address rule was not written");
  return written;
}

/** Ends a rule of a kind. Returns it, or nothing when none holds under this id. */
export async function liftRule(
  trx: Trx,
  scope: TenantScope,
  rule: { id: string; kind: AddressRuleKind },
  by: string,
): Promise<AddressRule | undefined> {
  const { rows } =
    await sql<AddressRule>`update address_rules set lifted_at = now(), lifted_by = ${by}
    where tenant_id = ${scope.tenantId} and id = ${rule.id} and kind = ${rule.kind} and lifted_at is null
    returning ${columns}`.execute(trx);
  return rows[0];
}

const minutesOfLevel = [1, 5, 15] as const;

/**
 * Blocks a network for longer each time: 1, 5, then 15 minutes, as long as less than a day lies between. Replicas that judge at once make one block.
 * @returns the block; nothing when one holds already.
 */
export function blockProgressively(
  db: Database,
  scope: TenantScope,
  given: { id: string; network: string; reason: string; at: Date },
): Promise<AddressRule | undefined> {
  const { id, network, reason, at } = given;
  return inTenant(db, scope, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`block/${network}`}, 0))`.execute(
      trx,
    );
    const { rows } = await sql<{ recent: number; holds: boolean }>`select count(*)::int as recent,
        coalesce(bool_or(lifted_at is null and expires_at > ${at}), false) as holds
      from address_rules where tenant_id = ${scope.tenantId} and kind = 'block' and source = 'guard'
        and network = ${network}::cidr and created_at > ${new Date(at.getTime() - 24 * 3_600_000)}`.execute(
      trx,
    );
    const { recent, holds } = rows[0] ?? { recent: 0, holds: false };
    if (holds) return undefined;
    const level = Math.min(recent + 1, minutesOfLevel.length);
    const minutes = minutesOfLevel[level - 1] ?? 1;
    const expires_at = new Date(at.getTime() + minutes * 60_000);
    const common = { kind: "block", source: "guard", created_by: "system" } as const;
    return insertRule(trx, scope, { id, network, reason, level, expires_at, ...common }, at);
  });
}
