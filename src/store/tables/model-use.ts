/** Owner: model-use/. What a tenant pays for a model from a day on, in micro-dollars for a million tokens. */
export interface ModelPricesTable {
  tenant_id: string;
  id: string;
  model: string;
  valid_from: Date;
  input_micros: number;
  /** Null: as other input. */
  cached_input_micros: number | null;
  output_micros: number;
  set_by: string;
  set_at: Date;
}

interface Counters {
  requests: number;
  input_tokens: number;
  /** Of the input. */
  cached_input_tokens: number;
  output_tokens: number;
  /** What is known of the cost. */
  cost_micros: number;
  unpriced_requests: number;
  /** Whose tokens we counted because the model did not tell. */
  estimated_requests: number;
  fallback_requests: number;
  degraded_requests: number;
}

/** Owner: model-use/. What each session used of each model; it goes with the session. */
export interface ModelUseTable extends Counters {
  tenant_id: string;
  session_id: string;
  model: string;
  first_at: Date;
  last_at: Date;
}

/** Owner: model-use/. What was used on each day in UTC; it says nothing of any session and stays when one is forgotten. */
export interface ModelUseDaysTable extends Counters {
  tenant_id: string;
  day: Date;
  /** Empty where no agent was named. */
  agent_id: string;
  model: string;
}
