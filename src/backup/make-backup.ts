import { recordAudit } from "../audit/index.ts";
import { ConfigError } from "../config/index.ts";
import type { FileStore } from "../files/index.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { ArchiveError } from "./archive-error.ts";
import {
  type BackupRow,
  failBackup,
  finishBackup,
  noteProgress,
  returnBackup,
} from "./backup-rows.ts";
import { paced } from "./paced.ts";
import type { Place } from "./place.ts";
import { type Contents, onlyLook, readArchive } from "./read-archive.ts";
import {
  archiveName,
  countsOf,
  type KeepRules,
  listShelf,
  newestGood,
  outdated,
  removeArchive,
  type Shelved,
  writeReceipt,
} from "./shelf.ts";
import { verifyArchive } from "./verify-archive.ts";
import { writeArchive } from "./write-archive.ts";

export interface BackupNeeds {
  db: Database;
  files: FileStore;
  openPlace: (address: string) => Place;
  version: string;
  secretKey: string;
  backupKey: string | undefined;
  /** Where drills restore to. */
  scratchFolder: string;
  keep: KeepRules;
  now: () => number;
  log: Logger;
}

type Report = (step: string, done: number, total: number) => void;

const reportEveryMs = 2_000;

/** Does what a row asks for, and writes down what became of it. */
export async function perform(
  needs: BackupNeeds,
  row: BackupRow,
  signal: AbortSignal,
): Promise<void> {
  const { db, now, log } = needs;
  let latest = { step: "starting", done: 0, total: 0 };
  // Also where nothing moves for a while: the lease is renewed with it.
  const reporting = setInterval(() => {
    noteProgress(db, row.id, latest, now()).catch(() => undefined);
  }, reportEveryMs);
  const report: Report = (step, done, total) => {
    latest = { step, done, total };
  };
  try {
    const place = needs.openPlace(row.place);
    const work = { report, signal };
    const made = await (row.kind === "backup"
      ? makeBackup(needs, place, row, work)
      : drill(needs, place, work));
    const { bytes, sha256, manifest } = made.contents;
    const outcome = { archive: made.archive, bytes, sha256, files: manifest.files.count };
    await finishBackup(db, row.id, { ...outcome, counts: countsOf(made.contents) }, now());
    await note(db, row, row.kind === "backup" ? "backup.made" : "backup.restored_for_trial");
  } catch (error) {
    if (signal.aborted) return await returnBackup(db, row);
    log.error({ kind: row.kind, ...errorFields(error) }, "a backup or restore drill failed");
    await failBackup(db, row, sentenceOf(error), now());
    await note(db, row, "backup.failed");
  } finally {
    clearInterval(reporting);
  }
}

interface Work {
  report: Report;
  signal: AbortSignal;
}

/** What a row's work came to. */
interface Made {
  archive: string;
  contents: Contents;
}

async function makeBackup(
  needs: BackupNeeds,
  place: Place,
  row: BackupRow,
  { report, signal }: Work,
): Promise<Made> {
  const { db, backupKey, now } = needs;
  const archive = archiveName(new Date(now()), row.id);
  const written = await writeArchive(
    { ...needs, database: db.options, signal, onProgress: report },
    (content) => place.put(archive, content, signal),
  );
  // What was sent is one thing, what is kept there another.
  const kept = watched(place.read(archive), signal, (bytes) =>
    report("reading it back", bytes, written.bytes),
  );
  const contents = await readArchive(kept, { backupKey, visitor: onlyLook });
  if (contents.sha256 !== written.sha256) {
    throw new ArchiveError("What was kept is not what was written.");
  }
  await writeReceipt(place, archive, contents, "whole", now());
  if (row.requested_by === "system") await prune(place, needs.keep, now());
  return { archive, contents };
}

async function drill(
  { backupKey, scratchFolder, now }: BackupNeeds,
  place: Place,
  { report, signal }: Work,
): Promise<Made> {
  const archive = await newestGood(place);
  if (archive === undefined) throw new ArchiveError("There is no good backup to restore.");
  let done = 0;
  const read = watched(place.read(archive.name), signal, (bytes) => {
    done = bytes;
  });
  const onStep = (step: string) => {
    signal.throwIfAborted();
    report(step, done, archive.bytes);
  };
  const options = { backupKey, onStep, scratchFolder, now: now() };
  const contents = await verifyArchive(place, archive.name, read, options);
  return { archive: archive.name, contents };
}

/** Removes what may go, and returns it. */
export async function prune(place: Place, keep: KeepRules, now: number): Promise<Shelved[]> {
  const removed = outdated(await listShelf(place), keep, now);
  for (const archive of removed) await removeArchive(place, archive);
  return removed;
}

async function* watched(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of paced(content)) {
    signal.throwIfAborted();
    bytes += part.length;
    onBytes(bytes);
    yield part;
  }
}

/** What may be told; anything else is in the log. */
function sentenceOf(error: unknown): string {
  if (error instanceof ArchiveError || error instanceof ConfigError) return error.message;
  const { code } = error as { code?: unknown };
  return `It failed${typeof code === "string" ? ` (${code})` : ""}; the log tells where.`;
}

async function note(db: Database, { requested_by: actor }: BackupRow, action: string) {
  const scope = { tenantId: defaultTenantId };
  await inTenant(db, scope, (trx) =>
    recordAudit(trx, scope, { actor, action, subject: "installation" }),
  );
}
