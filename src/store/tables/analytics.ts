import type { Generated } from "kysely";

/** What figures are kept by: a quarter hour of UTC, and the empty text where no agent or number was told. */
interface AnalyticsKey {
  tenant_id: string;
  bucket: Date;
  provider: string;
  agent_id: string;
  number: string;
  /** Of calls that retention removed. */
  is_frozen: boolean;
}

type Bins = { [Bin in `bin_${number}`]: number };

/** Owner: analytics/. How many calls there were in a quarter hour and what became of them; durations in bins. */
export interface ProviderAnalyticsTable extends AnalyticsKey, Bins {
  calls: number;
}

/** Owner: analytics/. What calls cost, by component and currency. */
export interface AnalyticsCostsTable extends AnalyticsKey {
  currency: string;
  component: string;
  records: number;
  micros: string;
}

/** Owner: analytics/. End reasons, sentiments and sources of satisfaction, in providers' own words. */
export interface AnalyticsWordsTable extends AnalyticsKey {
  kind: string;
  word: string;
  calls: number;
  score_micros: string;
}

/** Owner: analytics/. Calls by their typical response time in each stage, in bins. */
export interface AnalyticsLatenciesTable extends AnalyticsKey, Bins {
  stage: string;
  calls: number;
}

/** What sums are kept by: `bucket` is where the hour or day of UTC begins. Hours of a provider hold all its agents and numbers. */
type Sums<Figures extends AnalyticsKey> = Omit<Figures, "is_frozen"> & {
  unit: "hour" | "day" | "provider_hour";
};

/** Owner: analytics/. `provider_analytics` added up. */
export interface AnalyticsCallSumsTable extends Sums<ProviderAnalyticsTable> {}
/** Owner: analytics/. `analytics_costs` added up. */
export interface AnalyticsCostSumsTable extends Sums<AnalyticsCostsTable> {}
/** Owner: analytics/. `analytics_words` added up. */
export interface AnalyticsWordSumsTable extends Sums<AnalyticsWordsTable> {}
/** Owner: analytics/. `analytics_latencies` added up. */
export interface AnalyticsLatencySumsTable extends Sums<AnalyticsLatenciesTable> {}

/** Owner: analytics/. Quarter hours that have to be counted again. */
export interface AnalyticsMarksTable {
  tenant_id: string;
  id: Generated<number>;
  bucket: Date;
  at: Date;
}

/** Owner: analytics/. Calls that went by age, with their figures frozen: what comes of them later is not counted again. */
export interface AnalyticsFrozenCallsTable {
  tenant_id: string;
  call_id: string;
}

/** Owner: analytics/. Digests of what such calls are known by elsewhere: another record of one that is told later is not counted either. */
export interface AnalyticsFrozenLinksTable {
  tenant_id: string;
  link: Buffer;
}

/** Owner: analytics/. Hours and days of UTC whose quarter hours were counted since they were added up. */
export interface AnalyticsDueSumsTable {
  tenant_id: string;
  length: "hour" | "day";
  start: Date;
  until: Date;
}

/** Owner: analytics/. Whose calls were all marked once. */
export interface AnalyticsRecountsTable {
  tenant_id: string;
  again_at: Date | null;
}
