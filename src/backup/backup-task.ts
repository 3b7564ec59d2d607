import type pg from "pg";
import type { BackupRow } from "./backup-rows.ts";
import type { BackupSettings } from "./open-place.ts";
import type { KeepRules } from "./shelf.ts";

/** All that must be known to do what a row asks for. It is sent from one process to another, so it is made of plain values. */
export interface BackupTask extends Pick<BackupRow, "id" | "kind" | "place"> {
  /** After one that is scheduled, old ones go. */
  isScheduled: boolean;
  database: pg.ClientConfig;
  isEmbedded: boolean;
  settings: BackupSettings;
  keep: KeepRules;
  version: string;
  secretKey: string;
}

/** How far a task is. */
export interface Progress {
  step: string;
  done: number;
  total: number;
}

/** What became of a task. */
export type Outcome =
  | { made: Pick<BackupRow, "archive" | "bytes" | "counts" | "files" | "sha256"> }
  /** `sentence` may be told to people; `fields` are for the log. */
  | { failed: { sentence: string; fields: Record<string, unknown> } };

/** Does a task, in this process or in another. Never rejects; when the signal aborts, it fails soon. */
export type TaskRunner = (
  task: BackupTask,
  work: { report: (progress: Progress) => void; signal: AbortSignal; now: () => number },
) => Promise<Outcome>;

/** What the process that does a task is told, in this order. */
export type ToWorker = { task: BackupTask } | { stop: true };

/** What it tells; the outcome is its last word. */
export type FromWorker = { progress: Progress } | { outcome: Outcome };
