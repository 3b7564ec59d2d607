import { Cron } from "croner";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import { claimBackups, findLatest, queueBackup } from "./backup-rows.ts";
import { type BackupNeeds, perform } from "./perform-backup.ts";

export interface Schedules {
  /** Where scheduled backups go. */
  place: string;
  backup: string | undefined;
  drill: string | undefined;
}

/** Works on what was asked for. Whichever process claims a row first does it, one after the other. */
export function workOnBackups(needs: BackupNeeds): DueWork {
  return createDueWork({
    name: "backups",
    concurrency: 1,
    claim: (limit) => claimBackups(needs.db, limit, needs.now()),
    perform: (row, signal) => perform(needs, row, signal),
    log: needs.log,
  });
}

/**
 * Asks for what is due by the schedule. Every replica may: a moment of the schedule is written once. What became due while nobody was there is made up for, once.
 */
export async function queueDue(
  { db, now }: Pick<BackupNeeds, "db" | "now">,
  { place, backup, drill }: Schedules,
): Promise<void> {
  const requestedBy = "system";
  const slotOf = (schedule: string) => lastMoment(schedule, now());
  if (backup !== undefined) {
    await queueBackup(db, { kind: "backup", place, requestedBy, slot: slotOf(backup) }, now());
  }
  if (drill === undefined) return;
  const { backup_at } = await findLatest(db);
  if (backup_at === null) return;
  await queueBackup(db, { kind: "drill", place, requestedBy, slot: slotOf(drill) }, now());
}

/**
 * For how long a good backup has been due: since the first moment of the schedule after the newest one, or since the first was asked for where there is none yet.
 * Without a schedule nothing is due.
 */
export async function overdueSeconds(
  { db, now }: Pick<BackupNeeds, "db" | "now">,
  schedule: string | undefined,
): Promise<number> {
  if (schedule === undefined) return 0;
  const { backup_at, first_due_at } = await findLatest(db);
  const dueAt = backup_at === null ? first_due_at : cronOf(schedule).nextRun(backup_at);
  return dueAt === null ? 0 : Math.max(0, (now() - dueAt.getTime()) / 1000);
}

const cronOf = (schedule: string) => new Cron(schedule, { paused: true, timezone: "UTC" });

/** The last moment at or before an instant. */
function lastMoment(schedule: string, at: number): Date {
  const [last] = cronOf(schedule).previousRuns(1, new Date(at + 1_000));
  return last ?? new Date(0);
}
