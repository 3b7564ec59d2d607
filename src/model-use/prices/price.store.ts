import { type RawBuilder, sql } from "kysely";
import { defaultTenantId, type TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { SetPrice } from "./price-list.ts";

const columns = sql`id, model, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", input_micros as "inputMicros",
  cached_input_micros as "cachedInputMicros", output_micros as "outputMicros"`;

/** Prices that were set for a tenant, by itself and for everybody; of some models, or of all. */
export async function readPrices(
  trx: Trx,
  scope: TenantScope,
  models?: readonly string[],
): Promise<SetPrice[]> {
  const { rows } =
    await sql<SetPrice>`${selectPrices(scope, models)} order by model, "validFrom" desc`.execute(
      trx,
    );
  return rows;
}

/** The same within another statement. */
export const pricesOf = (
  scope: TenantScope,
  models: readonly string[],
): RawBuilder<readonly SetPrice[]> =>
  sql`(select coalesce(json_agg(p), '[]') from (${selectPrices(scope, models)}) p)`;

function selectPrices({ tenantId }: TenantScope, models: readonly string[] | undefined) {
  const ofModels = models === undefined ? sql`true` : sql`model = any(${[...models]})`;
  return sql`select ${columns}, 'own' as source from model_prices
      where tenant_id = ${tenantId} and ${ofModels}
    union all select ${columns}, 'installation' from installation_model_prices()
      where ${tenantId} <> ${defaultTenantId} and ${ofModels}`;
}

/** Writes a price, in the place of one from the same day on. Returns its id. */
export async function writePrice(
  trx: Trx,
  scope: TenantScope,
  price: Omit<SetPrice, "source">,
  by: { actor: string; at: Date },
): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`insert into model_prices as p (tenant_id, id, model, valid_from,
      input_micros, cached_input_micros, output_micros, set_by, set_at)
    values (${scope.tenantId}, ${price.id}, ${price.model}, ${price.validFrom}, ${price.inputMicros},
      ${price.cachedInputMicros}, ${price.outputMicros}, ${by.actor}, ${by.at})
    on conflict (tenant_id, model, valid_from) do update set input_micros = excluded.input_micros,
      cached_input_micros = excluded.cached_input_micros, output_micros = excluded.output_micros,
      set_by = excluded.set_by, set_at = excluded.set_at
    returning p.id`.execute(trx);
  return rows[0]?.id ?? price.id;
}

export async function countPrices(trx: Trx, scope: TenantScope): Promise<number> {
  const { count } = await trx
    .selectFrom("model_prices")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Returns the model whose price it was; nothing when there is no such price. */
export async function deletePrice(
  trx: Trx,
  scope: TenantScope,
  id: string,
): Promise<string | undefined> {
  const row = await trx
    .deleteFrom("model_prices")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .returning("model")
    .executeTakeFirst();
  return row?.model;
}
