import { join } from "node:path";
import type { Config } from "../config/index.ts";
import type { FileStore } from "../files/index.ts";
import { createOutgoing } from "../guard/index.ts";
import type { App } from "../http/index.ts";
import type { DueWork } from "../jobs/index.ts";
import type { Logger, Metrics } from "../observe/index.ts";
import type { Database } from "../store/index.ts";
import { backupRoutes } from "./backup.routes.ts";
import { expireBackups, findLatest } from "./backup-rows.ts";
import { overdueSeconds, queueDue, workOnBackups } from "./due-backups.ts";
import { openPlace, usualPlace } from "./open-place.ts";

/** The backups of an installation. */
export interface Backups {
  work: DueWork;
  routes(app: App): void;
  /** Asks for what the schedule says. */
  queueDue(): Promise<void>;
  /** Tells how old the newest good backup is, and how the last drill went. */
  measure(): Promise<void>;
  /** What alerts warn of. */
  standing(): Promise<{ overdueSeconds: number; hasFailedDrill: boolean }>;
  expire(): Promise<void>;
  close(): Promise<void>;
}

export function openBackups(needs: {
  db: Database;
  config: Config;
  files: FileStore;
  version: string;
  secretKey: string;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}): Backups {
  const { db, config, now, metrics } = needs;
  const outgoing = createBackupOutgoing();
  const place = usualPlace(config);
  const work = workOnBackups({
    ...needs,
    openPlace: (address) => openPlace(address, config, outgoing),
    backupKey: config.BACKUP_KEY,
    scratchFolder: join(config.DATA_DIR, "scratch"),
    keep: { keepDays: config.BACKUP_KEEP_DAYS, keepLast: config.BACKUP_KEEP_LAST },
  });
  const schedules = {
    place,
    backup: config.BACKUP_SCHEDULE,
    drill: config.RESTORE_DRILL_SCHEDULE,
  };
  return {
    work,
    routes: (app) => backupRoutes(app, { db, usualPlace: place, wake: work.wake, now }),
    queueDue: () => queueDue({ db, now }, schedules),
    async measure() {
      const { backup_at, drill } = await findLatest(db);
      if (backup_at !== null) metrics.backupAge.set((now() - backup_at.getTime()) / 1000);
      if (drill !== null) metrics.restoreDrillSuccess.set(drill === "done" ? 1 : 0);
    },
    async standing() {
      const { drill } = await findLatest(db);
      return {
        overdueSeconds: await overdueSeconds({ db, now }, schedules.backup),
        hasFailedDrill: drill === "failed",
      };
    },
    expire: () => expireBackups(db, now()),
    close: () => outgoing.close(),
  };
}

/** The way to S3: a part of an archive takes longer than other requests. */
export function createBackupOutgoing() {
  return createOutgoing({ isExempt: () => false, timeoutMs: 120_000 });
}
