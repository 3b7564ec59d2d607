import type { Generated } from "kysely";

/** Owner: capture/. Calls that are not over, and when to ask their provider about them. */
export interface CallChecksTable {
  tenant_id: string;
  call_id: string;
  next_check_at: Date;
  claimed_until: Date | null;
  failures: number;
  last_error: string | null;
}

/** Owner: capture/. How far a connection's calls were compared with its provider's list. */
export interface SweepsTable {
  tenant_id: string;
  connection_id: string;
  swept_until: Date | null;
  next_sweep_at: Date;
  claimed_until: Date | null;
  failures: number;
  last_error: string | null;
  last_sweep_at: Date | null;
  /** When whole days are counted again. */
  next_ledger_at: Generated<Date>;
  /** When the reading that is under way, else the last one, began. */
  started_at: Date | null;
  listed: Generated<number>;
  held: Generated<number>;
  missing: Generated<number>;
  kept: Generated<number>;
}

/** Owner: capture/. Imports of a provider's past calls, page by page. */
export interface ImportsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  from_at: Date;
  until_at: Date;
  status: "running" | "done" | "failed" | "cancelled";
  /** Where the provider's list goes on; null at its beginning. */
  cursor: string | null;
  listed: number;
  imported: number;
  known: number;
  failures: number;
  last_error: string | null;
  next_page_at: Date;
  claimed_until: Date | null;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
}

/** Owner: capture/. One day (UTC) of one connection: what its provider says, and what we hold of it and how it came. */
export interface CompletenessDaysTable {
  tenant_id: string;
  connection_id: string;
  day: Date;
  provider_count: number;
  by_webhook: number;
  by_poll: number;
  by_sweep: number;
  by_import: number;
  /** Ids of calls that the provider has and we do not, at most a hundred. */
  missing: string[];
  missing_count: number;
  reason: string | null;
  checked_at: Date;
}
