import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { PriceSettings } from "./price-settings.ts";

/** All settings of the tenant, the latest month first. */
export async function listSettings(trx: Trx, scope: TenantScope): Promise<PriceSettings[]> {
  const { rows } = await sql<{
    fromMonth: string;
    basis: PriceSettings["basis"];
    markup: number;
    micros: number | null;
    currency: string | null;
  }>`select to_char(from_month, 'YYYY-MM') as "fromMonth", basis, markup, budget_micros as micros, budget_currency as currency
    from price_settings where tenant_id = ${scope.tenantId} order by from_month desc`.execute(trx);
  return rows.map(({ micros, currency, ...rest }) => ({
    ...rest,
    budget: micros === null || currency === null ? null : { micros, currency },
  }));
}

/** Writes the settings from a month on. */
export async function writeSettings(
  trx: Trx,
  scope: TenantScope,
  settings: PriceSettings & { fromMonth: string },
  by: { actor: string; at: Date },
): Promise<void> {
  const { fromMonth, basis, markup, budget } = settings;
  await sql`insert into price_settings (tenant_id, from_month, basis, markup, budget_micros, budget_currency, set_by, set_at)
    values (${scope.tenantId}, ${`${fromMonth}-01`}::date, ${basis}, ${markup}, ${budget?.micros ?? null}, ${budget?.currency ?? null},
      ${by.actor}, ${by.at})
    on conflict (tenant_id, from_month) do update set basis = excluded.basis, markup = excluded.markup,
      budget_micros = excluded.budget_micros, budget_currency = excluded.budget_currency,
      set_by = excluded.set_by, set_at = excluded.set_at`.execute(trx);
}
