import type { Generated } from "kysely";

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
  /** That made vectors: part of all requests and of the input. */
  embedding_requests: Generated<number>;
  embedding_tokens: Generated<number>;
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

/** Owner: model-use/. How models are used, and how much at most: of a whole tenant, or of one of its agents. */
export interface ModelSettingsTable {
  tenant_id: string;
  id: string;
  /** Empty: the whole tenant's. */
  agent_id: string;
  /** Under which clients may ask for the agent as if it were a model. */
  slug: string | null;
  /** The model behind the agent. */
  model: string | null;
  tokens_per_day: number | null;
  tokens_per_month: number | null;
  cost_micros_per_day: number | null;
  cost_micros_per_month: number | null;
  turns_per_minute: number | null;
  concurrent_turns: number | null;
  /** Whether a limit also ends calls under way. */
  ends_calls: boolean;
  set_by: string;
  set_at: Date;
}

/** Owner: model-use/. Turns that are under way, or began within the last minute, of tenants that limit them. */
export interface ModelTurnsTable {
  tenant_id: string;
  lease: string;
  /** Empty where no agent was named. */
  agent_id: string;
  started_at: Date;
  /** When it was over, or will be when nobody says so. */
  until: Date;
}
