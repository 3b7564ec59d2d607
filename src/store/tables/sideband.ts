import type { Generated } from "kysely";

/** Owner: sideband/. One row per call to whose socket we listen; while it waits or is open it is also the work item. */
export interface SidebandSessionsTable {
  tenant_id: string;
  call_id: string;
  connection_id: string;
  provider_call_id: string;
  state: "waiting" | "open" | "done" | "failed";
  /** The claim of the process that has it in hand, and until when. */
  claimed_by: string | null;
  claimed_until: Date | null;
  created_at: Generated<Date>;
  /** When the socket was first open. */
  connected_at: Date | null;
  last_event_at: Date | null;
  closed_at: Date | null;
  close_code: number | null;
  close_reason: string | null;
  /** How often in a row it went as `error` says. */
  attempts: Generated<number>;
  next_try_at: Generated<Date>;
  error: string | null;
  model: string | null;
  transcription_model: string | null;
}
