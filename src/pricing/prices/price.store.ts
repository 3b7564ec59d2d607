import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { CallPrice } from "../estimates/estimate.ts";

/** A price with what it is for and the day that was named. */
export interface PriceRow extends CallPrice {
  readonly provider: string;
  readonly validFrom: string;
}

const columns = sql`id, provider, agent_id as "agentId", component, unit, increment_seconds as "incrementSeconds", currency, micros,
  to_char(valid_from, 'YYYY-MM-DD') as "validFrom", (extract(epoch from valid_from_at) * 1000)::bigint as "validFromAt"`;

/** Every price of the tenant, or those for calls of some providers; of one thing the newest first. */
export async function readPrices(
  trx: Trx,
  scope: TenantScope,
  providers?: readonly string[],
): Promise<PriceRow[]> {
  const ofProviders = providers === undefined ? sql`true` : sql`provider = any(${[...providers]})`;
  const { rows } = await sql<PriceRow>`select ${columns} from call_prices
    where tenant_id = ${scope.tenantId} and ${ofProviders}
    order by provider, agent_id, component, unit, valid_from desc`.execute(trx);
  return rows;
}

export async function findPrice(
  trx: Trx,
  scope: TenantScope,
  id: string,
): Promise<PriceRow | undefined> {
  const { rows } = await sql<PriceRow>`select ${columns} from call_prices
    where tenant_id = ${scope.tenantId} and id = ${id}`.execute(trx);
  return rows[0];
}

/** Writes a price as it is from now on. Returns whether there was none for the same from that day on. */
export async function writePrice(
  trx: Trx,
  scope: TenantScope,
  price: PriceRow,
  by: { actor: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into call_prices as p (tenant_id, id, provider, agent_id, component, unit,
      increment_seconds, currency, micros, valid_from, valid_from_at, set_by, set_at)
    select ${scope.tenantId}, ${price.id}, ${price.provider}, ${price.agentId}, ${price.component}, ${price.unit},
      ${price.incrementSeconds}::int, ${price.currency}, ${price.micros}::bigint, ${price.validFrom}::date,
      ${new Date(price.validFromAt)}::timestamptz, ${by.actor}, ${by.at}::timestamptz
    where not exists (select from call_prices o where o.tenant_id = ${scope.tenantId} and o.id <> ${price.id}
      and o.provider = ${price.provider} and o.agent_id = ${price.agentId} and o.component = ${price.component}
      and o.unit = ${price.unit} and o.valid_from = ${price.validFrom}::date)
    on conflict (tenant_id, id) do update set increment_seconds = excluded.increment_seconds, micros = excluded.micros,
      valid_from = excluded.valid_from, valid_from_at = excluded.valid_from_at,
      set_by = excluded.set_by, set_at = excluded.set_at`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function countPrices(trx: Trx, scope: TenantScope): Promise<number> {
  const { count } = await trx
    .selectFrom("call_prices")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function deletePrice(trx: Trx, scope: TenantScope, id: string): Promise<void> {
  await trx
    .deleteFrom("call_prices")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}
