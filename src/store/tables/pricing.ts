import type { Generated, JSONColumnType } from "kysely";

/** Owner: pricing/. What a tenant pays for a part of a call from a day on. */
export interface CallPricesTable {
  tenant_id: string;
  id: string;
  provider: string;
  /** Empty: every agent that has no price of its own. */
  agent_id: string;
  component: string;
  unit: "minute" | "call" | "thousand_characters" | "thousand_tokens";
  /** To how many seconds a duration is rounded up. */
  increment_seconds: number | null;
  currency: string;
  /** Millionths of the currency's unit. */
  micros: number;
  valid_from: Date;
  /** When that day began by the tenant's clock. */
  valid_from_at: Date;
  set_by: string;
  set_at: Date;
}

/** Owner: pricing/. What a month's statement is made by, from a month on. */
export interface PriceSettingsTable {
  tenant_id: string;
  from_month: Date;
  basis: "estimate" | "reported";
  /** Hundredths of a percent. */
  markup: number;
  budget_micros: number | null;
  budget_currency: string | null;
  set_by: string;
  set_at: Date;
}

/** Owner: pricing/. What each call that is over should have cost, beside what its provider says. It names no caller, and stays when the call goes by its age. */
export interface CallEstimatesTable {
  tenant_id: string;
  call_id: string;
  provider: string;
  /** Empty where none was told. */
  agent_id: string;
  agent_name: string | null;
  happened_at: Date;
  duration_ms: number | null;
  /** Micro-dollars. */
  reported_micros: number | null;
  state: "priced" | "no_price" | "quantity_unknown" | "several_currencies";
  currency: string | null;
  estimate_micros: number | null;
  parts: JSONColumnType<unknown[]>;
  /** Of a call that retention removed: nobody writes it any more. */
  is_frozen: Generated<boolean>;
}

/** Owner: pricing/. From which instant on a tenant's calls have to be estimated again; one row for each tenant. */
export interface EstimateRecountsTable {
  tenant_id: string;
  /** Null: from none. */
  from_at: Generated<Date | null>;
  after_id: Generated<string>;
  /** When all are once more, for what an older release folded meanwhile; null when that was done. */
  again_at: Date | null;
  claimed_until: Date | null;
}
