/** Owner: backup/. One row per backup that was asked for or due, and per drill of restoring one. */
export interface BackupsTable {
  id: string;
  kind: "backup" | "drill";
  slot: Date | null;
  place: string;
  archive: string | null;
  status: "queued" | "running" | "done" | "failed";
  requested_by: string;
  requested_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  leased_until: Date | null;
  attempts: number;
  step: string | null;
  progress_done: number;
  progress_total: number;
  bytes: number | null;
  counts: Record<string, number> | null;
  files: number | null;
  sha256: string | null;
  error: string | null;
}
