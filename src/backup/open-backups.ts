import type { Config } from "../config/index.ts";
import type { App } from "../http/index.ts";
import type { DueWork } from "../jobs/index.ts";
import type { Logger, Metrics } from "../observe/index.ts";
import type { Database } from "../store/index.ts";
import { backupRoutes } from "./backup.routes.ts";
import { endLeases, expireBackups, findLatest } from "./backup-rows.ts";
import { overdueSeconds, queueDue, workOnBackups } from "./due-backups.ts";
import { usualPlace } from "./open-place.ts";

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
}

export async function openBackups(needs: {
  db: Database;
  config: Config;
  version: string;
  secretKey: string;
  /** The database is our child: no other process works on it. */
  isEmbedded: boolean;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}): Promise<Backups> {
  const { db, config, now, metrics } = needs;
  if (needs.isEmbedded) await endLeases(db, now());
  const place = usualPlace(config);
  const work = workOnBackups(needs);
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
  };
}
