import { recordAudit } from "../audit/index.ts";
import type { Config } from "../config/index.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import type { Logger } from "../observe/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { workInProcess } from "./backup-process.ts";
import {
  type BackupRow,
  failBackup,
  finishBackup,
  noteProgress,
  returnBackup,
} from "./backup-rows.ts";
import type { BackupTask, Progress, TaskRunner } from "./backup-task.ts";
import { workOnTask } from "./make-backup.ts";
import { backupSettings } from "./open-place.ts";

export interface BackupNeeds {
  db: Database;
  config: Config;
  version: string;
  secretKey: string;
  /** The database is our child: no other process works on it. */
  isEmbedded: boolean;
  now: () => number;
  log: Logger;
}

const reportEveryMs = 2_000;
/** A process of its own runs what was built. */
const isSource = import.meta.url.endsWith(".ts");
const work: TaskRunner = isSource ? workOnTask : workInProcess;

/** Does what a row asks for, and writes down what became of it. */
export async function perform(
  needs: BackupNeeds,
  row: BackupRow,
  signal: AbortSignal,
): Promise<void> {
  const { db, now, log } = needs;
  let latest: Progress = { step: "starting", done: 0, total: 0 };
  // Also where nothing moves for a while: the lease is renewed with it.
  const reporting = setInterval(() => {
    noteProgress(db, row.id, latest, now()).catch(() => undefined);
  }, reportEveryMs);
  const report = (progress: Progress) => {
    latest = progress;
  };
  const outcome = await work(taskOf(needs, row), { report, signal, now }).finally(() =>
    clearInterval(reporting),
  );
  if ("made" in outcome) {
    await finishBackup(db, row.id, outcome.made, now());
    return note(db, row, row.kind === "backup" ? "backup.made" : "backup.restored_for_trial");
  }
  if (signal.aborted) return returnBackup(db, row);
  log.error({ kind: row.kind, ...outcome.failed.fields }, "a backup or restore drill failed");
  await failBackup(db, row, outcome.failed.sentence, now());
  await note(db, row, "backup.failed");
}

function taskOf(
  { db, config, version, secretKey, isEmbedded }: BackupNeeds,
  row: BackupRow,
): BackupTask {
  const { id, kind, place, requested_by } = row;
  return {
    ...{ id, kind, place, version, secretKey, isEmbedded },
    isScheduled: requested_by === "system",
    database: db.options,
    settings: backupSettings(config),
    keep: { keepDays: config.BACKUP_KEEP_DAYS, keepLast: config.BACKUP_KEEP_LAST },
  };
}

async function note(db: Database, { requested_by: actor }: BackupRow, action: string) {
  const scope = { tenantId: defaultTenantId };
  await inTenant(db, scope, (trx) =>
    recordAudit(trx, scope, { actor, action, subject: "installation" }),
  );
}
