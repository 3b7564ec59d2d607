import { type Selectable, sql, type Updateable } from "kysely";
import { newId } from "../lib/ids.ts";
import { asWorker, type Database, type Tables } from "../store/index.ts";

/** A backup or a drill, as far as it is. */
export type BackupRow = Selectable<Tables["backups"]>;

/** A process that works renews it every two seconds. */
const leaseMs = 20_000;
const retryAfterMs = 5 * 60_000;
/** What is scheduled is tried again, also when its process died; what somebody asked for tells them. */
const attemptsMax = 3;

export interface NewBackup {
  kind: BackupRow["kind"];
  place: string;
  requestedBy: string;
  slot?: Date;
}

/** Asks for a backup or drill. Undefined when one of its kind is under way, or its moment of the schedule was seen to. One whose process died is not in the way. */
export function queueBackup(
  db: Database,
  { kind, place, requestedBy, slot }: NewBackup,
  now: number,
): Promise<BackupRow | undefined> {
  return asWorker(db, async (trx) => {
    await trx
      .updateTable("backups")
      .set({ status: "failed", error: "Its process ended.", finished_at: new Date(now) })
      .where("kind", "=", kind)
      .where("status", "=", "running")
      .where("leased_until", "<=", new Date(now))
      .execute();
    return trx
      .insertInto("backups")
      .values({
        ...{ id: newId("bkp"), kind, place, requested_by: requestedBy },
        ...{ slot: slot ?? null, requested_at: new Date(now) },
        ...{ status: "queued", attempts: 0, progress_done: 0, progress_total: 0 },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
  });
}

/** Of what was asked for at the same moment the backup comes first, so that the drill restores it. */
export function claimBackups(db: Database, limit: number, now: number): Promise<BackupRow[]> {
  const at = new Date(now);
  return asWorker(db, async (trx) => {
    const { rows } =
      await sql<BackupRow>`update backups b set status = 'running', attempts = b.attempts + 1,
        started_at = ${at}, leased_until = ${new Date(now + leaseMs)}
      from (select id from backups where status in ('queued', 'running') and coalesce(leased_until, ${at}) <= ${at}
        order by requested_at, kind limit ${limit} for update skip locked) due
      where b.id = due.id returning b.*`.execute(trx);
    return rows;
  });
}

/** What is said to be under way is not: who worked on it is gone. */
export async function endLeases(db: Database, now: number): Promise<void> {
  await asWorker(db, (trx) =>
    trx
      .updateTable("backups")
      .set({ leased_until: new Date(now) })
      .where("status", "=", "running")
      .execute(),
  );
}

/** Tells how far it is, and that somebody still works on it. */
export async function noteProgress(
  db: Database,
  id: string,
  progress: { step: string; done: number; total: number },
  now: number,
): Promise<void> {
  await change(db, id, {
    ...{ step: progress.step, progress_done: progress.done, progress_total: progress.total },
    leased_until: new Date(now + leaseMs),
  });
}

export function finishBackup(
  db: Database,
  id: string,
  outcome: Pick<BackupRow, "archive" | "bytes" | "counts" | "files" | "sha256">,
  now: number,
): Promise<void> {
  return change(db, id, {
    ...outcome,
    ...{ status: "done", step: null, error: null, finished_at: new Date(now), leased_until: null },
  });
}

export function failBackup(
  db: Database,
  { id, requested_by, attempts }: BackupRow,
  error: string,
  now: number,
): Promise<void> {
  const isLast = requested_by !== "system" || attempts >= attemptsMax;
  return change(db, id, {
    ...{ error, step: null, status: isLast ? "failed" : "queued" },
    finished_at: isLast ? new Date(now) : null,
    leased_until: isLast ? null : new Date(now + retryAfterMs),
  });
}

/** Gives back what this process does not finish because it ends. */
export function returnBackup(db: Database, { id, attempts }: BackupRow): Promise<void> {
  return change(db, id, { status: "queued", leased_until: null, attempts: attempts - 1 });
}

export function findBackups(
  db: Database,
  limit: number,
  after?: { at: string; id: string },
): Promise<BackupRow[]> {
  return asWorker(db, (trx) =>
    trx
      .selectFrom("backups")
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(requested_at, id) < (${after?.at}::timestamptz, ${after?.id})`),
      )
      .orderBy("requested_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .execute(),
  );
}

/** The newest backup that is whole, when the first was due by a schedule, and how the last drill went. */
export async function findLatest(db: Database) {
  const { rows } = await asWorker(db, (trx) =>
    sql<{
      backup_at: Date | null;
      first_due_at: Date | null;
      drill: BackupRow["status"] | null;
    }>`select
      (select max(started_at) from backups where kind = 'backup' and status = 'done') as backup_at,
      (select min(requested_at) from backups where kind = 'backup' and slot is not null) as first_due_at,
      (select status from backups where kind = 'drill' and status in ('done', 'failed') order by finished_at desc limit 1) as drill`.execute(
      trx,
    ),
  );
  return rows[0] ?? { backup_at: null, first_due_at: null, drill: null };
}

const keptDays = 400;

/** Forgets what was long ago. The archives themselves are not touched. */
export async function expireBackups(db: Database, now: number): Promise<void> {
  await asWorker(db, (trx) =>
    trx
      .deleteFrom("backups")
      .where("requested_at", "<", new Date(now - keptDays * 86_400_000))
      .where("status", "in", ["done", "failed"])
      .execute(),
  );
}

async function change(db: Database, id: string, set: Updateable<Tables["backups"]>): Promise<void> {
  await asWorker(db, (trx) => trx.updateTable("backups").set(set).where("id", "=", id).execute());
}
