import type { Generated } from "kysely";

export type RecordingStatus = "pending" | "stored" | "failed" | "gone" | "refused" | "expired";

/** Owner: recordings/. One row per call with a recording: where it comes from, and what became of fetching it. While `due_at` is set it is a work item. */
export interface RecordingsTable {
  tenant_id: string;
  call_id: string;
  provider: string;
  /** The same for every signature of one link. */
  source_key: string;
  source_url: string | null;
  /** The event that holds the sound itself. */
  event_id: string | null;
  status: RecordingStatus;
  reason: string | null;
  attempts: Generated<number>;
  created_at: Date;
  due_at: Date | null;
  /** Who works on it; a change of the call takes it away. */
  lease: string | null;
  /** From then on no further try is made. */
  give_up_at: Date;
  /** The key of the file, encrypted: without the row the file is noise. */
  sealed_key: Buffer | null;
  file_ref: string | null;
  bytes: number | null;
  /** Of the recording as it was fetched, in hexadecimal. */
  sha256: string | null;
  content_type: string | null;
  stored_at: Date | null;
}

/** Owner: recordings/. What a tenant wants of its recordings. */
export interface RecordingSettingsTable {
  tenant_id: string;
  /** Null keeps them as long as their calls. */
  retention_days: number | null;
  updated_at: Date;
}
