/** Owner: memory/. One row per message and model: the vector of what was said around it. */
export interface MemVectorsTable {
  tenant_id: string;
  message_id: string;
  model: string;
  dimensions: number;
  scope_id: string;
  last_seq: number;
  version: number;
  code: Buffer | null;
  scale: number | null;
}
