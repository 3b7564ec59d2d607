import type { Generated } from "kysely";

/** Owner: memory/. Whether a tenant's finished calls are remembered, and who decided it; no row: they are not. */
export interface MemSettingsTable {
  tenant_id: string;
  remembers_calls: boolean;
  shares_across_agents: boolean;
  decided_by: string;
  decided_at: Date;
}

/** Owner: memory/. Agents for which it is otherwise than for the tenant's others. */
export interface MemAgentSettingsTable {
  tenant_id: string;
  agent_id: string;
  remembers_calls: boolean;
  decided_by: string;
  decided_at: Date;
}

/** Owner: memory/. Work of the memory that is done in the background; kept for a day after it is done. */
export interface MemJobsTable {
  tenant_id: string;
  id: string;
  session_id: string | null;
  kind: string;
  payload: Generated<Record<string, unknown>>;
  dedupe_key: string;
  status: Generated<"pending" | "running" | "done" | "dead">;
  stage: Generated<string>;
  priority: Generated<number>;
  attempts: Generated<number>;
  due_at: Date | null;
  lease: string | null;
  last_error: string | null;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
}
