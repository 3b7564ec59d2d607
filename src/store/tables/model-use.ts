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
